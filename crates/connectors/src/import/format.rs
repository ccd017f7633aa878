//! Which reader a file needs.

/// The kinds of sources that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A table as text, whatever separates its columns.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A folder of Markdown pages.
    MarkdownFolder,
    /// The same, packed; also our own export.
    MarkdownZip,
    /// One web page.
    Html,
    /// Web pages, packed.
    HtmlZip,
    /// A list of addresses to crawl.
    Sitemap,
    /// One JSON object per line; also our own export.
    JsonLines,
}

impl Format {
    /// The format a file's name and first bytes (4096 are plenty) suggest; `None` when neither
    /// says anything. A zip is told apart by the names near its start.
    #[must_use]
    pub fn guess(name: &str, first_bytes: &[u8]) -> Option<Self> {
        let extension = name.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase());
        if first_bytes.starts_with(b"PK\x03\x04") {
            return Some(packed(extension.as_deref(), first_bytes));
        }
        match extension.as_deref() {
            Some("csv" | "tsv" | "tab") => return Some(Self::Csv),
            Some("html" | "htm" | "xhtml") => return Some(Self::Html),
            Some("jsonl" | "ndjson") => return Some(Self::JsonLines),
            Some("xml") => return Some(Self::Sitemap),
            _ => {}
        }
        let text = String::from_utf8_lossy(first_bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start().to_lowercase();
        if text.starts_with("<!doctype html") || text.starts_with("<html") {
            Some(Self::Html)
        } else if text.contains("<urlset") || text.contains("<sitemapindex") {
            Some(Self::Sitemap)
        } else if text.starts_with('{') {
            Some(Self::JsonLines)
        } else if text.lines().next().is_some_and(|it| it.contains([',', ';', '\t', '|'])) {
            Some(Self::Csv)
        } else {
            None
        }
    }
}

fn packed(extension: Option<&str>, first_bytes: &[u8]) -> Format {
    let holds = |part: &[u8]| first_bytes.windows(part.len()).any(|it| it == part);
    if extension == Some("xlsx") || holds(b"[Content_Types].xml") || holds(b"xl/workbook.xml") {
        Format::Xlsx
    } else if !holds(b".md") && (holds(b".html") || holds(b".htm")) {
        Format::HtmlZip
    } else {
        Format::MarkdownZip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expect: Option<Format>) {
        assert_eq!(Format::guess(name, bytes), expect, "{name}");
    }

    #[test]
    fn tells_formats_by_content_first_and_name_second() {
        check("faq.csv", b"a;b", Some(Format::Csv));
        check("faq", b"Frage;Antwort\n", Some(Format::Csv));
        check("faq.txt", b"Frage\tAntwort\n", Some(Format::Csv));
        check("faq.bin", b"\x00\x01", None);
        check("faq", b"  <!DOCTYPE html><html>", Some(Format::Html));
        check("index.HTM", b"", Some(Format::Html));
        check("sitemap.xml", b"<?xml?>", Some(Format::Sitemap));
        check("map", b"<?xml version='1.0'?><urlset>", Some(Format::Sitemap));
        check("all.jsonl", b"", Some(Format::JsonLines));
        check("all", b"{\"type\":", Some(Format::JsonLines));
        check("a.zip", b"PK\x03\x04....docs/a.md", Some(Format::MarkdownZip));
        check("a.zip", b"PK\x03\x04....site/a.html", Some(Format::HtmlZip));
        check("a.xlsx", b"PK\x03\x04....", Some(Format::Xlsx));
        check("a.zip", b"PK\x03\x04..[Content_Types].xml", Some(Format::Xlsx));
    }
}
