//! Reads an article's cleaned HTML: its headings, and its words without mark-up.

use super::Link;

/// The headings of the second level that can be linked to, in order.
#[must_use]
pub(crate) fn headings(body: &str) -> Vec<Link> {
    body.split("<h2")
        .skip(1)
        .filter_map(|it| {
            let (heading, _) = it.split_once("</h2>")?;
            let (_, tail) =
                heading.split_once("id=\"").or_else(|| heading.split_once("href=\"#"))?;
            let (anchor, _) = tail.split_once('"')?;
            let (_, inner) = heading.split_once('>')?;
            let title = plain(inner);
            (!title.is_empty()).then(|| Link { title, href: format!("#{}", unescaped(anchor)) })
        })
        .collect()
}

/// The words alone, in one line.
#[must_use]
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tail)) = rest.split_once('<') {
        text.push_str(before);
        let is_inline = ["a", "/a", "em", "/em", "strong", "/strong", "code", "/code"]
            .iter()
            .any(|it| tail.strip_prefix(it).is_some_and(|it| it.starts_with([' ', '>'])));
        if !is_inline {
            text.push(' ');
        }
        rest = tail.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as it was before it was made safe for HTML.
#[must_use]
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
