//! JSON Lines others write; our own export's round trip is tested with the writer.

use super::*;

fn read(text: &str) -> Result<Reading, ImportError> {
    read_jsonl("a.jsonl", text.as_bytes(), &Limits::default(), &mut |_, _| {})
}

#[test]
fn reads_articles_and_nested_categories() {
    let reading = read(
        "{\"id\":\"1\",\"question\":\" A? \",\"answer\":\"a\",\"tags\":[\"t\"],\"locale\":\"de\"}\n\n\
         {\"type\":\"category\",\"slug\":\"b\",\"parent\":\"a\",\"title\":\"B\"}\r\n\
         {\"type\":\"category\",\"slug\":\"a\",\"names\":[{\"locale\":\"de\",\"title\":\"Ä\"}]}\n\
         {\"type\":\"media\",\"name\":\"x.png\",\"base64\":\"AP8=\"}\n\
         {\"title\":\"no answer\"}",
    )
    .unwrap();
    let article = &reading.articles[0];
    assert_eq!((article.source_id.as_str(), article.title.as_str()), ("1", "A?"));
    assert_eq!(article.words, ["t"]);
    let paths: Vec<String> = reading.categories.iter().map(|it| it.path.join("/")).collect();
    assert_eq!(paths, ["a/b", "a"]);
    assert_eq!(
        (reading.media[0].bytes.as_slice(), reading.media[0].mime.as_str()),
        (&[0, 255][..], "image/png")
    );
    assert_eq!(reading.skipped[0].origin, "a.jsonl:6");
}

#[test]
fn refuses_categories_in_a_circle_and_unknown_parents() {
    let category = |slug: &str, parent: &str| {
        format!("{{\"type\":\"category\",\"slug\":\"{slug}\",\"parent\":\"{parent}\"}}\n")
    };
    let circle = category("a", "b") + &category("b", "c") + &category("c", "a");
    let error = read(&circle).unwrap_err();
    assert!(matches!(error, ImportError::CircularCategory { line: 1, .. }), "{error}");
    let tail = category("x", "b") + &category("b", "c") + &category("c", "b");
    assert!(matches!(read(&tail), Err(ImportError::CircularCategory { .. })));
    assert!(matches!(read(&category("a", "a")), Err(ImportError::CircularCategory { .. })));
    let error = read(&category("a", "no")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.jsonl:1: category \"a\" names an unknown parent \"no\"; add that one"
    );
}

#[test]
fn names_the_line_that_is_no_record() {
    let line_of = |text: &str| match read(text) {
        Err(ImportError::BadRecord { line, .. }) => line,
        other => panic!("{other:?}"),
    };
    assert_eq!(line_of("{\"title\":\"a\",\"body\":\"b\"}\nnonsense"), 2);
    assert_eq!(line_of("[]"), 1);
    assert_eq!(line_of("{\"type\":\"wish\"}"), 1);
    assert_eq!(line_of("{\"type\":\"media\",\"name\":\"a\",\"base64\":\"?\"}"), 1);
    assert_eq!(line_of("{\"type\":\"lotse_export\",\"version\":2}"), 1);
    assert_eq!(line_of(&format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000))), 1);
}

#[test]
fn refuses_an_id_twice() {
    let two =
        "{\"id\":1,\"title\":\"a\",\"body\":\"b\"}\n{\"id\":\"1\",\"title\":\"c\",\"body\":\"d\"}";
    assert!(matches!(read(two), Err(ImportError::DuplicateId { .. })));
}
