//! Which crate may import which: the manifests, the table in `ARCHITECTURE.md` and the walls
//! around heavy dependencies.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;

use crate::place;

/// Crate and what it imports.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Dependencies that only these crates may have.
const ONLY_IN: [(&str, &[&str]); 4] = [
    ("sqlx", &["store"]),
    ("rusqlite", &["store"]),
    ("reqwest", &["connectors"]),
    ("maud", &["web", "shop"]),
];

/// Crates that decide and never do, and what would let them.
const PURE: [&str; 2] = ["domain", "text"];
const DOING: [&str; 6] = ["tokio", "sqlx", "rusqlite", "reqwest", "axum", "tracing"];

pub(super) fn check(found: &mut Vec<String>) -> anyhow::Result<()> {
    let manifests = manifests()?;
    let mut ours = Graph::new();
    for (name, dependencies) in &manifests {
        let imports = dependencies.iter().filter_map(|it| it.strip_prefix("lotse-"));
        ours.insert(name.clone(), imports.map(str::to_owned).collect());
    }
    let table = table(&place::text("ARCHITECTURE.md")?);
    for name in ours.keys().chain(table.keys()).collect::<BTreeSet<_>>() {
        let (manifest, row) = (ours.get(name), table.get(name));
        if manifest != row {
            found.push(format!(
                "ARCHITECTURE.md: `{name}` imports {} by its manifest, {} by the table",
                listed(manifest),
                listed(row)
            ));
        }
    }
    for (name, dependencies) in &manifests {
        for (dependency, homes) in ONLY_IN {
            if !homes.contains(&name.as_str()) && dependencies.contains(dependency) {
                let homes = homes.join("` and `");
                found.push(format!("crates/{name}: only `{homes}` may depend on `{dependency}`"));
            }
        }
        for dependency in DOING {
            if PURE.contains(&name.as_str()) && dependencies.contains(dependency) {
                found.push(format!("crates/{name} decides and may not do: `{dependency}`"));
            }
        }
    }
    Ok(())
}

fn listed(imports: Option<&BTreeSet<String>>) -> String {
    match imports {
        None => "(is not there)".to_owned(),
        Some(imports) if imports.is_empty() => "nothing".to_owned(),
        Some(imports) => imports.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
    }
}

/// Each crate with all it depends on, tests left aside.
fn manifests() -> anyhow::Result<Graph> {
    let mut graph = Graph::new();
    for path in place::files("crates")?.iter().filter(|it| it.ends_with("Cargo.toml")) {
        let manifest: toml::Table =
            place::text(path)?.parse().with_context(|| format!("reading {}", path.display()))?;
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        let names = dependencies.into_iter().flat_map(toml::Table::keys).cloned().collect();
        let folder = path.parent().and_then(|it| it.file_name()).unwrap_or_default();
        graph.insert(folder.to_string_lossy().into_owned(), names);
    }
    Ok(graph)
}

/// The rows of the first table whose third column is "may import".
fn table(document: &str) -> Graph {
    let mut rows = document.lines().skip_while(|it| !it.contains("| may import |"));
    rows.next();
    rows.skip(1)
        .take_while(|it| it.starts_with('|'))
        .filter_map(|row| {
            let mut cells = row.split('|').skip(1).map(str::trim);
            let name = cells.next()?.trim_matches('`').to_owned();
            let imports = cells.nth(1)?.split(',').map(str::trim);
            let imports = imports.filter(|it| !it.is_empty() && *it != "–").map(str::to_owned);
            Some((name, imports.collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_table_of_crates() {
        let document = "\
text

| crate | in one sentence | may import | does I/O |
| --- | --- | --- | --- |
| `domain` | decides | – | never |
| `answer` | finds | domain, text | never |

| other | table |
";
        let expect: Graph = [("domain", vec![]), ("answer", vec!["domain", "text"])]
            .into_iter()
            .map(|(name, imports)| {
                (name.to_owned(), imports.into_iter().map(str::to_owned).collect())
            })
            .collect();
        assert_eq!(table(document), expect);
    }
}
