//! HTML as pages and editors write it.

use super::*;

#[track_caller]
fn check(html: &str, expect: &str) {
    let base = Url::parse("https://a.example/help/page.html").unwrap();
    assert_eq!(html_to_markdown(html, Some(&base)), expect, "{html}");
}

#[test]
fn converts_text_and_emphasis() {
    check("<h2>A <b>b</b></h2><p>c\n  d<br>e</p>", "## A **b**\n\nc d  \ne");
    check("a<b> b </b>c <i>d</i> <del>e</del>", "a **b** c *d* ~~e~~");
    check("<p>x <code>a`b</code> <code>c</code></p>", "x ``a`b`` `c`");
    check("<div>a<div>b</div>c</div>", "a\n\nb\n\nc");
    check("<b><p>a</p></b>", "a");
    check("a<hr>b", "a\n\n---\n\nb");
    check("<script>x</script><style>y</style>z<noscript>w</noscript>", "z");
}

#[test]
fn escapes_what_would_be_markup() {
    check(
        "<p>* a_b _c_ [d](e) `f` &lt;g&gt; \\h &amp;amp; i&amp;j</p>",
        "\\* a_b \\_c\\_ \\[d\\](e) \\`f\\` \\<g> \\\\h \\&amp; i\\&j",
    );
    check(
        "<p># a</p><p>1. b</p><p>- c</p><p>&gt; d</p><p>3.5 e</p>",
        "\\# a\n\n1\\. b\n\n\\- c\n\n\\> d\n\n3.5 e",
    );
}

#[test]
fn makes_links_absolute_and_drops_scripts() {
    check("<a href='../x?a=1#b'>c</a>", "[c](https://a.example/x?a=1#b)");
    check("<a href='/a (1)'> b </a>c", "[b](https://a.example/a%20%281%29) c");
    check("<a href='mailto:a@b.example'>m</a>", "[m](mailto:a@b.example)");
    check("<a href='java\nscript:alert(1)'>a</a> <a href='data:x'>b</a>", "a b");
    check("<a href='x'></a><a>c</a>", "c");
    check("<img src='i.png' alt='[a]'>", "![\\[a\\]](https://a.example/help/i.png)");
    check(
        "<a href='x'><img src='i.png'></a>",
        "[![](https://a.example/help/i.png)](https://a.example/help/x)",
    );
    assert_eq!(html_to_markdown("<a href='b.html#c'>d</a>", None), "[d](b.html#c)");
}

#[test]
fn converts_nested_lists() {
    check(
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
        "- a\n  - b\n- c\n\n  d",
    );
    check("<ol start=9><li>a<li>b<ul><li>c</ul></ol>", "9. a\n10. b\n    - c");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b");
    check("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\n\nb");
    check("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b");
}

#[test]
fn converts_code_and_tables() {
    check(
        "<pre><code class='language-rust'>fn  a() {\n}\n</code></pre>",
        "```rust\nfn  a() {\n}\n```",
    );
    check("<pre>```</pre>", "````\n```\n````");
    check(
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></tbody></table>",
        "| a | b |\n| --- | --- |\n| 1\\|2 | x y |",
    );
    check(
        "<table><tr><td>a<td colspan=2>b<tr><td>c</table>",
        "|  |  |  |\n| --- | --- | --- |\n| a | b |  |\n| c |  |  |",
    );
    check("<table><tr><td><h2>a</h2>b</td></tr></table>", "## a\n\nb");
}

#[test]
fn deep_nesting_neither_crashes_nor_loses_text() {
    let html = format!("{}deep{}", "<div>".repeat(1500), "</div>".repeat(1500));
    check(&html, "deep");
    let spans = format!("{}deep{}", "<span>".repeat(1500), "</span>".repeat(1500));
    check(&spans, "deep");
    let bomb = "<div>".repeat(100_000);
    check(&bomb, &bomb);
}

#[test]
fn tells_html_from_text() {
    for html in ["<p>a</p>", "a<br>b", "a<br/>b", "<A HREF='x'>a</A>", "a</p>"] {
        assert!(looks_like_html(html), "{html}");
    }
    for text in ["1 < 2 > 0", "a <b", "<script>x</script>", "<plan>", "Vec<String>", "a <- b"] {
        assert!(!looks_like_html(text), "{text}");
    }
}
