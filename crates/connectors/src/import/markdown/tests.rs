//! Whole folders of Markdown as three generators and our own writers lay them out.

use lotse_domain::knowledge::{State, Visibility};

use super::*;

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::new("t");
    for (path, text) in files {
        tree.insert((*path).to_owned(), text.as_bytes().to_vec()).unwrap();
    }
    tree
}

fn read(files: &[(&str, &str)]) -> Reading {
    read_tree(&tree(files).without_wrapper(is_top), &Limits::default(), &mut |_, _| {}).unwrap()
}

fn ids(reading: &Reading) -> Vec<(&str, &str)> {
    reading
        .articles
        .iter()
        .map(|it| (it.source_id.as_str(), it.locale.as_ref().map_or("", |it| it.as_str())))
        .collect()
}

#[test]
fn reads_the_demo_format_from_disk() {
    let folder = tempfile::tempdir().unwrap();
    for (locale, title) in [("de", "Nasenpads wechseln"), ("en", "Replace nose pads")] {
        let path = folder.path().join("articles").join(locale);
        std::fs::create_dir_all(&path).unwrap();
        let text = format!(
            "---\nkey: replace-nose-pads\ntitle: {title}\ncategory: glasses-care\nkind: guide\n\
             visibility: segment:business            # public | internal\n\
             short: Kostenlos in den ersten zwei Jahren\nphrasings:\n  - Das Gummi an meiner Brille ist ab\n\
             words: [Gummi, Nasengummi]\nproducts: [Halden 52]\ncodes: []\nreview_on: 2027-03-01\n\
             valid_from: 2026-10-01\nvalid_until: 2026-12-31\n---\nErst *so*. ![](media:pads.svg)\n"
        );
        std::fs::write(path.join("replace-nose-pads.md"), text).unwrap();
    }
    std::fs::create_dir(folder.path().join("media")).unwrap();
    std::fs::write(folder.path().join("media/pads.svg"), "svg").unwrap();
    let reading = read_markdown_folder(folder.path(), &Limits::default(), &mut |_, _| {}).unwrap();
    assert_eq!(reading.skipped, []);
    assert_eq!(ids(&reading), [("replace-nose-pads", "de"), ("replace-nose-pads", "en")]);
    let german = &reading.articles[0];
    assert_eq!(german.title, "Nasenpads wechseln");
    assert_eq!(german.body, "Erst *so*. ![](media:pads.svg)");
    assert_eq!(german.short, "Kostenlos in den ersten zwei Jahren");
    assert_eq!(german.phrasings, ["Das Gummi an meiner Brille ist ab"]);
    assert_eq!(german.words, ["Gummi", "Nasengummi"]);
    assert_eq!(german.products, ["Halden 52"]);
    assert_eq!(german.category[0].slug, "glasses-care");
    assert_eq!(german.kind.unwrap().as_str(), "guide");
    assert_eq!(german.visibility, Some(Visibility::Segment("business".into())));
    assert_eq!(german.validity.until.unwrap().to_rfc3339(), "2027-01-01T00:00:00+00:00");
    assert_eq!(german.review_on.unwrap().to_string(), "2027-03-01");
    assert_eq!(german.media, ["pads.svg"]);
    assert_eq!(
        (reading.media[0].name.as_str(), reading.media[0].bytes.as_slice()),
        ("pads.svg", &b"svg"[..])
    );
    assert_eq!(reading.media[0].mime, "image/svg+xml");
    // The folder below `articles` reads the same, but for the pictures.
    let below = folder.path().join("articles");
    let reading = read_markdown_folder(&below, &Limits::default(), &mut |_, _| {}).unwrap();
    assert_eq!(ids(&reading), [("replace-nose-pads", "de"), ("replace-nose-pads", "en")]);
}

#[test]
fn reads_docusaurus_with_translations_in_an_archive_folder() {
    let reading = read(&[
        ("site-main/README.md", "# Not a page"),
        ("site-main/docs/01-guides/_category_.json", r#"{"label": "Our guides", "position": 2}"#),
        (
            "site-main/docs/01-guides/02-setup.md",
            "---\nid: start\nslug: /s\ndraft: true\n---\n# Set up\n\n[Next](./03-use.md#a) [url](/docs/guides/use) [gone](no.md)\n",
        ),
        ("site-main/docs/01-guides/03-use.md", "Use it. [back](02-setup) ![i](@site/static/i.png)"),
        (
            "site-main/i18n/de/docusaurus-plugin-content-docs/current/01-guides/_category_.json",
            r#"{"label": "Anleitungen"}"#,
        ),
        (
            "site-main/i18n/de/docusaurus-plugin-content-docs/current/01-guides/03-use.md",
            "# Nutzen\nText",
        ),
        ("site-main/static/i.png", "png"),
    ]);
    assert_eq!(ids(&reading), [("guides/start", ""), ("guides/use", ""), ("guides/use", "de")]);
    let first = &reading.articles[0];
    assert_eq!((first.title.as_str(), first.state), ("Set up", Some(State::Draft)));
    assert_eq!(first.slug.as_deref(), Some("s"));
    assert_eq!(first.body, "[Next](article:guides/use#a) [url](article:guides/use) [gone](no.md)");
    assert_eq!(first.category[0].title, "Our guides");
    let second = &reading.articles[1];
    assert_eq!(second.title, "Use");
    assert_eq!(second.body, "Use it. [back](article:guides/start) ![i](media:static/i.png)");
    assert_eq!(second.media, ["static/i.png"]);
    assert_eq!(reading.articles[2].category[0].title, "Anleitungen");
    assert_eq!(reading.categories[0].path, ["guides"]);
    assert_eq!(reading.categories[0].names.len(), 2);
    assert_eq!(reading.skipped.len(), 1);
    assert_eq!(reading.skipped[0].reason, SkipReason::MissingPage("no.md".into()));
}

#[test]
fn reads_hugo_with_topics_bundles_and_language_suffixes() {
    let reading = read(&[
        ("content/help/_index.md", "+++\ntitle = 'Help'\nweight = 3\n+++\n"),
        ("content/help/_index.de.md", "+++\ntitle = 'Hilfe'\n+++\n"),
        (
            "content/help/pay/index.md",
            "+++\ntitle = 'Pay'\ntags = ['money']\n+++\n![](card.png) {{< youtube x >}}",
        ),
        (
            "content/help/pay/index.de.md",
            "+++\ntitle = 'Zahlen'\n+++\nText [hin]({{< relref \"../ship.md\" >}})",
        ),
        ("content/help/pay/card.png", "png"),
        ("content/help/ship.md", "---\ntitle: Ship\nvisibility: staff\n---\nx"),
    ]);
    assert_eq!(ids(&reading), [("help/pay", "de"), ("help/pay", ""), ("help/ship", "")]);
    let german = &reading.articles[0];
    assert_eq!(german.body, "Text [hin](article:help/ship)");
    let steps: Vec<&str> = german.category.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(steps, ["Hilfe"]);
    assert_eq!(reading.articles[1].words, ["money"]);
    assert_eq!(reading.articles[1].media, ["content/help/pay/card.png"]);
    assert_eq!(reading.categories[0].position, Some(3));
    // An unknown visibility must not make a page public.
    assert_eq!(reading.articles[2].visibility, Some(Visibility::Internal));
    let reasons: Vec<&SkipReason> = reading.skipped.iter().map(|it| &it.reason).collect();
    assert_eq!(
        reasons,
        [
            &SkipReason::RemovedShortcodes("youtube".into()),
            &SkipReason::UnknownVisibility("staff".into()),
        ]
    );
}

#[test]
fn leaves_out_bad_pages_with_the_line() {
    let reading = read(&[
        ("a.md", "---\ntitle: a: b\n---\nx"),
        ("b.md", "---\ntitle: B\n---\n"),
        ("c.md", "---\nlang: klingonisch\n---\nx"),
        ("d.md", "# D\n<script>alert(1)</script>"),
    ]);
    assert_eq!(ids(&reading), [("d", "")]);
    assert_eq!(reading.articles[0].body, "<script>alert(1)</script>");
    let origins: Vec<&str> = reading.skipped.iter().map(|it| it.origin.as_str()).collect();
    assert_eq!(origins, ["t/a.md:2", "t/b.md", "t/c.md"]);
}

#[test]
fn refuses_two_pages_with_one_id() {
    let files = tree(&[("a.md", "---\nkey: x\n---\na"), ("b.md", "---\nkey: x\n---\nb")]);
    let error = read_tree(&files, &Limits::default(), &mut |_, _| {}).unwrap_err();
    assert_eq!(
        error,
        ImportError::DuplicateId {
            id: "x".into(),
            first: "t/a.md".into(),
            second: "t/b.md".into()
        }
    );
}

#[cfg(unix)]
#[test]
fn refuses_links_out_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("a.md")).unwrap();
    let error = read_markdown_folder(folder.path(), &Limits::default(), &mut |_, _| {});
    assert!(matches!(error, Err(ImportError::UnsafePath { .. })), "{error:?}");
}
