//! `/metrics` for Prometheus: for this machine, or with the token of the settings.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use http::{Method, Request, Response, StatusCode, header};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use subtle::ConstantTimeEq;

/// The steps request times are counted in, in seconds.
const STEPS: [f64; 12] =
    [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// How often measured values are put into their steps, so that they do not pile up.
const TIDY: Duration = Duration::from_secs(5);
/// What a proxy adds. A request with one of these does not come from this machine, whoever
/// handed it on.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// What was measured, and who may see it.
#[derive(Clone)]
pub(crate) struct Metrics {
    handle: PrometheusHandle,
    token: Arc<str>,
}

impl Metrics {
    /// Begins to measure, once per process. Only this machine may look while `token` is empty.
    pub(crate) fn begin(token: &str) -> anyhow::Result<Self> {
        let handle = PrometheusBuilder::new()
            .set_buckets(&STEPS)?
            .install_recorder()
            .context("somebody else measures already")?;
        let tidied = handle.clone();
        tokio::spawn(async move {
            let mut beat = tokio::time::interval(TIDY);
            loop {
                beat.tick().await;
                tidied.run_upkeep();
            }
        });
        Ok(Self { handle, token: token.into() })
    }

    /// The answer if the request is for `/metrics`; strangers learn nothing.
    pub(super) fn answer<I, B: From<String>>(
        &self,
        request: &Request<I>,
        peer: SocketAddr,
    ) -> Option<Response<B>> {
        if request.uri().path() != "/metrics" || request.method() != Method::GET {
            return None;
        }
        let is_allowed = may_see(request, peer, &self.token);
        let text = if is_allowed { self.handle.render() } else { String::new() };
        let mut response = Response::new(B::from(text));
        let kind = header::HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if !is_allowed {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        Some(response)
    }
}

fn may_see<I>(request: &Request<I>, peer: SocketAddr, token: &str) -> bool {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    if let Some(given) = given.and_then(|it| it.strip_prefix("Bearer ")) {
        return !token.is_empty() && bool::from(given.as_bytes().ct_eq(token.as_bytes()));
    }
    let is_handed_on = FORWARDED.iter().any(|it| request.headers().contains_key(*it));
    peer.ip().to_canonical().is_loopback() && !is_handed_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, headers: &[(&str, &str)], token: &str, expect: bool) {
        let mut request = Request::builder().uri("/metrics");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let peer = format!("{peer}:5000").parse().unwrap();
        assert_eq!(may_see(&request.body(()).unwrap(), peer, token), expect, "{peer} {headers:?}");
    }

    #[test]
    fn metrics_are_for_this_machine_and_for_who_has_the_token() {
        const TOKEN: &str = "a long enough token";
        let bearer = [("authorization", "Bearer a long enough token")];
        check("127.0.0.1", &[], "", true);
        check("[::1]", &[], "", true);
        check("[::ffff:127.0.0.1]", &[], "", true);
        check("203.0.113.7", &[], "", false);
        check("127.0.0.1", &[("x-forwarded-for", "203.0.113.7")], "", false);
        check("203.0.113.7", &bearer, TOKEN, true);
        check("203.0.113.7", &bearer, "another long token", false);
        check("203.0.113.7", &[("authorization", "Bearer ")], "", false);
    }
}
