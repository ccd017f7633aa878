//! Addresses of machines: ranges of them, and who is calling when proxies stand between.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// A range of addresses such as `10.1.0.0/16` or `127.0.0.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressRange {
    first: IpAddr,
    prefix: u8,
}

/// The text is no address range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address range such as `10.1.0.0/16` or `127.0.0.1`")]
pub struct NotARange;

impl AddressRange {
    /// Whether `address` lies in the range.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                (u32::from(first) ^ u32::from(address)).checked_shr(shift).unwrap_or_default() == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                (u128::from(first) ^ u128::from(address)).checked_shr(shift).unwrap_or_default()
                    == 0
            }
            _ => false,
        }
    }
}

impl FromStr for AddressRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let Ok(first) = address.parse::<IpAddr>() else { return Err(NotARange) };
        let most = if first.is_ipv4() { 32 } else { 128 };
        match prefix.map(str::parse) {
            None => Ok(Self { first, prefix: most }),
            Some(Ok(prefix)) if prefix <= most => Ok(Self { first, prefix }),
            Some(_) => Err(NotARange),
        }
    }
}

/// Who is calling: the machine that is connected, or, when that is a proxy of ours, whom it saw.
///
/// `forwarded` are the values of `X-Forwarded-For` in their order. Each proxy adds the address it
/// saw at the end, so they are read from there, and only as far as the ones who wrote them are
/// `trusted`: what stands before may be made up by anybody.
#[must_use]
pub fn caller<'a>(
    peer: IpAddr,
    forwarded: impl DoubleEndedIterator<Item = &'a str>,
    trusted: &[AddressRange],
) -> IpAddr {
    let is_ours = |address: IpAddr| {
        let address = address.to_canonical();
        trusted.iter().any(|it| it.contains(address))
    };
    let mut caller = peer.to_canonical();
    for text in forwarded.rev().flat_map(|it| it.rsplit(',')).map(str::trim) {
        if !is_ours(caller) {
            break;
        }
        // Some proxies write the port too.
        let address = text.parse().or_else(|_| text.parse::<SocketAddr>().map(|it| it.ip()));
        let Ok(address) = address else { break };
        caller = address.to_canonical();
    }
    caller
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_what_they_say() {
        let holds = |range: &str, address: &str| {
            range.parse::<AddressRange>().unwrap().contains(address.parse().unwrap())
        };
        assert!(holds("127.0.0.1", "127.0.0.1"));
        assert!(!holds("127.0.0.1", "127.0.0.2"));
        assert!(holds("10.1.0.0/16", "10.1.255.1"));
        assert!(!holds("10.1.0.0/16", "10.2.0.1"));
        assert!(holds("0.0.0.0/0", "255.1.2.3"));
        assert!(holds("fd00::/8", "fd12::1"));
        assert!(!holds("10.0.0.0/8", "::ffff:10.0.0.1"));
        assert_eq!("10.0.0.0/33".parse::<AddressRange>(), Err(NotARange));
        assert_eq!("intranet".parse::<AddressRange>(), Err(NotARange));
    }

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], expect: &str) {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "::1"].map(|it| it.parse().unwrap());
        let found = caller(peer.parse().unwrap(), forwarded.iter().copied(), &trusted);
        assert_eq!(found, expect.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
    }

    #[test]
    fn a_proxy_of_ours_says_who_is_calling() {
        check("127.0.0.1", &["203.0.113.7"], "203.0.113.7");
        check("::ffff:127.0.0.1", &["203.0.113.7:4711"], "203.0.113.7");
        check("10.1.2.3", &["203.0.113.7, 10.9.9.9"], "203.0.113.7");
        check("10.1.2.3", &["203.0.113.7", "10.9.9.9"], "203.0.113.7");
        check("::1", &["2001:db8::7"], "2001:db8::7");
        check("127.0.0.1", &[], "127.0.0.1");
    }

    #[test]
    fn nobody_else_can_say_who_is_calling() {
        check("203.0.113.9", &["198.51.100.1"], "203.0.113.9");
        check("127.0.0.1", &["198.51.100.1, 203.0.113.9"], "203.0.113.9");
        check("127.0.0.1", &["198.51.100.1", "203.0.113.9, nonsense"], "127.0.0.1");
    }
}
