//! Real pages nobody here wrote, read from `fixtures/import`.

use std::path::PathBuf;

use super::*;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/import").join(name)
}

#[test]
fn reads_every_question_of_a_real_faq_page() {
    let bytes = std::fs::read(fixture("html-faq/faq.html")).unwrap();
    let reading = read_html("faq.html", &bytes, None, &Limits::default()).unwrap();
    assert_eq!(reading.skipped, []);
    let titles: Vec<&str> = reading.articles.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Does ripgrep support configuration files?",
            "What's changed in ripgrep recently?",
            "When is the next release?",
            "Does ripgrep have a man page?",
            "How can I get results in a consistent order?",
            "How do I search files that aren't UTF-8?",
            "How do I search compressed files?",
            "How do I search over multiple lines?",
            "How do I stop ripgrep from messing up colors when I kill it?",
            "How is ripgrep licensed?",
        ]
    );
    assert!(reading.articles.iter().all(|it| it.locale.as_ref().unwrap().as_str() == "en"));
    let man = &reading.articles[3].body;
    assert!(man.contains("`man rg` should just work."), "{man}");
    assert!(man.contains("```\n$ rg --generate man | man -l -\n```"), "{man}");
    // The second block writes its brackets as entities.
    let licence = &reading.articles[9].body;
    assert!(licence.contains("MIT") && !licence.contains("<p>"), "{licence}");
}

#[test]
fn reads_a_real_docusaurus_folder_with_topics_pictures_and_links() {
    let mut steps = Vec::new();
    let mut progress = |done, total| steps.push((done, total));
    let folder = fixture("markdown-docs");
    let reading = read_markdown_folder(&folder, &Limits::default(), &mut progress).unwrap();
    assert_eq!(steps.last(), Some(&(9, 9)));
    let ids: Vec<&str> = reading.articles.iter().map(|it| it.source_id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "intro",
            "tutorial-basics/congratulations",
            "tutorial-basics/create-a-blog-post",
            "tutorial-basics/create-a-document",
            "tutorial-basics/create-a-page",
            "tutorial-basics/deploy-your-site",
            "tutorial-basics/markdown-features",
            "tutorial-extras/manage-docs-versions",
            "tutorial-extras/translate-your-site",
        ]
    );
    let topic = &reading.categories[0];
    assert_eq!(topic.path, ["tutorial-basics"]);
    assert_eq!(topic.position, Some(2));
    assert_eq!(topic.names[0].title, "Tutorial - Basics");
    assert!(topic.names[0].description.starts_with("5 minutes"));
    let features = &reading.articles[6];
    assert_eq!(features.title, "Markdown Features");
    assert_eq!(features.category[0].title, "Tutorial - Basics");
    for part in [
        "[Create a page](article:tutorial-basics/create-a-page).",
        "![Docusaurus logo](media:static/img/docusaurus.png)",
        "> **My tip**\n>\n>\n> Use this awesome feature option\n",
        "This is Docusaurus green !",
        // Code keeps every word.
        "Let's see how to [Create a page](./create-a-page.mdx).\n```",
        "```md\n:::tip[My tip]",
        "## Headings\n",
    ] {
        assert!(features.body.contains(part), "{part}\n---\n{}", features.body);
    }
    assert!(
        !features.body.contains("alert(`You clicked the color ${color} with label ${children}`);")
    );
    let media: Vec<&str> = reading.media.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        media,
        [
            "static/img/docusaurus.png",
            "docs/tutorial-extras/img/docsVersionDropdown.png",
            "docs/tutorial-extras/img/localeDropdown.png",
        ]
    );
    assert!(
        reading.media.iter().all(|it| it.mime == "image/png" && it.bytes.starts_with(b"\x89PNG"))
    );
    let reasons: Vec<String> = reading.skipped.iter().map(|it| it.reason.to_string()).collect();
    assert_eq!(
        reasons,
        [
            "these components have no meaning here and were taken out: Highlight, export; check the text"
        ]
    );
}

#[test]
fn an_export_of_real_pages_reads_the_same() {
    let folder = fixture("markdown-docs");
    let first = read_markdown_folder(&folder, &Limits::default(), &mut |_, _| {}).unwrap();
    let zip =
        crate::export::write_markdown_zip(&first.articles, &first.categories, &first.media, &[]);
    let again = read_markdown_zip("e.zip", &zip.unwrap(), &Limits::default(), &mut |_, _| {});
    let mut again = again.unwrap();
    for (again, first) in again.articles.iter_mut().zip(&first.articles) {
        again.origin.clone_from(&first.origin);
    }
    assert_eq!(again.articles, first.articles);
    assert_eq!(again.categories, first.categories);
    assert_eq!(again.media, first.media);
}
