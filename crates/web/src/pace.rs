//! Slows down whoever sends faster than people write: a bucket of tries per client that fills up
//! again slowly.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::Method;
use http::request::Parts;
use lotse_domain::network;

use crate::Web;
use crate::error::Problem;
use crate::session::has_good_key;

/// So many forms at once: a whole household behind one address, correcting mistakes.
const TRIES: f64 = 12.0;
/// One more try after this time.
const REFILL: Duration = Duration::from_secs(10);
/// From so many clients on those that have been quiet are forgotten now and then.
const CLIENTS: usize = 10_000;

/// How many tries each client has left.
#[derive(Debug)]
pub(crate) struct Pace<K> {
    tries: f64,
    refill: Duration,
    clients: Mutex<Clients<K>>,
}

/// Tries left, since when.
#[derive(Debug)]
struct Clients<K> {
    tries: HashMap<K, (f64, Instant)>,
    /// At how many the quiet ones are forgotten; twice what remained the last time, so that the
    /// work is in proportion to how many came.
    full: usize,
}

impl<K: Eq + Hash> Pace<K> {
    /// So many tries at once, and one more after each `refill`.
    pub(crate) fn new(tries: f64, refill: Duration) -> Self {
        let clients = Clients { tries: HashMap::new(), full: CLIENTS };
        Self { tries, refill, clients: Mutex::new(clients) }
    }

    /// Takes one try; when there is none left, how long to wait for the next.
    fn take(&self, client: K, now: Instant) -> Result<(), Duration> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.full <= clients.tries.len() {
            let rested = self.refill.mul_f64(self.tries);
            clients.tries.retain(|_, (_, since)| now.duration_since(*since) < rested);
            clients.full = CLIENTS.max(clients.tries.len() * 2);
        }
        let (left, since) = clients.tries.entry(client).or_insert((self.tries, now));
        let gained = now.duration_since(*since).as_secs_f64() / self.refill.as_secs_f64();
        *left = (*left + gained).min(self.tries);
        *since = now;
        if *left < 1.0 {
            return Err(self.refill.mul_f64(1.0 - *left));
        }
        *left -= 1.0;
        Ok(())
    }

    /// Takes one try of a client.
    ///
    /// # Errors
    /// When there is none left; it says when to come back.
    pub(crate) fn pass(&self, client: K) -> Result<(), Problem> {
        self.take(client, Instant::now()).map_err(|wait| Problem::too_many(seconds(wait)))
    }
}

impl Pace<IpAddr> {
    /// The pace of forms.
    pub(crate) fn of_forms() -> Self {
        Self::new(TRIES, REFILL)
    }
}

/// Whole seconds after which the wait is over.
fn seconds(wait: Duration) -> i64 {
    i64::try_from(wait.as_secs()).unwrap_or(i64::MAX).saturating_add(1)
}

/// Lets a form pass when its sender has tries left. Reading is free, and so are programs with a
/// key, which speak for many people.
pub(crate) async fn slowed(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let client = caller(&web, &parts).filter(|_| parts.method == Method::POST);
    let Some(client) = client else { return next.run(Request::from_parts(parts, body)).await };
    let taken = web.pace.take(client, Instant::now());
    if let Err(wait) = taken
        && !has_good_key(&web, &parts).await
    {
        return Problem::too_many(seconds(wait)).into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

/// Who sent the request, seen past the operator's proxies.
pub(crate) fn caller(web: &Web, request: &Parts) -> Option<IpAddr> {
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
    let forwarded = request.headers.get_all("x-forwarded-for").iter();
    // What is not even ASCII is not an address; it ends the search like any other nonsense.
    let forwarded: Vec<&str> = forwarded.map(|it| it.to_str().unwrap_or("?")).collect();
    Some(network::caller(peer, forwarded.into_iter(), &web.config.trusted_proxies))
}

/// What tells callers apart: the address, or with IPv6 the network that one customer of a provider
/// gets, who could else be as many as they like.
pub(crate) fn household(address: IpAddr) -> String {
    match address {
        IpAddr::V4(it) => it.to_string(),
        IpAddr::V6(it) => {
            let [a, b, c, d, ..] = it.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_hurries_waits_and_others_do_not() {
        let pace = Pace::of_forms();
        let begin = Instant::now();
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..12 {
            assert_eq!(pace.take(one, begin), Ok(()));
        }
        assert!(pace.take(one, begin).is_err());
        assert_eq!(pace.take(other, begin), Ok(()));
        assert_eq!(pace.take(one, begin + REFILL * 2), Ok(()));
    }

    #[test]
    fn one_network_at_home_is_one_household() {
        let of = |it: &str| household(it.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    #[test]
    fn quiet_clients_are_forgotten() {
        let pace = Pace::of_forms();
        let begin = Instant::now();
        for number in 0..CLIENTS {
            let [_, a, b, c] = u32::try_from(number).unwrap().to_be_bytes();
            pace.take(IpAddr::from([10, a, b, c]), begin).unwrap();
        }
        pace.take(IpAddr::from([11, 0, 0, 1]), begin + Duration::from_hours(1)).unwrap();
        assert_eq!(pace.clients.lock().unwrap().tries.len(), 1);
    }
}
