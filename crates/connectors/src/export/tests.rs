//! What goes out comes back, however nasty.

use chrono::{NaiveDate, TimeZone};
use lotse_domain::knowledge::{Kind, State, Validity};

use super::*;
use crate::import::{
    CategoryStep, ImportedCategoryName, ImportedGolden, Limits, Reading, read_jsonl,
    read_markdown_zip,
};

fn nasty() -> Vec<ImportedArticle> {
    let texts = [
        "---\ntitle: not this\n---\nbody",
        "",
        "\n\n  leading and trailing  \n\n",
        "a\r\nb\rc\n",
        "+++\nx = 1\n+++\n",
        "{{< figure src=\"x\" >}} :::note\n<Tabs/> import a from 'b'\n",
        "colon: \"quote\" 'single' #hash &anchor *alias !tag %x @y `z` [a](b.md) ![c](d.png)",
        "ä ö ü ß ł ż 漢字 😀 \u{200d} \u{feff} \u{2028} \u{85} \u{7f} \u{1} \\ / \\n \\u0041",
        "- a\n- b: c\n? d\n| e\n> f",
        "null",
        "true",
        "1.10",
        "~",
        "007",
        "2026-10-01",
        "<script>alert(1)</script>",
    ];
    let mut articles = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let text = (*text).to_owned();
        articles.push(ImportedArticle {
            source_id: format!("{number}/{text}"),
            locale: [None, "de".parse().ok(), "pt-BR".parse().ok()][number % 3].clone(),
            title: text.clone(),
            body: text.clone(),
            short: text.clone(),
            phrasings: vec![text.clone(), String::new(), "b; c|d, e".into()],
            words: vec![text.clone()],
            category: vec![CategoryStep { slug: text.clone(), title: text.clone() }],
            kind: Kind::ALL.get(number).copied(),
            visibility: [
                None,
                Some(Visibility::Public),
                Some(Visibility::SignedIn),
                Some(Visibility::Internal),
                Some(Visibility::Segment(text.clone())),
            ][number % 5]
                .clone(),
            state: State::ALL.get(number).copied(),
            validity: Validity {
                from: Utc.with_ymd_and_hms(2026, 10, 1, 22, 30, 5).single(),
                until: (number % 2 == 0).then(|| Utc.timestamp_nanos(1_800_000_000_123_456_789)),
            },
            review_on: NaiveDate::from_ymd_opt(2027, 3, 1),
            products: vec![text.clone()],
            codes: vec!["007".into(), "1.10".into(), text.clone()],
            is_for_people: [None, Some(true), Some(false)][number % 3],
            slug: (number % 2 == 1).then(|| text.clone()),
            translation_of: (number % 3 == 1).then(|| text.clone()),
            media: vec![text.clone()],
            origin: String::new(),
        });
    }
    articles.push(ImportedArticle { source_id: "bare".into(), ..ImportedArticle::default() });
    articles
}

fn categories() -> Vec<ImportedCategory> {
    let name = |locale: Option<&str>| ImportedCategoryName {
        locale: locale.and_then(|it| it.parse().ok()),
        title: "Ärger: \"a\"\n".into(),
        description: " b ".into(),
    };
    vec![
        ImportedCategory {
            path: vec!["a".into()],
            names: vec![name(None)],
            ..ImportedCategory::default()
        },
        ImportedCategory {
            path: vec!["a".into(), "b".into()],
            names: vec![name(Some("de")), name(Some("pl"))],
            position: Some(-3),
            icon: Some("ä: \"x\"".into()),
            is_for_people: Some(true),
            skill: Some("Große \"Größen\"".into()),
        },
    ]
}

fn media() -> Vec<Media> {
    let file = |name: &str, bytes: &[u8]| Media {
        name: name.into(),
        bytes: bytes.into(),
        mime: "image/x-own".into(),
    };
    vec![file("a/ä (1).png", b"\x00\xff"), file("a/a-1.png", b""), file("漢字", b"PK\x03\x04")]
}

fn golden() -> Vec<ImportedGolden> {
    let question = |text: &str, locale: Option<&str>, article: Option<&str>| ImportedGolden {
        text: text.into(),
        locale: locale.and_then(|it| it.parse().ok()),
        article: article.map(Into::into),
        origin: String::new(),
    };
    vec![
        question("Wo: \"ist\"\n\u{2028} - es? #1", Some("pt-BR"), Some("0/---\ntitle")),
        question("null", None, None),
    ]
}

#[track_caller]
fn check(mut reading: Reading) {
    assert_eq!(reading.skipped, []);
    for golden in &mut reading.golden {
        assert!(!std::mem::take(&mut golden.origin).is_empty());
    }
    assert_eq!(reading.golden, golden());
    for article in &mut reading.articles {
        assert!(!std::mem::take(&mut article.origin).is_empty());
    }
    for (read, written) in reading.articles.iter().zip(nasty()) {
        assert_eq!(*read, written);
    }
    assert_eq!(reading.articles.len(), nasty().len());
    assert_eq!(reading.categories, categories());
    assert_eq!(reading.media, media());
}

#[test]
fn a_markdown_export_reads_the_same() {
    let bytes = write_markdown_zip(&nasty(), &categories(), &media(), &golden()).unwrap();
    check(read_markdown_zip("e.zip", &bytes, &Limits::default(), &mut |_, _| {}).unwrap());
}

#[test]
fn a_json_lines_export_reads_the_same() {
    let bytes = write_jsonl(&nasty(), &categories(), &media(), &golden()).unwrap();
    check(read_jsonl("e.jsonl", &bytes, &Limits::default(), &mut |_, _| {}).unwrap());
}

#[test]
fn articles_added_to_an_export_by_hand_are_read_too() {
    let bytes = write_markdown_zip(&nasty(), &[], &[], &[]).unwrap();
    let mut zip = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    zip.start_file("articles/de/new-one.md", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"---\ntitle: Neu\nlocale: de\n---\nText").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let reading = read_markdown_zip("e.zip", &bytes, &Limits::default(), &mut |_, _| {}).unwrap();
    let last = reading.articles.last().unwrap();
    assert_eq!((last.source_id.as_str(), last.title.as_str()), ("new-one", "Neu"));
}
