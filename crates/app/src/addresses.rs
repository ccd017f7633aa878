//! Where customers reach a brand.

use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Brand, HostName};
use url::Url;

use crate::Current;

/// Where the addresses of a brand begin on every host, also on those of others.
#[must_use]
pub fn base(brand: &Brand) -> String {
    format!("/b/{}", brand.slug)
}

/// Where customers reach a brand, without a slash at the end: its first host, else a path, which
/// is empty for the first brand. `public_url` is where the installation is reached.
#[must_use]
pub fn home_of(public_url: &str, current: &Current, brand: BrandId) -> String {
    let found = current.brand_of(brand).map(|it| &it.brand);
    if let Some(host) = found.and_then(|it| it.hosts.first()) {
        return origin_of(public_url, host);
    }
    let is_first = current.brands.first().is_some_and(|it| it.brand.id == brand);
    found.filter(|_| !is_first).map(base).unwrap_or_default()
}

/// As [`home_of`], with scheme and host.
#[must_use]
pub fn whole_home_of(public_url: &str, current: &Current, brand: BrandId) -> String {
    let home = home_of(public_url, current, brand);
    if home.starts_with('/') || home.is_empty() {
        format!("{}{home}", public_url.trim_end_matches('/'))
    } else {
        home
    }
}

/// Scheme and host of every place where a brand stands itself.
pub fn own_origins<'a>(public_url: &'a str, brand: &'a Brand) -> impl Iterator<Item = String> + 'a {
    let public = Url::parse(public_url).ok().map(|it| it.origin().ascii_serialization());
    public.into_iter().chain(brand.hosts.iter().map(move |it| origin_of(public_url, it)))
}

/// A host of a brand is reached in the same way as the installation: scheme and port are those of
/// the public address, never those a request names.
#[must_use]
pub fn origin_of(public_url: &str, host: &HostName) -> String {
    let public = Url::parse(public_url).ok();
    let scheme = public.as_ref().map_or("https", |it| it.scheme());
    let port = public.as_ref().and_then(Url::port);
    let port = port.map(|it| format!(":{it}")).unwrap_or_default();
    format!("{scheme}://{host}{port}")
}
