//! Which link targets are found, and how names survive inside them.

use super::*;

#[track_caller]
fn check(markdown: &str, targets: &[(&str, bool)]) {
    let mut found = Vec::new();
    let same = rewrite_links(markdown, &mut |link, is_image| {
        found.push((link.to_owned(), is_image));
        None
    });
    assert_eq!(same, markdown);
    let found: Vec<(&str, bool)> = found.iter().map(|(it, image)| (it.as_str(), *image)).collect();
    assert_eq!(found, targets, "{markdown}");
}

#[test]
fn finds_links_outside_code() {
    check("[a](b.md) ![c](d.png)", &[("b.md", false), ("d.png", true)]);
    check("[![c](d.png \"t\")](e.md#x)", &[("d.png", true), ("e.md#x", false)]);
    check("[a](<b c.md>) [d]( e(1).md )", &[("b c.md", false), ("e(1).md", false)]);
    check("[a]: b.md\n  [c]: <d e.md> 'title'\n", &[("b.md", false), ("d e.md", false)]);
    check("<img alt='' src=\"a.png\"> <a href='b.md'>", &[("a.png", true), ("b.md", false)]);
    check("`[a](b)` \\[a](b) [a] (b)\n```\n[a](b)\n```\n", &[]);
    check("- [ ] task [a](b)", &[("b", false)]);
    check("[^1]: note", &[]);
}

#[test]
fn rewrites_what_it_is_told_to() {
    let text = rewrite_links("[ä](a) und ![b](c) `[a](a)`", &mut |link, _| {
        (link == "a").then(|| "article:neu".to_owned())
    });
    assert_eq!(text, "[ä](article:neu) und ![b](c) `[a](a)`");
}

#[test]
fn names_survive_as_links() {
    for name in ["a/b.png", "a b (1).png", "100 %25.png", "größe_*x*.png", "a#b?c\\d.png"] {
        let link = link_to_media(name);
        assert_eq!(link_target(&link), Some(LinkTarget::Media(name.into())), "{link}");
        check(&format!("![x]({link})"), &[(&link, true)]);
        let link = link_to_article(name, Some("part"));
        let target = LinkTarget::Article { id: name.into(), fragment: Some("part".into()) };
        assert_eq!(link_target(&link), Some(target), "{link}");
    }
    assert_eq!(link_target("https://a.example"), None);
}

#[test]
fn resolves_relative_paths_and_nothing_above_the_top() {
    let check = |link: &str, expect: Option<&str>| {
        assert_eq!(resolve("a/b/c.md", link).map(|it| it.0).as_deref(), expect, "{link}");
    };
    check("d.md", Some("a/b/d.md"));
    check("../d%20e.md#x", Some("a/d e.md"));
    check("/img/x.png?v=1", Some("img/x.png"));
    check("../../../x", None);
    check("#x", None);
    check("mailto:a@b.example", None);
    check("https://a.example/x", None);
    check("//a.example/x", None);
}

#[test]
fn many_open_brackets_take_no_time() {
    let text = "[a](".repeat(20_000) + &"![".repeat(20_000) + &"`".repeat(1_000);
    assert_eq!(rewrite_links(&text, &mut |_, _| None), text);
}
