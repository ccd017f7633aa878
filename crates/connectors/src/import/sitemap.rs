//! Lists of a site's pages (`sitemap.xml`, an index of such lists) and what `robots.txt` allows.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::ImportError;

/// What a sitemap file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SitemapFile {
    /// Addresses of pages.
    Pages(Vec<SitemapEntry>),
    /// Addresses of further sitemaps.
    Index(Vec<SitemapEntry>),
}

/// One address of a sitemap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SitemapEntry {
    /// The address as written.
    pub address: String,
    /// When the page last changed, where the sitemap says so.
    pub changed_at: Option<DateTime<Utc>>,
}

/// Reads `sitemap.xml`, an index of sitemaps, or a plain list with one address per line.
///
/// # Errors
/// When the file is neither.
pub fn parse_sitemap(name: &str, bytes: &[u8]) -> Result<SitemapFile, ImportError> {
    let bad = |problem: String| ImportError::BadSitemap { file: name.into(), problem };
    let text = super::encoding::decode(name, bytes)?.text;
    if !text.trim_start().starts_with('<') {
        let lines = text.lines().map(str::trim).filter(|it| it.starts_with("http"));
        let entries: Vec<_> =
            lines.map(|it| SitemapEntry { address: it.to_owned(), changed_at: None }).collect();
        let nothing = || bad("it holds no addresses".to_owned());
        return if entries.is_empty() { Err(nothing()) } else { Ok(SitemapFile::Pages(entries)) };
    }
    let mut reader = Reader::from_str(&text);
    let mut entries = Vec::new();
    let mut is_index = None;
    let mut place = Place::Elsewhere;
    loop {
        match reader.read_event().map_err(|error| bad(error.to_string()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "urlset" => is_index = is_index.or(Some(false)),
                "sitemapindex" => is_index = is_index.or(Some(true)),
                "url" | "sitemap" => entries.push(SitemapEntry::default()),
                // Pictures have a `loc` of their own, as `image:loc`.
                "loc" if tag.name().prefix().is_none() => place = Place::Address,
                "lastmod" => place = Place::Changed,
                _ => place = Place::Elsewhere,
            },
            Event::End(_) => place = Place::Elsewhere,
            Event::Text(text) => place.take(&text.into_inner(), &mut entries),
            Event::CData(text) => place.take(&text.into_inner(), &mut entries),
            Event::GeneralRef(name) => {
                let letter = match name.into_inner().as_ref() {
                    "amp" => "&",
                    "apos" => "'",
                    "quot" => "\"",
                    _ => "",
                };
                place.take(letter, &mut entries);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for entry in &mut entries {
        entry.address = entry.address.trim().to_owned();
    }
    entries.retain(|it| !it.address.is_empty());
    match is_index {
        Some(true) => Ok(SitemapFile::Index(entries)),
        Some(false) => Ok(SitemapFile::Pages(entries)),
        None => Err(bad("it has neither a list of pages nor of sitemaps".to_owned())),
    }
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Address,
    Changed,
    Elsewhere,
}

impl Place {
    fn take(self, text: &str, entries: &mut [SitemapEntry]) {
        let Some(entry) = entries.last_mut() else { return };
        match self {
            Self::Address => entry.address.push_str(text),
            Self::Changed => entry.changed_at = entry.changed_at.or_else(|| moment(text.trim())),
            Self::Elsewhere => {}
        }
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc());
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(date.and_time(NaiveTime::MIN).and_utc())
}

/// What `robots.txt` says to us.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// Sitemaps it names.
    pub sitemaps: Vec<String>,
    /// Path patterns with whether they may be read; `*` and a final `$` as usual.
    pub rules: Vec<(String, bool)>,
}

impl Robots {
    /// Whether a path with its query may be read: the longest pattern that fits decides.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|it| it.1)
    }
}

/// Reads `robots.txt`: the rules for `agent` (in lower case), else those for everybody.
#[must_use]
pub fn parse_robots(text: &str, agent: &str) -> Robots {
    let mut sitemaps = Vec::new();
    let mut for_us: Option<Vec<(String, bool)>> = None;
    let mut for_all = Vec::new();
    let mut agents: Vec<String> = Vec::new();
    let mut in_rules = false;
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "sitemap" => sitemaps.push(value.to_owned()),
            "user-agent" => {
                if in_rules {
                    agents.clear();
                    in_rules = false;
                }
                agents.push(value.to_ascii_lowercase());
                if value.eq_ignore_ascii_case(agent) {
                    for_us.get_or_insert_default();
                }
            }
            rule @ ("allow" | "disallow") => {
                in_rules = true;
                if value.is_empty() {
                    continue;
                }
                let rule = (value.to_owned(), rule == "allow");
                if agents.iter().any(|it| it == agent) {
                    for_us.get_or_insert_default().push(rule.clone());
                }
                if agents.iter().any(|it| it == "*") {
                    for_all.push(rule);
                }
            }
            _ => {}
        }
    }
    Robots { sitemaps, rules: for_us.unwrap_or(for_all) }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        last = Some(part);
    }
    match last {
        _ if !to_end => true,
        None => rest.is_empty(),
        Some(last) => path.ends_with(last),
    }
}

#[cfg(test)]
mod tests;
