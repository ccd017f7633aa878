//! The help centre as readers meet it: whole requests against a database.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use http::{Request, StatusCode, header};
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::Visibility;
use lotse_testkit::{TestLotse, on_both_databases};
use std::sync::Arc;
use tower::ServiceExt;

use crate::{Config, router};

fn site(lotse: &TestLotse) -> Router {
    let config = Config { public_url: "https://help.example".into(), ..Config::default() };
    router(Arc::clone(lotse.app()), config).unwrap()
}

async fn send(site: &Router, request: Request<Body>) -> Response {
    site.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

async fn read(site: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = send(site, request).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    text(response).await
}

async fn status(site: &Router, path: &str) -> StatusCode {
    send(site, Request::get(path).body(Body::empty()).unwrap()).await.status()
}

fn form(path: &str, body: &'static str) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap()
}

/// A form as browsers send it when it has files.
fn message(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let part = |(name, value): &(&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body: String = fields.iter().map(part).collect();
    body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\
             Content-Type: image/png\r\n\r\nPNG\r\n--edge--\r\n";
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

fn location(response: &Response) -> &str {
    response.headers().get(header::LOCATION).unwrap().to_str().unwrap()
}

async fn nose_pads(lotse: &TestLotse) -> ArticleId {
    lotse
        .write("Nasenpads wechseln", "## Welches Pad?\n\nDas Pad zum Schrauben.")
        .phrasings(&["Der Gummi an der Nase ist ab"])
        .content(|it| it.short = "Zwei Jahre kostenlos.".into())
        .published()
        .await
}

async fn an_article_is_on_every_page_that_lists_it(lotse: &TestLotse) {
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let lists = ["/de/", "/de/search?q=nasenpads+wechseln", "/sitemap.xml", "/de/feed.xml"];
    for path in lists.into_iter().chain(["/llms.txt"]) {
        assert!(read(&site, path).await.contains("/de/a/nasenpads-wechseln"), "{path}");
    }
    let page = read(&site, "/de/a/nasenpads-wechseln").await;
    assert!(page.contains("Zwei Jahre kostenlos.") && page.contains("Das Pad zum Schrauben."));
    let plain = read(&site, "/de/a/nasenpads-wechseln.md").await;
    assert!(plain.starts_with("# Nasenpads wechseln\n\n> Zwei Jahre kostenlos."), "{plain}");
}

async fn what_is_kept_for_customers_is_on_no_page_for_anyone(lotse: &TestLotse) {
    let id = lotse
        .write("Geheimer Rabatt", "Der geheime Rabatt ist 30 %.")
        .visible_to(Visibility::SignedIn)
        .published()
        .await;
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    for path in [
        "/de/",
        "/de/search?q=wie+hoch+ist+der+rabatt",
        "/de/feed.xml",
        "/sitemap.xml",
        "/llms.txt",
        "/de/a/nasenpads-wechseln",
    ] {
        let page = read(&site, path).await.to_lowercase();
        assert!(!page.contains("geheim"), "{path}: {page}");
    }
    for path in ["/de/a/geheimer-rabatt", "/de/a/geheimer-rabatt.md", &format!("/de/id/{id}")] {
        assert_eq!(status(&site, path).await, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(read(&site, "/de/").await.contains("/de/sign-in"), "signing in is offered");
    let body = "message=wie+hoch+ist+der+geheime+rabatt";
    let page = text(send(&site, form("/de/contact/answers", body)).await).await;
    assert!(!page.contains("geheimer-rabatt"), "{page}");
}

async fn a_message_goes_in_two_steps_without_a_script(lotse: &TestLotse) {
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let words = "Der Gummi an der Nase ist ab, was nun?";
    let first = send(&site, message("/de/contact", &[("message", words), ("step", "look")])).await;
    let page = text(first).await;
    assert!(page.contains("Nasenpads wechseln") && page.contains(words), "{page}");
    assert!(!page.contains("fieldset class=\"second\" data-second hidden"));

    let empty = [("message", words), ("name", ""), ("email", "x"), ("step", "send")];
    let page = text(send(&site, message("/de/contact", &empty)).await).await;
    assert!(page.contains(words) && page.contains("id=\"name-flaw\""), "{page}");
    assert!(page.contains("id=\"email-flaw\""));

    let full = [
        ("message", words),
        ("name", "Emil"),
        ("email", "emil@example.org"),
        ("searches", "gummi\nnase"),
        ("step", "send"),
    ];
    let sent = send(&site, message("/de/contact", &full)).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let reference = location(&sent).rsplit('=').next().unwrap().to_owned();
    assert!(read(&site, location(&sent)).await.contains(&format!("<strong>{reference}</strong>")));

    let trapped = [full.as_slice(), &[("website", "spam")]].concat();
    let page = send(&site, message("/de/contact", &trapped)).await;
    assert_eq!(page.status(), StatusCode::OK, "nothing is taken in");
}

async fn an_answer_that_solves_it_sends_nothing_and_keeps_the_words(lotse: &TestLotse) {
    let id = nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let fields = [("message", "Gummi ab"), ("solved", &id.to_string())];
    let response = send(&site, message("/de/contact/solved", &fields)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = text(response).await;
    assert!(page.contains("value=\"Gummi ab\"") && page.contains("/de/a/nasenpads-wechseln"));
}

async fn who_searches_again_and_opens_an_article_tells_what_a_word_means(lotse: &TestLotse) {
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let after = |page: &str| {
        let field = page.split("name=\"after\" value=\"").nth(1).unwrap();
        field.split('"').next().unwrap().to_owned()
    };
    for _ in 0..12 {
        let first = after(&read(&site, "/de/search?q=Wuppi").await);
        let page = read(&site, &format!("/de/search?q=Nasenpads&after={first}")).await;
        let way = page.split("href=\"").find(|it| it.contains("&amp;after=")).unwrap();
        let way = way.split(['"', '#']).next().unwrap().replace("&amp;", "&");
        assert!(way.ends_with(&format!("&after={first}")), "{way}");
        lotse.keep_questions().await;
        read(&site, &way).await;
    }
    assert_eq!(proposed(lotse).await, [("Wuppi".to_owned(), 12)]);
}

async fn who_searched_before_writing_tells_what_a_word_means(lotse: &TestLotse) {
    let id = nose_pads(lotse).await.to_string();
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    for _ in 0..12 {
        lotse.asked(&lotse.reader("de"), "Bügel").await;
        let fields = [("message", "Nasenpads"), ("searches", "Bügel\nWuppi"), ("solved", &id)];
        let response = send(&site, message("/de/contact/solved", &fields)).await;
        assert_eq!(response.status(), StatusCode::OK);
        lotse.keep_questions().await;
    }
    assert_eq!(proposed(lotse).await, [("Wuppi".to_owned(), 12)]);
}

/// The words proposed as lay words, with how often.
async fn proposed(lotse: &TestLotse) -> Vec<(String, i64)> {
    let of = (lotse.brand().id, None);
    let proposals = lotse.word_proposals(&lotse.may(), of).await.unwrap();
    proposals.into_iter().map(|it| (it.pair.said_text, it.pair.count)).collect()
}

async fn readers_say_whether_it_helped(lotse: &TestLotse) {
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let path = "/de/a/nasenpads-wechseln/feedback";
    let response = send(&site, form(path, "helpful=no&reason=wrong&text=stimmt+nicht")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let page = read(&site, location(&response).split('#').next().unwrap()).await;
    assert!(page.contains("Danke. Unser Team liest das."));
}

async fn pages_are_found_in_the_readers_language(lotse: &TestLotse) {
    let site = site(lotse);
    let check = async |headers: &[(&str, &str)], expect: &str| {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = send(&site, request.body(Body::empty()).unwrap()).await;
        assert_eq!(location(&response), expect);
        assert!(response.headers().contains_key(header::VARY));
    };
    check(&[], "/de/").await;
    check(&[("accept-language", "pl-PL,pl;q=0.9,en;q=0.8")], "/pl/").await;
    check(&[("accept-language", "fr, en;q=0.5")], "/en/").await;
    check(&[("accept-language", "pl"), ("cookie", "lotse_locale=en")], "/en/").await;
}

async fn a_page_says_when_it_was_last_checked(lotse: &TestLotse) {
    let id = nose_pads(lotse).await;
    let site = site(lotse);
    let page = read(&site, "/de/a/nasenpads-wechseln").await;
    assert!(page.contains("15. Januar 2027"), "{page}");
    lotse.pass(chrono::Duration::days(40));
    lotse.check(&lotse.may(), (id, &"de".parse().unwrap()), None).await.unwrap();
    let page = read(&site, "/de/a/nasenpads-wechseln").await;
    assert!(page.contains("24. Februar 2027") && !page.contains("15. Januar"), "{page}");
    assert!(page.contains("\"dateModified\":\"2027-01-15\""), "the text is the same: {page}");
}

async fn brands_have_pages_of_their_own(lotse: &TestLotse) {
    lotse.second_brand("bath", &["pl"]).await;
    nose_pads(lotse).await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let page = read(&site, "/b/bath/pl/").await;
    assert!(page.contains("action=\"/b/bath/pl/search\"") && !page.contains("nasenpads"));
    assert_eq!(status(&site, "/b/bath/de/").await, StatusCode::NOT_FOUND);
    assert_eq!(status(&site, "/b/other/pl/").await, StatusCode::NOT_FOUND);
    let request = Request::get("/b/bath").body(Body::empty()).unwrap();
    assert_eq!(location(&send(&site, request).await), "/b/bath/pl/");
}

async fn what_goes_wrong_is_told_on_a_page_in_the_readers_language(lotse: &TestLotse) {
    let site = site(lotse);
    for path in ["/pl/a/nie-ma", "/pl/c/nie-ma", "/pl/id/7", "/pl/so/not/there", "/media/x/y"] {
        let request = Request::get(path).header("accept-language", "pl").body(Body::empty());
        let response = send(&site, request.unwrap()).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(text(response).await.contains("Tu nic nie ma"), "{path}");
    }
}

async fn forms_of_other_sites_change_nothing(lotse: &TestLotse) {
    let site = site(lotse);
    for path in ["/de/sign-in", "/de/contact", "/de/sign-out", "/de/a/x/feedback"] {
        let mut request = form(path, "email=a@example.org");
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(send(&site, request).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert!(lotse.waiting_mails(9).await.unwrap().is_empty());
}

async fn signing_in_by_code_opens_what_is_kept_for_customers(lotse: &TestLotse) {
    lotse.write("Geheimer Rabatt", "30 %").visible_to(Visibility::SignedIn).published().await;
    lotse.catch_up().await.unwrap();
    let site = site(lotse);
    let page = send(&site, form("/de/sign-in", "email=emil%40example.org")).await;
    assert!(text(page).await.contains("emil@example.org"));
    let mails = lotse.waiting_mails(9).await.unwrap();
    let subject = &mails.first().unwrap().mail.subject;
    let code: String = subject.chars().take_while(char::is_ascii_digit).collect();

    let wrong = form("/de/sign-in/code", "email=emil%40example.org&code=x");
    assert!(text(send(&site, wrong).await).await.contains("id=\"code-flaw\""));
    let body = format!("email=emil%40example.org&code={code}&back=//evil.example");
    let mut request = form("/de/sign-in/code", "");
    *request.body_mut() = Body::from(body);
    let response = send(&site, request).await;
    assert_eq!(location(&response), "/de/", "never to another site");
    let cookie = response.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap().to_owned();
    let cookie = cookie.split(';').next().unwrap();

    let request = Request::get("/de/a/geheimer-rabatt").header(header::COOKIE, cookie);
    let response = send(&site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let kept = response.headers().get(header::CACHE_CONTROL).unwrap();
    assert_eq!(kept, "private, no-store");
    assert!(text(response).await.contains("30 %"));

    let anybody = Request::get("/de/").body(Body::empty()).unwrap();
    assert!(send(&site, anybody).await.headers().contains_key(header::ETAG), "may be kept");
    let signed_in = Request::get("/de/").header(header::COOKIE, cookie);
    let response = send(&site, signed_in.body(Body::empty()).unwrap()).await;
    assert!(!response.headers().contains_key(header::ETAG), "what is kept is not for them");
}

on_both_databases!(
    an_article_is_on_every_page_that_lists_it,
    what_is_kept_for_customers_is_on_no_page_for_anyone,
    a_message_goes_in_two_steps_without_a_script,
    an_answer_that_solves_it_sends_nothing_and_keeps_the_words,
    who_searches_again_and_opens_an_article_tells_what_a_word_means,
    who_searched_before_writing_tells_what_a_word_means,
    readers_say_whether_it_helped,
    pages_are_found_in_the_readers_language,
    brands_have_pages_of_their_own,
    a_page_says_when_it_was_last_checked,
    what_goes_wrong_is_told_on_a_page_in_the_readers_language,
    forms_of_other_sites_change_nothing,
    signing_in_by_code_opens_what_is_kept_for_customers,
);
