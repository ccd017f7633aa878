//! CSV files as offices send them, and as attackers do.

use super::*;
use crate::import::{ImportedArticle, SkipReason};

fn read(bytes: &[u8]) -> Result<Reading, ImportError> {
    let mapping = csv_columns("faq.csv", bytes, &Limits::default())?.mapping;
    read_csv("faq.csv", bytes, &mapping, &Limits::default(), &mut |_, _| {})
}

#[track_caller]
fn first(text: &str) -> ImportedArticle {
    read(text.as_bytes()).unwrap().articles.remove(0)
}

#[track_caller]
fn check_separator(text: &str) {
    let article = first(text);
    assert_eq!((article.title.as_str(), article.body.as_str()), ("Was, wie?", "So; oder so"));
}

#[test]
fn finds_the_separator_whatever_stands_in_quotes() {
    check_separator("Frage;Antwort\nWas, wie?;\"So; oder so\"\n");
    check_separator("Frage,Antwort\n\"Was, wie?\",So; oder so\n");
    check_separator("Frage\tAntwort\r\nWas, wie?\tSo; oder so\r\n");
    check_separator("Frage|Antwort\nWas, wie?|So; oder so");
    check_separator("sep=;\r\nFrage;Antwort\r\nWas, wie?;\"So; oder so\"");
    check_separator("\u{feff}\"Frage, lang;\";Frage;Antwort\nx;Was, wie?;\"So; oder so\"\n");
}

#[test]
fn takes_every_field_by_its_heading() {
    let article = first(
        "ID;Frage;Antwort;Kurzantwort;Kategorie;Sprache;Formulierungen;Synonyme;Art;Sichtbarkeit;\
         Status;Gültig ab;Gültig bis;Wiedervorlage;Produkte;Fehlercodes;Slug\n\
         7;Wie lange?;\"Zwei Tage.\nHöchstens.\";2 Tage;Lieferung > Dauer;Deutsch;\
         Wann kommt es, bitte?|Dauert es lang?;Post, Paket;guide;segment:business;in_review;\
         01.10.2026;2026-12-31;2027-03-01;Halden 52;E05, E06;lieferzeit\n"
            .replace(";\\\n", ";")
            .as_str(),
    );
    assert_eq!(article.source_id, "7");
    assert_eq!(article.locale.as_ref().unwrap().as_str(), "de");
    assert_eq!(article.body, "Zwei Tage.\nHöchstens.");
    assert_eq!(article.short, "2 Tage");
    let category: Vec<_> =
        article.category.iter().map(|it| (it.slug.as_str(), it.title.as_str())).collect();
    assert_eq!(category, [("lieferung", "Lieferung"), ("dauer", "Dauer")]);
    assert_eq!(article.phrasings, ["Wann kommt es, bitte?", "Dauert es lang?"]);
    assert_eq!(article.words, ["Post", "Paket"]);
    assert_eq!(article.kind.unwrap().as_str(), "guide");
    assert_eq!(
        article.visibility,
        Some(lotse_domain::knowledge::Visibility::Segment("business".into()))
    );
    assert_eq!(article.state.unwrap().as_str(), "in_review");
    assert_eq!(article.validity.from.unwrap().to_rfc3339(), "2026-10-01T00:00:00+00:00");
    // "Until 31 December" holds on that day.
    assert_eq!(article.validity.until.unwrap().to_rfc3339(), "2027-01-01T00:00:00+00:00");
    assert_eq!(article.review_on.unwrap().to_string(), "2027-03-01");
    assert_eq!(article.products, ["Halden 52"]);
    assert_eq!(article.codes, ["E05", "E06"]);
    assert_eq!(article.slug.as_deref(), Some("lieferzeit"));
    assert_eq!(article.origin, "faq.csv:2");
}

#[test]
fn leaves_out_rows_without_answer_and_says_where() {
    let reading = read(
        "Frage;Antwort;Sprache\nA?;ja;de\n\nB?;  ;de\n;nein;de\nC?;ja;Klingonisch\n;;\n".as_bytes(),
    )
    .unwrap();
    assert_eq!(reading.articles.len(), 1);
    let skipped: Vec<(&str, &SkipReason)> =
        reading.skipped.iter().map(|it| (it.origin.as_str(), &it.reason)).collect();
    assert_eq!(
        skipped,
        [
            ("faq.csv:4", &SkipReason::NoAnswer),
            ("faq.csv:5", &SkipReason::NoTitle),
            ("faq.csv:6", &SkipReason::UnknownLanguage("Klingonisch".into())),
        ]
    );
}

#[test]
fn names_both_lines_of_a_repeated_id() {
    let error = read(b"id;question;answer\n1;a;b\n2;c;d\n1;e;f\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "faq.csv:4 has the same id \"1\" and language as faq.csv:2; give one another id"
    );
    let windows = read(b"id;question;answer\r\n1;a;b\r\n\r\n1;e;f\r\n").unwrap_err();
    assert!(windows.to_string().starts_with("faq.csv:4 has"), "{windows}");
    // Two languages of one article share the id.
    let both = read(b"id;question;answer;language\n1;a;b;de\n1;c;d;en\n").unwrap();
    assert_eq!(both.articles[0].shared_id(), both.articles[1].shared_id());
}

#[test]
fn makes_the_same_id_of_the_same_question_every_time() {
    let id = |text: &str| first(text).source_id;
    let one = id("question,answer\nHow  long?,2 days\n");
    assert_eq!(one, id("answer,question\n3 days,How long?\n"));
    assert_ne!(one, id("question,answer\nHow much?,2 days\n"));
    assert_ne!(one, id("question,answer,language\nHow long?,2 days,en\n"));
}

#[test]
fn turns_html_cells_into_markdown_and_keeps_scripts_as_text() {
    let html = first(
        "question,answer\nQ,\"<p>Go to <a href=\"\"https://a.example/x\"\">shop</a>.</p><ul><li>a<li>b</ul>\"\n",
    );
    assert_eq!(html.body, "Go to [shop](https://a.example/x).\n\n- a\n- b");
    let script = "<script>alert(1)</script>";
    let row = format!(
        "question,answer,short,words,category\n{script},{script},{script},{script},{script}\n"
    );
    let article = first(&row);
    assert_eq!(article.title, script);
    assert_eq!(article.body, script);
    assert_eq!(article.short, script);
    assert_eq!(article.words, [script]);
    assert_eq!(first("question,answer\nQ,1 < 2 and 3 > 2\n").body, "1 < 2 and 3 > 2");
}

#[test]
fn refuses_what_is_no_table() {
    assert_eq!(read(b"").unwrap_err(), ImportError::NoTable { file: "faq.csv".into() });
    assert_eq!(
        read(b"question;remark\na;b\n").unwrap_err().to_string(),
        "faq.csv has no column for the answer; choose one in the column mapping"
    );
}

#[test]
fn warns_of_a_guessed_code_page_and_refuses_broken_utf8() {
    let latin = read(b"Frage;Antwort\nGr\xf6\xdfe?;Ma\xdf\n").unwrap();
    assert_eq!(latin.articles[0].title, "Größe?");
    assert_eq!(latin.skipped[0].reason, SkipReason::GuessedEncoding("windows-1252"));
    let broken = read(b"Frage;Antwort\nGr\xc3\xb6\xc3\x9fe?;Ma\xc3\n").unwrap_err();
    assert_eq!(
        broken,
        ImportError::BrokenEncoding { file: "faq.csv".into(), line: 2, encoding: "UTF-8" }
    );
}

#[test]
fn refuses_more_than_the_limits() {
    let limits = Limits { max_file_bytes: 10, ..Limits::default() };
    let error = csv_columns("faq.csv", b"question;answer", &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "faq.csv has 15 bytes, the limit is 10; split it into smaller files"
    );
    let limits = Limits { max_articles: 1, ..Limits::default() };
    let mapping = Mapping::guess(&["question", "answer"]);
    let two = b"question;answer\na;b\nc;d\n";
    let error = read_csv("faq.csv", two, &mapping, &limits, &mut |_, _| {}).unwrap_err();
    assert_eq!(error, ImportError::TooManyArticles { file: "faq.csv".into(), limit: 1 });
}

#[test]
fn shows_the_first_five_rows_for_choosing_columns() {
    let rows = "Was;Text\n".to_owned() + &"a;b\n".repeat(9);
    let columns = csv_columns("faq.csv", rows.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(columns.headers, ["Was", "Text"]);
    assert_eq!(columns.rows.len(), 5);
    let chosen = [(crate::import::Field::Question, "was"), (crate::import::Field::Answer, "TEXT ")];
    let mapping = Mapping {
        columns: chosen.map(|(field, name)| (field, name.to_owned())).into(),
        sheet: None,
    };
    let one = read_csv("faq.csv", b"Was;Text\na;b\n", &mapping, &Limits::default(), &mut |_, _| {});
    assert_eq!(one.unwrap().articles[0].title, "a");
}

#[test]
fn reads_a_hundred_thousand_rows() {
    use std::fmt::Write as _;
    let mut text = String::from("id,question,answer,category\n");
    for number in 0..100_000 {
        writeln!(
            text,
            "{number},Question {number}?,<p>Answer <b>{number}</b></p>,Topic {}",
            number % 50
        )
        .unwrap();
    }
    let mut last = (0, 0);
    let mapping = Mapping::guess(&["id", "question", "answer", "category"]);
    let reading =
        read_csv("faq.csv", text.as_bytes(), &mapping, &Limits::default(), &mut |done, total| {
            last = (done, total);
        });
    let reading = reading.unwrap();
    assert_eq!(reading.articles.len(), 100_000);
    assert_eq!(reading.articles[99_999].body, "Answer **99999**");
    assert_eq!(last, (100_000, 100_000));
}
