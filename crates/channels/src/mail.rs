//! What a mail is made of: plain text, and the same as simple HTML.

use std::time::SystemTime;

use lotse_domain::contacts::Email;
use lotse_domain::locale::Locale;

/// A mail that nobody typed: all that Lotse sends is automatic, and says so to machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Tells it from all others, also on its way: sent twice, it is the same mail.
    pub id: String,
    /// To whom.
    pub to: Email,
    /// In whose name.
    pub sender: String,
    /// The language of its text.
    pub locale: Locale,
    /// What it is about.
    pub subject: String,
    /// Plain text; an empty line begins a new paragraph.
    pub text: String,
    /// When it was written.
    pub at: SystemTime,
}

impl Mail {
    /// The text as a page: its paragraphs, nothing that loads, and addresses as links.
    #[must_use]
    pub fn html(&self) -> String {
        let paragraphs = self.text.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
        let paragraphs: String = paragraphs.map(paragraph).collect();
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\
             </head><body style=\"font:16px/1.5 sans-serif;max-width:40em\">{paragraphs}</body></html>",
            escaped(self.locale.as_str()),
            escaped(&self.subject)
        )
    }
}

fn paragraph(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    format!("<p>{}</p>", lines.join("<br>"))
}

fn line(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(word).collect();
    words.join(" ")
}

fn word(text: &str) -> String {
    let shown = escaped(text);
    if text.starts_with("https://") || text.starts_with("http://") {
        return format!("<a href=\"{shown}\">{shown}</a>");
    }
    shown
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            it => safe.push(it),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_paragraphs_and_links_and_nothing_typed_becomes_mark_up() {
        let mail = Mail {
            id: "1".to_owned(),
            to: "ada@example.org".parse().unwrap(),
            sender: "Optik".to_owned(),
            locale: "de".parse().unwrap(),
            subject: "A & B".to_owned(),
            text: "Hallo <img src=x>\nDa: https://a.example/\"x\n\n\n\nEnde".to_owned(),
            at: SystemTime::UNIX_EPOCH,
        };
        let html = mail.html();
        assert!(html.contains("<html lang=\"de\">"), "{html}");
        assert!(html.contains("<title>A &amp; B</title>"), "{html}");
        let shown = "<p>Hallo &lt;img src=x&gt;<br>Da: \
                     <a href=\"https://a.example/&quot;x\">https://a.example/&quot;x</a></p><p>Ende</p>";
        assert!(html.contains(shown), "{html}");
    }
}
