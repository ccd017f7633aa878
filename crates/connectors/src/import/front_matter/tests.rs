//! Front matter as people write it, and as attackers do.

use serde_json::json;

use super::*;

#[track_caller]
fn check(text: &str, values: Value, body: &str) {
    let page = split(text).unwrap();
    assert_eq!((Value::Object(page.values), page.body), (values, body));
}

#[test]
fn reads_yaml_and_toml() {
    check("no front matter", json!({}), "no front matter");
    check(
        "---\ntitle: A\ntags: [x, 'y']\n---\nbody\n",
        json!({"title": "A", "tags": ["x", "y"]}),
        "body\n",
    );
    check("---\r\ntitle: A\r\n---\r\nbody", json!({"title": "A"}), "body");
    check("---\n---\nbody", json!({}), "body");
    check("---\n# only a remark\n---\nbody", json!({}), "body");
    check(
        "+++\ntitle = 'A: b'\ndate = 2026-10-01\ndraft = true\n[x]\ny = 1\n+++\nbody",
        json!({"title": "A: b", "date": "2026-10-01", "draft": true, "x": {"y": 1}}),
        "body",
    );
    check(
        "---\nlang: no\nreview_on: 2027-03-01\ncode: 007\n---\n",
        json!({"lang": "no", "review_on": "2027-03-01", "code": "007"}),
        "",
    );
}

#[test]
fn takes_rules_between_texts_for_text() {
    check("---\n\nJust text\n\n---\nmore", json!({}), "---\n\nJust text\n\n---\nmore");
    check("---\nnever closed", json!({}), "---\nnever closed");
}

#[test]
fn names_the_line_of_a_mistake() {
    assert_eq!(split("---\ntitle: a\nshort: b: c\n---\n").unwrap_err().line, 3);
    assert_eq!(split("+++\ntitle = 'a'\nshort = \n+++\n").unwrap_err().line, 3);
}

#[test]
fn refuses_aliases_that_multiply() {
    let mut bomb = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        use std::fmt::Write as _;
        let below = format!("*a{}", level - 1);
        writeln!(bomb, "a{level}: &a{level} [{}]", vec![below; 10].join(",")).unwrap();
    }
    bomb.push_str("---\nbody");
    assert!(split(&bomb).is_err());
    let deep = format!("---\na: {}{}\n---\n", "[".repeat(50_000), "]".repeat(50_000));
    assert!(split(&deep).is_err());
    let long = format!("---\na: {}\n---\n", "x".repeat(MAX_BYTES));
    assert!(split(&long).is_err());
}
