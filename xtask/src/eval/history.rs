//! The table with a line per version, which outlives each run.

/// What the section begins with.
pub(super) const HEADING: &str = "## History\n";

/// How the table begins.
const HEAD: &str = "\
| version | date | right first, % | right among five, % | no answer told apart, AUROC, % | promised: right, % of share, % |
| --- | --- | ---: | ---: | ---: | ---: |
";

/// The table of the page as it was, with the line of this version new or renewed at its end.
pub(super) fn table(before: &str, version: &str, line: &str) -> String {
    let section = before.split_once(HEADING).map_or("", |(_, section)| section);
    let rows = section.lines().filter(|it| it.starts_with('|')).skip(HEAD.lines().count());
    let others = rows.filter(|it| it.split('|').nth(1).map(str::trim) != Some(version));
    let mut table = HEAD.to_owned();
    for row in others.chain([line]) {
        table.push_str(row);
        table.push('\n');
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_one_line_and_older_ones_stay() {
        let first = table("", "0.1.0", "| 0.1.0 | old |");
        let page = |table: &str| format!("# Page\n\n| a |\n| - |\n| 0.2.0 |\n\n{HEADING}\n{table}");
        let second = table(&page(&first), "0.1.0", "| 0.1.0 | new |");
        assert_eq!(second, format!("{HEAD}| 0.1.0 | new |\n"));
        let third = table(&page(&second), "0.2.0", "| 0.2.0 | x |");
        assert_eq!(third, format!("{HEAD}| 0.1.0 | new |\n| 0.2.0 | x |\n"));
    }
}
