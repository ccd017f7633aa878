//! What is left of a generator's own mark-up.

use super::*;

#[track_caller]
fn check(markdown: &str, is_mdx: bool, expect: &str, names: &[&str]) {
    let mut removed = Removed::default();
    assert_eq!(clean(markdown, is_mdx, &mut removed), expect, "{markdown}");
    let found: Vec<&str> =
        removed.components.iter().chain(&removed.shortcodes).map(String::as_str).collect();
    assert_eq!(found, names, "{markdown}");
}

#[test]
fn boxes_become_quotes() {
    check(":::note\n\na\n:::\nb\n", false, ">\n> a\n\nb\n", &[]);
    check(
        ":::tip[T]\na\n```\n:::\n```\n:::\n",
        false,
        "> **T**\n>\n> a\n> ```\n> :::\n> ```\n\n",
        &[],
    );
    check(
        "::::info Outer\n:::warning\na\n:::\n::::\nb",
        false,
        "> **Outer**\n>\n> > a\n>\n\nb",
        &[],
    );
    check(":::unknown\na\n:::\n", false, ":::unknown\na\n:::\n", &[]);
    check("## A {#a-b}\nx {#y}\n", false, "## A\nx {#y}\n", &[]);
}

#[test]
fn components_leave_their_text_behind() {
    check("import A from 'a';\nimport B from 'b';\n\n# T\n", true, "\n# T\n", &["import"]);
    check(
        "<Tabs>\n<TabItem value=\"m\" label=\"Mac\">\nx\n</TabItem>\n</Tabs>\n",
        true,
        "\n\n**Mac**\n\nx\n\n\n",
        &["TabItem", "Tabs"],
    );
    check("a <B c={{d: '>'}} e=\">\"/> f `<G/>` {/* h */}", true, "a  f `<G/>` ", &["B"]);
    check("<div className=\"x\">y</div> 1 < 2", true, "y</div> 1 < 2", &[]);
    check(
        "import taxes from the menu, says Vec<String>",
        false,
        "import taxes from the menu, says Vec<String>",
        &[],
    );
}

#[test]
fn shortcodes_go_and_pictures_stay() {
    check("a {{< note >}}b{{< /note >}} {{% c d=\"e\" %}}", false, "a b ", &["c", "note"]);
    check("{{< figure src=\"a.png\" alt=\"b\" >}}", false, "![b](a.png)", &[]);
    check(
        "[x]({{< ref \"page.md\" >}}) [y]({{% relref 'z.md#a' %}})",
        false,
        "[x](page.md) [y](z.md#a)",
        &[],
    );
    let open = "{{< ".repeat(200_000);
    check(&open, false, &open, &[]);
    check("`{{< a >}}` {{ b }} {{< never", false, "`{{< a >}}` {{ b }} {{< never", &[]);
}
