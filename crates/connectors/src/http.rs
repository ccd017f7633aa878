//! The one HTTP client of the house. Addresses come from people and from other systems, so it
//! refuses to reach anything but the open internet unless the operator says otherwise.
//!
//! The check is made on the address a connection is about to be opened to, not on the name, so a
//! name that answers differently the second time gains nothing.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use lotse_domain::network::AddressRange;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Method, StatusCode, redirect};
use url::{Host, Url};

mod addresses;

pub use addresses::is_public;

/// Enough for a move to https, to `www` and to a new path, with room to spare.
const MAX_REDIRECTS: usize = 5;

/// Whom the house may talk to, and how long and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EgressPolicy {
    /// Addresses that may be reached although they are not of the open internet.
    pub allow_private: Vec<AddressRange>,
    /// Ports that may be reached.
    pub ports: Vec<u16>,
    /// Addresses with their ports that may be reached besides, named in figures.
    pub allow: Vec<SocketAddr>,
    /// How long opening a connection may take.
    pub connect_timeout: Duration,
    /// How long one request may take, redirects and body included.
    pub timeout: Duration,
    /// How many bytes a body may have, unpacked.
    pub max_body_bytes: usize,
    /// A proxy all requests go through; names are then looked up there, and it must do the
    /// filtering. The environment's proxy settings are never used.
    pub proxy: Option<Url>,
    /// How we introduce ourselves.
    pub user_agent: String,
}

impl Default for EgressPolicy {
    fn default() -> Self {
        Self {
            allow_private: Vec::new(),
            ports: vec![80, 443],
            allow: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(20),
            max_body_bytes: 10 * 1024 * 1024,
            proxy: None,
            user_agent: "Lotse".to_owned(),
        }
    }
}

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum EgressError {
    /// The text is no address, or not one of http or https, or carries a password.
    #[error("{0:?} is not a web address without user name and password")]
    BadUrl(String),
    /// The policy does not allow this host or port.
    #[error("{0} may not be reached from here; the operator can allow it")]
    Forbidden(String),
    /// A redirect too many, or one without a target.
    #[error("{0} is redirected too often or nowhere")]
    Redirects(String),
    /// More bytes than the policy allows.
    #[error("{url} sent more than {limit} bytes")]
    TooBig {
        /// The address.
        url: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// No answer in time.
    #[error("{0} did not answer in time")]
    TimedOut(String),
    /// The connection could not be opened or broke.
    #[error("{0} could not be reached")]
    Unreachable(String, #[source] reqwest::Error),
    /// The client could not be set up.
    #[error("could not set up the HTTP client")]
    Setup(#[source] reqwest::Error),
}

/// A request to be sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// The address.
    pub url: Url,
    /// Headers beyond the usual ones; dropped when a redirect leads to another host.
    pub headers: HeaderMap,
    /// The body, may be empty.
    pub body: Vec<u8>,
}

/// An answer, whatever its status.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The address after redirects.
    pub url: Url,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

impl Answer {
    /// The media type without parameters, in lower case; empty when not given.
    #[must_use]
    pub fn media_type(&self) -> String {
        let value = self.headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let value = value.unwrap_or_default().split(';').next().unwrap_or_default();
        value.trim().to_ascii_lowercase()
    }
}

/// The client. Cheap to clone; make one and share it.
#[derive(Debug, Clone)]
pub struct Egress {
    client: reqwest::Client,
    policy: Arc<EgressPolicy>,
}

impl Egress {
    /// A client with this policy.
    ///
    /// # Errors
    /// When TLS or the proxy cannot be set up.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that makes a client")]
    pub fn new(policy: EgressPolicy) -> Result<Self, EgressError> {
        install_tls();
        let policy = Arc::new(policy);
        let mut builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(policy.connect_timeout)
            .user_agent(&policy.user_agent)
            .referer(false)
            .no_proxy();
        builder = match &policy.proxy {
            Some(proxy) => {
                builder.proxy(reqwest::Proxy::all(proxy.clone()).map_err(EgressError::Setup)?)
            }
            None => builder.dns_resolver(Arc::new(FilteringResolver { policy: policy.clone() })),
        };
        let client = builder.build().map_err(EgressError::Setup)?;
        Ok(Self { client, policy })
    }

    /// Fetches `url`; safe to call with an address a stranger typed in.
    ///
    /// # Errors
    /// When the address is refused or nobody answers in time; an answer with an error status is
    /// an answer.
    pub async fn get(&self, url: &str) -> Result<Answer, EgressError> {
        let url = Url::parse(url).map_err(|error| {
            tracing::debug!(%error, "refused an address");
            EgressError::BadUrl(url.to_owned())
        })?;
        let (headers, body) = (HeaderMap::new(), Vec::new());
        self.send(Outgoing { method: Method::GET, url, headers, body }).await
    }

    /// Sends a request and follows its redirects, each checked like the first address.
    ///
    /// # Errors
    /// As [`Egress::get`].
    pub async fn send(&self, outgoing: Outgoing) -> Result<Answer, EgressError> {
        let url = outgoing.url.to_string();
        match tokio::time::timeout(self.policy.timeout, self.follow(outgoing)).await {
            Ok(answer) => answer,
            Err(elapsed) => {
                tracing::debug!(%elapsed, "no answer in time");
                Err(EgressError::TimedOut(url))
            }
        }
    }

    async fn follow(&self, mut outgoing: Outgoing) -> Result<Answer, EgressError> {
        for _ in 0..=MAX_REDIRECTS {
            self.policy.check(&outgoing.url)?;
            let request = self
                .client
                .request(outgoing.method.clone(), outgoing.url.clone())
                .headers(outgoing.headers.clone())
                .body(outgoing.body.clone());
            let response = request.send().await.map_err(|error| failure(&outgoing.url, error))?;
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                return self.answer(outgoing.url, response).await;
            }
            let target = response
                .headers()
                .get(LOCATION)
                .and_then(|it| it.to_str().ok())
                .and_then(|it| outgoing.url.join(it).ok());
            let Some(target) = target else { break };
            if target.origin() != outgoing.url.origin() {
                outgoing.headers.clear();
            }
            if !matches!(response.status().as_u16(), 307 | 308) && outgoing.method != Method::HEAD {
                outgoing.method = Method::GET;
                outgoing.body.clear();
                outgoing.headers.remove(CONTENT_TYPE);
            }
            outgoing.url = target;
        }
        Err(EgressError::Redirects(outgoing.url.to_string()))
    }

    async fn answer(
        &self,
        url: Url,
        mut response: reqwest::Response,
    ) -> Result<Answer, EgressError> {
        let limit = self.policy.max_body_bytes;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| failure(&url, error))? {
            if limit < body.len() + chunk.len() {
                return Err(EgressError::TooBig { url: url.to_string(), limit });
            }
            body.extend_from_slice(&chunk);
        }
        let headers = response.headers().clone();
        Ok(Answer { url, status: response.status(), headers, body })
    }
}

impl EgressPolicy {
    fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || self.allow_private.iter().any(|it| it.contains(address))
    }

    /// Refuses what can be refused without looking up the name. Hosts written as addresses never
    /// reach the resolver, so they are decided here, as the parser of the client reads them.
    fn check(&self, url: &Url) -> Result<(), EgressError> {
        let is_web = matches!(url.scheme(), "http" | "https");
        if !is_web || !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::BadUrl(url.to_string()));
        }
        if self.allow.iter().any(|it| is_at(url, *it)) {
            return Ok(());
        }
        let allowed = match url.host() {
            None => return Err(EgressError::BadUrl(url.to_string())),
            Some(Host::Ipv4(address)) => self.allows(address.into()),
            Some(Host::Ipv6(address)) => self.allows(address.into()),
            // Some systems look this name up, some do not; it is never meant for the internet.
            Some(Host::Domain(name)) if is_this_machine(name) => {
                self.allows(Ipv4Addr::LOCALHOST.into()) || self.allows(Ipv6Addr::LOCALHOST.into())
            }
            Some(Host::Domain(_)) => true,
        };
        let port = url.port_or_known_default();
        if allowed && port.is_some_and(|it| self.ports.contains(&it)) {
            return Ok(());
        }
        Err(EgressError::Forbidden(url.to_string()))
    }
}

/// Whether an address names this host, in figures, and this port.
fn is_at(url: &Url, it: SocketAddr) -> bool {
    let host = match url.host() {
        Some(Host::Ipv4(host)) => IpAddr::from(host),
        Some(Host::Ipv6(host)) => IpAddr::from(host),
        _ => return false,
    };
    host == it.ip() && url.port_or_known_default() == Some(it.port())
}

fn is_this_machine(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.rsplit('.').next().is_some_and(|it| it.eq_ignore_ascii_case("localhost"))
}

/// Every address of the name was refused.
#[derive(Debug, thiserror::Error)]
#[error("none of the addresses of this name may be reached")]
struct NothingAllowed;

struct FilteringResolver {
    policy: Arc<EgressPolicy>,
}

impl Resolve for FilteringResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.policy.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|it| policy.allows(it.ip())).collect();
            if allowed.is_empty() {
                return Err(NothingAllowed.into());
            }
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

fn failure(url: &Url, error: reqwest::Error) -> EgressError {
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        if inner.is::<NothingAllowed>() {
            return EgressError::Forbidden(url.to_string());
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        return EgressError::TimedOut(url.to_string());
    }
    EgressError::Unreachable(url.to_string(), error)
}

/// TLS by ring, chosen once for the whole program.
fn install_tls() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("another part of the program has chosen the TLS provider");
        }
    });
}

#[cfg(test)]
mod tests;
