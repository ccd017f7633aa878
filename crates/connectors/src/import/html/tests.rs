//! Pages with marked-up questions, and pages without.

use super::*;

fn read(html: &str) -> Reading {
    let base = Url::parse("https://a.example/help/faq").unwrap();
    read_html("faq.html", html.as_bytes(), Some(&base), &Limits::default()).unwrap()
}

#[track_caller]
fn check(html: &str, expect: &[(&str, &str)]) {
    let reading = read(html);
    let found: Vec<(&str, &str)> =
        reading.articles.iter().map(|it| (it.title.as_str(), it.body.as_str())).collect();
    assert_eq!(found, expect, "{html}");
}

fn script(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

fn question(name: &str, answer: &str) -> String {
    format!(
        r#"{{"@type":"Question","name":"{name}","acceptedAnswer":{{"@type":"Answer","text":"{answer}"}}}}"#
    )
}

#[test]
fn reads_questions_however_the_data_is_nested() {
    let one = question("A?", "a");
    check(&script(&format!(r#"{{"@type":"FAQPage","mainEntity":[{one}]}}"#)), &[("A?", "a")]);
    check(
        &script(&format!(r#"{{"@type":["WebPage","FAQPage"],"mainEntity":{one}}}"#)),
        &[("A?", "a")],
    );
    check(
        &script(&format!(
            r#"[{{"@graph":[{{"@type":"X"}},{{"@type":"https://schema.org/FAQPage","mainEntity":[{one}]}}]}}]"#
        )),
        &[("A?", "a")],
    );
    let two = script(&one) + &script(&question("B?", "b")) + &script(&one);
    check(&two, &[("A?", "a"), ("B?", "b")]);
}

#[test]
fn reads_the_accepted_answer_of_a_forum_else_the_one_with_most_votes() {
    let forum = |answers: &str| {
        let question = format!(r#"{{"@type":"Question","name":"A?","text":"Long?",{answers}}}"#);
        let page = r#""@context":"https://schema.org","@type":"QAPage""#;
        script(&format!(r#"{{{page},"mainEntity":{question}}}"#))
    };
    let suggested = r#""suggestedAnswer":[
        {"@type":"Answer","text":"first","upvoteCount":2,"author":{"@type":"Person","name":"X"}},
        {"@type":"Answer","text":"<p>most</p>","upvoteCount":"11"},
        {"@type":"Answer","text":"","upvoteCount":99},
        {"@type":"Answer","text":"no votes"}]"#;
    check(&forum(suggested), &[("A?", "most")]);
    let accepted = r#""acceptedAnswer":{"@type":"Answer","text":"accepted","upvoteCount":1},"#;
    check(&forum(&format!("{accepted}{suggested}")), &[("A?", "accepted")]);
    check(&forum(r#""suggestedAnswer":[{"text":"best"},{"text":"worse"}]"#), &[("A?", "best")]);
    check(&forum(r#""suggestedAnswer":{"text":"only"}"#), &[("A?", "only")]);
}

#[test]
fn reads_answers_in_html_entities_and_plain_text() {
    check(&script(&question("A &amp; B?", "<p>a</p><p>b</p>")), &[("A & B?", "a\n\nb")]);
    check(&script(&question("A?", "&lt;p&gt;T&amp;uuml;r&lt;/p&gt;")), &[("A?", "Tür")]);
    check(&script(&question("A?", "1\\n2 &euro; &lt; 3")), &[("A?", "1\n2 € < 3")]);
    // Raw line breaks inside strings are no JSON, but common.
    check(&script(&question("A?", "a\nb")), &[("A?", "a b")]);
}

#[test]
fn passes_over_broken_data_and_says_so() {
    let html = script("{broken") + &script(&question("A?", "a")) + &script(&question("B?", ""));
    let reading = read(&html);
    assert_eq!(reading.articles.len(), 1);
    assert!(matches!(reading.skipped[0].reason, SkipReason::BadJsonLd(_)));
    assert_eq!(reading.skipped[1].origin, "faq.html (B?)");
    assert_eq!(reading.skipped[1].reason, SkipReason::NoAnswer);
}

#[test]
fn reads_questions_marked_in_the_page_itself() {
    check(
        "<div itemscope itemtype='https://schema.org/FAQPage'><div itemprop='mainEntity' itemscope itemtype='https://schema.org/Question'>\
         <h3 itemprop='name'>A <b>?</b></h3><div itemprop='acceptedAnswer' itemscope itemtype='https://schema.org/Answer'>\
         <div itemprop='text'><p>a</p><p>b</p></div></div></div></div>",
        &[("A ?", "a\n\nb")],
    );
}

#[test]
fn takes_the_main_text_without_furniture() {
    let furniture = "<header><nav>Home</nav></header><div class='cookie-banner'>We use cookies</div><aside>Ads</aside><footer>Imprint</footer>";
    let body = "<h1>Delivery</h1><p>Two days.</p><div class='breadcrumb'>a</div>";
    for html in [
        format!("<body>{furniture}<main>{body}</main>{furniture}</body>"),
        format!("<body>{furniture}<article>{body}</article></body>"),
        format!("<body>{furniture}<div role='main'>{body}</div></body>"),
        format!(
            "<body>{furniture}<div><ul><li><a href='x'>Many links</a></li></ul></div><div id='c'>{body}</div></body>"
        ),
    ] {
        check(&html, &[("Delivery", "Two days.")]);
    }
    check(
        "<title>Delivery | Shop</title><main><p>Two days.</p></main>",
        &[("Delivery", "Two days.")],
    );
    let nothing = read("<body><nav>Home</nav></body>");
    assert_eq!(nothing.skipped[0].reason, SkipReason::NoText);
}

#[test]
fn takes_language_and_id_from_page_and_address() {
    let page = read("<html lang='pl-PL'><main><h1>A</h1><p>b</p></main>").articles.remove(0);
    assert_eq!(page.locale.unwrap().as_str(), "pl-pl");
    assert_eq!(page.source_id, "https://a.example/help/faq");
    let first = read(&script(&question("A?", "a"))).articles.remove(0).source_id;
    let changed = read(&script(&question("A?", "b"))).articles.remove(0).source_id;
    assert_eq!(first, changed);
}

#[test]
fn reads_old_code_pages_and_refuses_bombs() {
    let html = b"<meta charset=\"iso-8859-2\"><main><h1>Za\xbf\xf3\xb3\xe6</h1><p>x</p></main>";
    let reading = read_html("a.html", html, None, &Limits::default()).unwrap();
    assert_eq!(reading.articles[0].title, "Zażółć");
    let bomb = read(&"<div>".repeat(200_000));
    assert_eq!(bomb.skipped[0].reason, SkipReason::TooDeepToRead);
}

#[test]
fn relinks_the_pages_and_pictures_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "a.html",
        "<main><h1>A</h1><p><a href='sub/b.html#x'>b</a> <a href='faq.html'>f</a> <img src='i.png'> <img src='no.png'></p></main>",
    );
    write("sub/b.html", "<main><h1>B</h1><p>b</p></main>");
    write("faq.html", &script(&question("A?", "a")));
    write("i.png", "png");
    let reading = read_html_folder(folder.path(), &Limits::default(), &mut |_, _| {}).unwrap();
    assert_eq!(
        reading.articles[0].body,
        "[b](article:sub/b#x) [f](faq.html) ![](media:i.png) ![](no.png)"
    );
    assert_eq!(reading.articles[0].media, ["i.png"]);
    assert_eq!(reading.media.len(), 1);
    assert_eq!(reading.skipped[0].reason, SkipReason::MissingMedia("no.png".into()));
}

#[test]
fn takes_a_question_of_several_pages_once() {
    let page = |path: &str| HtmlPage {
        url: Url::parse("https://a.example/").unwrap().join(path).unwrap(),
        bytes: script(&question("A?", "a")).into_bytes(),
    };
    let pages = [page("a"), page("b")];
    let reading = read_html_pages(&pages, &Limits::default(), &mut |_, _| {}).unwrap();
    assert_eq!(reading.articles.len(), 1);
}
