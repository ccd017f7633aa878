//! What stands at the root of the host a request was sent to. A brand may have hosts of its own;
//! on every other host, known or made up, the first brand stands there.

use http::uri::Authority;
use http::{HeaderMap, Uri, header};
pub(crate) use lotse_app::addresses::base;
use lotse_app::addresses::{self, origin_of};
use lotse_app::{BrandNow, Current};
use lotse_domain::ids::BrandId;
use lotse_domain::inbox::Shown;
use lotse_domain::knowledge::HostName;
use url::Url;

use crate::Config;

/// The root of the host of one request.
#[derive(Debug, Clone)]
pub(crate) struct Root {
    /// The brand whose own host it is.
    owner: Option<(BrandId, HostName)>,
    /// Scheme and host for whole addresses, without a slash at the end. What the request says is
    /// in it only when it is the host of a brand.
    pub(crate) origin: String,
}

impl Root {
    /// The root of the host a request with this address and these headers was sent to.
    pub(crate) fn of(config: &Config, current: &Current, uri: &Uri, headers: &HeaderMap) -> Self {
        match owner_of(current, uri, headers) {
            Some((brand, host)) => {
                let owner = Some((brand.brand.id, host.clone()));
                Self { owner, origin: origin_of(&config.public_url, host) }
            }
            None => Self { owner: None, origin: public(config).to_owned() },
        }
    }

    /// The brand whose own host this is; on every other host the first brand stands at the root.
    pub(crate) fn owner(&self) -> Option<BrandId> {
        self.owner.as_ref().map(|(brand, _)| *brand)
    }

    /// What addresses of `brand` begin with here: nothing at the root, else `/b/` and its name.
    pub(crate) fn base_of(&self, current: &Current, brand: BrandId) -> String {
        let first = current.brands.first().map(|it| it.brand.id);
        if self.owner().or(first) == Some(brand) {
            return String::new();
        }
        current.brand_of(brand).map(|it| base(&it.brand)).unwrap_or_default()
    }

    /// The host, where it is a brand's own: the same path means another page there.
    pub(crate) fn host(&self) -> Option<&HostName> {
        self.owner.as_ref().map(|(_, host)| host)
    }
}

/// The brand whose own host a request was sent to, with that host.
pub(crate) fn owner_of<'a>(
    current: &'a Current,
    uri: &Uri,
    headers: &HeaderMap,
) -> Option<(&'a BrandNow, &'a HostName)> {
    let named = headers.get(header::HOST).and_then(|it| it.to_str().ok());
    // HTTP/2 has the host in the address.
    current.brand_at(named.or_else(|| uri.authority().map(Authority::as_str))?)
}

/// Where customers reach a brand, without a slash at the end: its first host, else a path.
pub(crate) fn home_of(config: &Config, current: &Current, brand: BrandId) -> String {
    addresses::home_of(&config.public_url, current, brand)
}

/// Where customers reach a brand, with scheme and host, without a slash at the end.
pub(crate) fn whole_home_of(config: &Config, current: &Current, brand: BrandId) -> String {
    addresses::whole_home_of(&config.public_url, current, brand)
}

/// The whole address of an article as it was shown; `home` is that of its brand.
pub(crate) fn address_in(home: &str, it: &Shown) -> String {
    let fragment = it.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    format!("{home}/{}/a/{}{fragment}", it.locale, it.slug)
}

/// Whether it is the host of the whole installation.
pub(crate) fn is_public(config: &Config, host: &HostName) -> bool {
    let public = Url::parse(public(config));
    public.is_ok_and(|it| it.host_str().is_some_and(|it| host.is_meant_by(it)))
}

fn public(config: &Config) -> &str {
    config.public_url.trim_end_matches('/')
}
