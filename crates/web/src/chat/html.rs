//! Makes the addresses in an article's HTML whole, so that it can be shown on pages of other hosts.

/// The HTML with `home` before every address in a tag that begins with one slash. The HTML is
/// cleaned and its attributes stand in double quotes.
pub(super) fn with_whole_addresses(html: &str, home: &str) -> String {
    let mut whole = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        let (inside, after) = split_tag(tag);
        whole.push_str(text);
        whole.push('<');
        whole.push_str(&with_home(inside, home));
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// The tag up to its end, and what follows; a `>` in quotes ends nothing.
fn split_tag(tag: &str) -> (&str, &str) {
    let mut is_quoted = false;
    for (at, sign) in tag.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return tag.split_at(at),
            _ => {}
        }
    }
    (tag, "")
}

fn with_home(tag: &str, home: &str) -> String {
    let mut whole = tag.to_owned();
    for name in [" href=\"", " src=\"", " poster=\""] {
        let Some((before, value)) = whole.split_once(name) else { continue };
        if value.starts_with('/') && !value.starts_with("//") {
            whole = format!("{before}{name}{home}{value}");
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expect: &str) {
        assert_eq!(with_whole_addresses(html, "https://h.example"), expect);
    }

    #[test]
    fn addresses_in_tags_become_whole_and_everything_else_stays() {
        check(
            r#"<p>A <a href="/de/id/7" rel="x">link</a> <img src="/media/1/a.png" alt="a > b"></p>"#,
            r#"<p>A <a href="https://h.example/de/id/7" rel="x">link</a> <img src="https://h.example/media/1/a.png" alt="a > b"></p>"#,
        );
        check(r#"<a href="https://x.example/">x</a>"#, r#"<a href="https://x.example/">x</a>"#);
        check(r#"<a href="//x.example/">x</a>"#, r#"<a href="//x.example/">x</a>"#);
        check(r##"<a href="#so">x</a>"##, r##"<a href="#so">x</a>"##);
        check(r#"&lt;a href="/x"&gt; 1 &lt; 2"#, r#"&lt;a href="/x"&gt; 1 &lt; 2"#);
        check("a < b", "a < b");
        check("", "");
    }
}
