//! The name of a host.

use std::fmt;
use std::str::FromStr;

/// The longest name the domain name system knows, in bytes.
const MAX_BYTES: usize = 253;
/// The longest part between two dots.
const MAX_LABEL: usize = 63;

/// The name of a host as browsers send it: lower case, letters beyond ASCII as punycode, without
/// port or path: `hilfe.laden.example`, `xn--bckerei-5wa.example`. Never an IP address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HostName(Box<str>);

/// The text is not the name of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a host such as `help.shop.example`")]
pub struct NotAHost;

impl HostName {
    /// The name, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a request that says it was sent to `authority` was sent here; the port does not
    /// matter.
    #[must_use]
    pub fn is_meant_by(&self, authority: &str) -> bool {
        let name = match authority.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
            _ => authority,
        };
        name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case(&self.0)
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for HostName {
    type Err = NotAHost;

    fn from_str(text: &str) -> Result<Self, NotAHost> {
        let name = text.trim().to_ascii_lowercase();
        let label_fits = |it: &str| {
            (1..=MAX_LABEL).contains(&it.len())
                && it.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !it.starts_with('-')
                && !it.ends_with('-')
        };
        // A name that ends in a number would be read as an IP address.
        let last = name.rsplit('.').next().unwrap_or_default();
        let is_number = last.bytes().all(|it| it.is_ascii_digit()) || last.starts_with("0x");
        if name.len() <= MAX_BYTES && name.split('.').all(label_fits) && !is_number {
            Ok(Self(name.into_boxed_str()))
        } else {
            Err(NotAHost)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(text.parse::<HostName>().ok().as_ref().map(HostName::as_str), expect, "{text}");
    }

    #[test]
    fn takes_names_of_hosts_and_nothing_else() {
        check("hilfe.laden.example", Some("hilfe.laden.example"));
        check(" Hilfe.Laden.EXAMPLE ", Some("hilfe.laden.example"));
        check("xn--bckerei-5wa.example", Some("xn--bckerei-5wa.example"));
        check("hilfe", Some("hilfe"));
        for bad in [
            "",
            ".",
            "a..b",
            "bäckerei.example",
            "hilfe.example:8080",
            "hilfe.example/de",
            "https://hilfe.example",
            "user@hilfe.example",
            "hilfe.example?x",
            "*.example",
            "a_b.example",
            "-a.example",
            "a-.example",
            "a b.example",
            "192.168.0.1",
            "[::1]",
            "hilfe.example\r\nX: y",
        ] {
            check(bad, None);
        }
        check(&format!("{}.example", "a".repeat(64)), None);
        check(&vec!["abc"; 64].join("."), None);
    }

    #[test]
    fn a_request_means_a_host_whatever_the_port_and_the_case() {
        let host: HostName = "hilfe.laden.example".parse().unwrap();
        for meant in [
            "hilfe.laden.example",
            "HILFE.laden.example:8443",
            "hilfe.laden.example.",
            "hilfe.laden.example.:80",
        ] {
            assert!(host.is_meant_by(meant), "{meant}");
        }
        for other in [
            "",
            "laden.example",
            "x.hilfe.laden.example",
            "hilfe.laden.example.evil.example",
            "hilfe.laden.example@evil.example",
            "hilfe.laden.example:80:80x",
            "hilfe.laden.example/",
        ] {
            assert!(!host.is_meant_by(other), "{other}");
        }
    }
}
