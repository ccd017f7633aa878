//! A brand, and what makes one complete.

use super::HostName;
use crate::answers::{Mode, Policies};
use crate::ids::BrandId;
use crate::locale::Locale;

/// A name longer than this does not fit the top of a page.
const NAME_CHARS: usize = 100;
/// So many hosts are looked through for each request.
const HOSTS: usize = 20;

/// What may be promised to whoever waits in front of a chat, in minutes: at most a day.
const PROMISE: std::ops::RangeInclusive<i64> = 1..=1_440;

/// One help centre: its name, languages and look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Identifies it for good.
    pub id: BrandId,
    /// Its short name in addresses and commands, unique in the installation.
    pub slug: String,
    /// As customers know it.
    pub name: String,
    /// The language of first resort; always one of `locales`.
    pub default_locale: Locale,
    /// The languages its help centre is offered in, in the order they are shown; never empty.
    pub locales: Vec<Locale>,
    /// Its colour as `#rrggbb`; contrast is secured where it is used.
    pub accent: Option<String>,
    /// Hosts of its own, where its help centre stands at the root; the first one is where
    /// customers are sent. No other brand has one of them.
    pub hosts: Vec<HostName>,
    /// Its chat.
    pub chat: ChatRules,
    /// How far Lotse goes on its own where customers ask.
    pub policies: Policies,
    /// Whether a text that would break a golden question is not published.
    pub is_gated: bool,
}

/// What holds for the chat of a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRules {
    /// Further places whose pages may offer the chat, as `https://shop.example`; those of the
    /// brand's own hosts always may.
    pub origins: Vec<String>,
    /// Within so many minutes somebody comes whom the topic needs; then anybody may.
    pub promise_minutes: i64,
}

impl Default for ChatRules {
    fn default() -> Self {
        // As long as people wait in front of a chat before they leave.
        Self { origins: Vec::new(), promise_minutes: 3 }
    }
}

/// What a brand lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrandFlaw {
    /// It has no name, or no short name can be made of it.
    #[error("a brand needs a name")]
    NoName,
    /// The name is longer than 100 characters.
    #[error("the name is too long")]
    LongName,
    /// It has no language, or its default is not one of them.
    #[error("the default language must be one of the brand's")]
    Locales,
    /// The colour is not `#rrggbb`.
    #[error("a colour is written `#rrggbb`")]
    Colour,
    /// It has more than 20 hosts.
    #[error("these are too many hosts")]
    ManyHosts,
    /// A place of the chat is not written `https://shop.example`, or there are more than 20.
    #[error("a place of the chat is written `https://shop.example`, and there are at most 20")]
    ChatOrigins,
    /// The promised minutes are not from 1 to 1,440.
    #[error("the promised time is 1 to 1,440 minutes")]
    Promise,
    /// The help page's search would find nothing.
    #[error("the search always shows what it finds")]
    SearchOff,
}

impl Brand {
    /// The brand as it is kept: without spaces around its name, each language and host once, the
    /// colour in lower case or none.
    ///
    /// # Errors
    /// When something cannot be mended; see [`BrandFlaw`].
    pub fn tidied(mut self) -> Result<Self, BrandFlaw> {
        self.name = self.name.trim().to_owned();
        if self.name.is_empty() || self.slug.is_empty() {
            return Err(BrandFlaw::NoName);
        }
        if NAME_CHARS < self.name.chars().count() {
            return Err(BrandFlaw::LongName);
        }
        self.locales = each_once(self.locales);
        self.hosts = each_once(self.hosts);
        if HOSTS < self.hosts.len() {
            return Err(BrandFlaw::ManyHosts);
        }
        let origins = self.chat.origins.iter().map(|it| origin(it));
        self.chat.origins =
            each_once(origins.collect::<Option<_>>().ok_or(BrandFlaw::ChatOrigins)?);
        if HOSTS < self.chat.origins.len() {
            return Err(BrandFlaw::ChatOrigins);
        }
        if !PROMISE.contains(&self.chat.promise_minutes) {
            return Err(BrandFlaw::Promise);
        }
        if self.policies.search.mode == Mode::Off {
            return Err(BrandFlaw::SearchOff);
        }
        if !self.locales.contains(&self.default_locale) {
            return Err(BrandFlaw::Locales);
        }
        let accent = self.accent.as_deref().map(str::trim).filter(|it| !it.is_empty());
        self.accent = accent.map(colour).transpose()?;
        Ok(self)
    }
}

fn each_once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(all.len());
    for it in all {
        if !once.contains(&it) {
            once.push(it);
        }
    }
    once
}

/// Scheme, host and port as browsers name the origin of a page, in lower case; a slash at the end
/// is forgiven.
fn origin(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, port) = rest.split_once(':').unwrap_or((rest, "443"));
    let is_host = !host.is_empty()
        && rest.len() <= 260
        && host.split('.').all(|it| !it.is_empty())
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'.');
    let is_port = port.parse::<u16>().is_ok_and(|it| it != 0 && it.to_string() == port);
    (is_host && is_port).then_some(text)
}

fn colour(text: &str) -> Result<String, BrandFlaw> {
    let colour = text.to_ascii_lowercase();
    let digits = colour.strip_prefix('#').unwrap_or_default();
    let fits = digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    if fits { Ok(colour) } else { Err(BrandFlaw::Colour) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand() -> Brand {
        let german: Locale = "de".parse().unwrap();
        Brand {
            id: BrandId(uuid::Uuid::from_u128(1)),
            slug: "optician".to_owned(),
            name: "Optician".to_owned(),
            default_locale: german.clone(),
            locales: vec![german],
            accent: None,
            hosts: Vec::new(),
            chat: ChatRules::default(),
            policies: Policies::default(),
            is_gated: false,
        }
    }

    fn tidied(change: impl Fn(&mut Brand)) -> Result<Brand, BrandFlaw> {
        let mut it = brand();
        change(&mut it);
        it.tidied()
    }

    #[test]
    fn a_brand_needs_a_name_that_fits() {
        assert_eq!(tidied(|it| it.name = "  ".into()), Err(BrandFlaw::NoName));
        assert_eq!(tidied(|it| it.slug.clear()), Err(BrandFlaw::NoName));
        assert_eq!(tidied(|it| it.name = "ß".repeat(101)), Err(BrandFlaw::LongName));
        assert_eq!(tidied(|it| it.name = " Optik Ü ".into()).unwrap().name, "Optik Ü");
    }

    #[test]
    fn the_default_language_is_one_of_the_brands_and_each_stands_once() {
        let polish: Locale = "pl".parse().unwrap();
        assert_eq!(tidied(|it| it.default_locale = polish.clone()), Err(BrandFlaw::Locales));
        assert_eq!(tidied(|it| it.locales.clear()), Err(BrandFlaw::Locales));
        let doubled = tidied(|it| it.locales.extend([polish.clone(), polish.clone()])).unwrap();
        assert_eq!(doubled.locales.len(), 2);
    }

    #[test]
    fn hosts_stand_once_and_are_not_endless() {
        let host = |n: usize| format!("h{n}.example").parse::<HostName>().unwrap();
        let hosts = |all: &[usize]| -> Vec<HostName> { all.iter().map(|it| host(*it)).collect() };
        let doubled = tidied(|it| it.hosts = hosts(&[2, 1, 2])).unwrap();
        assert_eq!(doubled.hosts, hosts(&[2, 1]), "the first one stays the first");
        let many: Vec<usize> = (0..21).collect();
        assert_eq!(tidied(|it| it.hosts = hosts(&many)), Err(BrandFlaw::ManyHosts));
    }

    #[test]
    fn a_place_of_the_chat_is_an_origin_and_nothing_more() {
        for (text, expect) in [
            (" HTTPS://Shop.example/ ", Some("https://shop.example")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("https://shop.example/path", None),
            ("https://shop.example:0", None),
            ("https://shop.example:65536", None),
            ("https://*.example", None),
            ("https://a@shop.example", None),
            ("shop.example", None),
            ("null", None),
            ("https://", None),
        ] {
            let kept =
                tidied(|it| it.chat.origins = vec![text.to_owned()]).map(|it| it.chat.origins);
            let expect = expect.map(|it| vec![it.to_owned()]).ok_or(BrandFlaw::ChatOrigins);
            assert_eq!(kept, expect, "{text}");
        }
        let many = (0..21).map(|it| format!("https://h{it}.example")).collect::<Vec<_>>();
        assert_eq!(tidied(|it| it.chat.origins = many.clone()), Err(BrandFlaw::ChatOrigins));
    }

    #[test]
    fn what_is_promised_lies_within_a_day() {
        for (minutes, fits) in [(0, false), (1, true), (1_440, true), (1_441, false)] {
            let kept = tidied(|it| it.chat.promise_minutes = minutes);
            assert_eq!(kept.is_ok(), fits, "{minutes}");
        }
    }

    #[test]
    fn the_search_cannot_be_switched_off() {
        let off = |it: &mut Brand| it.policies.search.mode = Mode::Off;
        assert_eq!(tidied(off), Err(BrandFlaw::SearchOff));
        assert!(tidied(|it| it.policies.form.mode = Mode::Off).is_ok());
    }

    #[test]
    fn a_colour_is_six_digits_or_none() {
        for (text, expect) in [
            ("#0A7F3c", Ok(Some("#0a7f3c"))),
            (" ", Ok(None)),
            ("red", Err(BrandFlaw::Colour)),
            ("#12345", Err(BrandFlaw::Colour)),
            ("#+12345", Err(BrandFlaw::Colour)),
            ("#12345ü", Err(BrandFlaw::Colour)),
        ] {
            let kept = tidied(|it| it.accent = Some(text.to_owned())).map(|it| it.accent);
            assert_eq!(kept, expect.map(|it| it.map(str::to_owned)), "{text}");
        }
    }
}
