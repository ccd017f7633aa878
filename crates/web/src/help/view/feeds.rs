//! What is not for people's eyes: site map, feed, the plain twins of articles, and the like.

use std::fmt::Write as _;

use super::{Frame, Texts};

/// At most so many addresses in one site map: what search engines accept is 50,000, and with
/// their other languages these stay well below its size limit.
pub(crate) const SITEMAP_SIZE: usize = 10_000;

/// A page in the site map or feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Title.
    pub(crate) title: String,
    /// The answer in one or two sentences.
    pub(crate) short: String,
    /// The whole address.
    pub(crate) url: String,
    /// When it changed, RFC 3339; empty when nobody knows.
    pub(crate) changed_at: String,
    /// The same page in all its languages: code and whole address; empty when there is one.
    pub(crate) languages: Vec<(String, String)>,
}

/// A text inside XML.
#[must_use]
pub(crate) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            // XML 1.0 knows no other control characters.
            it if it.is_control() && !matches!(it, '\t' | '\n' | '\r') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            it => safe.push(it),
        }
    }
    safe
}

/// A site map of at most [`SITEMAP_SIZE`] pages.
#[must_use]
pub(crate) fn sitemap(pages: &[Entry]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        let _ = write!(text, "<url><loc>{}</loc>", xml(&page.url));
        if !page.changed_at.is_empty() {
            let _ = write!(text, "<lastmod>{}</lastmod>", xml(&page.changed_at));
        }
        for (locale, url) in &page.languages {
            let _ = write!(
                text,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                xml(locale),
                xml(url)
            );
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

/// The list of site maps.
#[must_use]
pub(crate) fn sitemap_index(maps: &[String]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for url in maps {
        let _ = writeln!(text, "<sitemap><loc>{}</loc></sitemap>", xml(url));
    }
    text.push_str("</sitemapindex>\n");
    text
}

/// The newest articles as an Atom feed; `newest` come newest first and each has a time.
#[must_use]
pub(crate) fn atom(frame: &Frame<'_>, newest: &[Entry]) -> String {
    let title = frame.text.ta("help.title", &[("brand", frame.brand.name)]);
    let own = frame.full_url("feed.xml");
    let changed = newest.first().map_or("1970-01-01T00:00:00Z", |it| it.changed_at.as_str());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{own}</id>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{own}\"/>\n<link rel=\"alternate\" href=\"{}\"/>\n",
        xml(frame.text.locale),
        xml(&title),
        xml(changed),
        xml(frame.brand.name),
        xml(&frame.full_url("")),
        own = xml(&own),
    );
    for it in newest {
        let _ = writeln!(
            text,
            "<entry><title>{}</title><id>{url}</id><link href=\"{url}\"/>\
             <updated>{}</updated><summary>{}</summary></entry>",
            xml(&it.title),
            xml(&it.changed_at),
            xml(&it.short),
            url = xml(&it.url),
        );
    }
    text.push_str("</feed>\n");
    text
}

/// What the help centre holds, for language models: Markdown with links to the plain twins.
#[must_use]
pub(crate) fn llms(name: &str, about: &str, topics: &[(String, Vec<Entry>)]) -> String {
    let mut text = format!("# {}\n\n> {}\n", line(name), line(about));
    for (title, articles) in topics {
        let _ = write!(text, "\n## {}\n\n", line(title));
        for it in articles {
            let title = line(&it.title).replace(['[', ']'], "");
            let _ = write!(text, "- [{title}]({}.md)", it.url);
            if !it.short.is_empty() {
                let _ = write!(text, ": {}", line(&it.short));
            }
            text.push('\n');
        }
    }
    text
}

/// An article as Markdown.
#[must_use]
pub(crate) fn markdown(text: &Texts<'_>, article: &Entry, body: &str) -> String {
    let mut page = format!("# {}\n\n", line(&article.title));
    if !article.short.is_empty() {
        let _ = write!(page, "> {}\n\n", line(&article.short));
    }
    let source = text.ta("help.source", &[("url", &article.url)]);
    let _ = write!(page, "{}\n\n---\n{source}\n", body.trim());
    page
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What crawlers may read: all but what has no lasting address.
#[must_use]
pub(crate) fn robots(origin: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /desk/\nDisallow: /*/search\n\
         Disallow: /*/sign-in\nDisallow: /*/id/\nAllow: /\n\nSitemap: {origin}/sitemap.xml\n"
    )
}

/// Lets browsers offer the search in their own address bar.
#[must_use]
pub(crate) fn opensearch(frame: &Frame<'_>) -> String {
    let name = frame.text.ta("help.title", &[("brand", frame.brand.name)]);
    // Short names longer than 16 letters are refused.
    let short: String = frame.brand.name.chars().take(16).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\
         <ShortName>{}</ShortName><Description>{}</Description>\
         <InputEncoding>UTF-8</InputEncoding><Language>{}</Language>\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\
         </OpenSearchDescription>\n",
        xml(&short),
        xml(&name),
        xml(frame.text.locale),
        xml(&frame.full_url("search")),
    )
}
