//! What is wrong with a source as a word for programs and its values, so that it can be said in any
//! language.

use super::{ImportError, SkipReason};

/// A sentence without its language: which one it is, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which sentence, in `snake_case`; never changes its meaning.
    pub code: &'static str,
    /// What stands in it, by name.
    pub values: Vec<(&'static str, String)>,
}

fn told<const N: usize>(code: &'static str, values: [(&'static str, &dyn ToString); N]) -> Told {
    Told { code, values: values.map(|(name, value)| (name, value.to_string())).into() }
}

impl SkipReason {
    /// The reason without its language.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::NoTitle => told("no_title", []),
            Self::NoAnswer => told("no_answer", []),
            Self::UnknownLanguage(value) => told("unknown_language", [("value", value)]),
            Self::UnknownValue { field, value } => {
                told("unknown_value", [("field", field), ("value", value)])
            }
            Self::UnknownVisibility(value) => told("unknown_visibility", [("value", value)]),
            Self::GuessedEncoding(encoding) => told("guessed_encoding", [("encoding", encoding)]),
            Self::BadFrontMatter(problem) => told("bad_front_matter", [("problem", problem)]),
            Self::BadJsonLd(problem) => told("bad_json_ld", [("problem", problem)]),
            Self::RemovedComponents(names) => told("removed_components", [("names", names)]),
            Self::RemovedShortcodes(names) => told("removed_shortcodes", [("names", names)]),
            Self::MissingMedia(path) => told("missing_media", [("path", path)]),
            Self::MissingPage(path) => told("missing_page", [("path", path)]),
            Self::NestedArchive => told("nested_archive", []),
            Self::NoText => told("no_text", []),
            Self::TooDeep => told("too_deep", []),
            Self::TooDeepToRead => told("too_deep_to_read", []),
            Self::BadCategoryFile(problem) => told("bad_category_file", [("problem", problem)]),
            Self::CategoryTwice(path) => told("category_twice", [("path", path)]),
            Self::NotText => told("not_text", []),
        }
    }
}

impl ImportError {
    /// The error without its language.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::FileTooBig { file, size, limit } => {
                told("file_too_big", [("file", file), ("size", size), ("limit", limit)])
            }
            Self::TooManyArticles { file, limit } => {
                told("too_many_articles", [("file", file), ("limit", limit)])
            }
            Self::TooManyFiles { file, limit } => {
                told("too_many_files", [("file", file), ("limit", limit)])
            }
            Self::UnpacksTooBig { file, entry, limit } => {
                told("unpacks_too_big", [("file", file), ("entry", entry), ("limit", limit)])
            }
            Self::UnsafePath { file, path } => {
                told("unsafe_path", [("file", file), ("path", path)])
            }
            Self::SamePathTwice { file, path } => {
                told("same_path_twice", [("file", file), ("path", path)])
            }
            Self::BadArchive { file, problem } => {
                told("bad_archive", [("file", file), ("problem", problem)])
            }
            Self::BadWorkbook { file, problem } => {
                told("bad_workbook", [("file", file), ("problem", problem)])
            }
            Self::NoSuchSheet { file, sheet, offered } => {
                let offered = offered.join(", ");
                told("no_such_sheet", [("file", file), ("sheet", sheet), ("offered", &offered)])
            }
            Self::NoTable { file } => told("no_table", [("file", file)]),
            Self::NoColumn { file, field } => told("no_column", [("file", file), ("field", field)]),
            Self::Unreadable { file, problem } => {
                told("unreadable", [("file", file), ("problem", problem)])
            }
            Self::BadSitemap { file, problem } => {
                told("bad_sitemap", [("file", file), ("problem", problem)])
            }
            Self::BrokenEncoding { file, line, encoding } => {
                told("broken_encoding", [("file", file), ("line", line), ("encoding", encoding)])
            }
            Self::BadRow { file, line, problem } => {
                told("bad_row", [("file", file), ("line", line), ("problem", problem)])
            }
            Self::DuplicateId { id, first, second } => {
                told("duplicate_id", [("id", id), ("first", first), ("second", second)])
            }
            Self::BadRecord { file, line, problem } => {
                told("bad_record", [("file", file), ("line", line), ("problem", problem)])
            }
            Self::CircularCategory { file, line, slug } => {
                told("circular_category", [("file", file), ("line", line), ("slug", slug)])
            }
            Self::UnknownParent { file, line, slug, parent } => told(
                "unknown_parent",
                [("file", file), ("line", line), ("slug", slug), ("parent", parent)],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The desk's own sentences, as it reads them.
    const SENTENCES: [&str; 3] = [
        include_str!("../../../../locales/parts/desk.de.json"),
        include_str!("../../../../locales/parts/desk.en.json"),
        include_str!("../../../../locales/parts/desk.pl.json"),
    ];

    fn check(it: &Told) {
        for sentences in SENTENCES {
            let all: serde_json::Value = serde_json::from_str(sentences).unwrap();
            let said = all[format!("error.import.{}", it.code)].as_str();
            let said = said.unwrap_or_else(|| panic!("no sentence for {}", it.code));
            for (name, _) in &it.values {
                assert!(said.contains(&format!("{{{name}}}")), "{name} is missing in {said:?}");
            }
            assert_eq!(said.matches('{').count(), it.values.len(), "{said:?}");
        }
    }

    #[test]
    fn every_reason_for_leaving_something_out_has_a_sentence_in_every_language() {
        let text = || "x".to_owned();
        for reason in [
            SkipReason::NoTitle,
            SkipReason::NoAnswer,
            SkipReason::UnknownLanguage(text()),
            SkipReason::UnknownValue { field: "kind", value: text() },
            SkipReason::UnknownVisibility(text()),
            SkipReason::GuessedEncoding("windows-1252"),
            SkipReason::BadFrontMatter(text()),
            SkipReason::BadJsonLd(text()),
            SkipReason::RemovedComponents(text()),
            SkipReason::RemovedShortcodes(text()),
            SkipReason::MissingMedia(text()),
            SkipReason::MissingPage(text()),
            SkipReason::NestedArchive,
            SkipReason::NoText,
            SkipReason::TooDeep,
            SkipReason::TooDeepToRead,
            SkipReason::BadCategoryFile(text()),
            SkipReason::CategoryTwice(text()),
            SkipReason::NotText,
        ] {
            check(&reason.told());
        }
    }

    #[test]
    fn every_error_of_a_source_has_a_sentence_in_every_language() {
        let text = || "x".to_owned();
        let (file, line) = (text(), 3);
        for error in [
            ImportError::FileTooBig { file: text(), size: 2, limit: 1 },
            ImportError::TooManyArticles { file: text(), limit: 1 },
            ImportError::TooManyFiles { file: text(), limit: 1 },
            ImportError::UnpacksTooBig { file: text(), entry: text(), limit: 1 },
            ImportError::UnsafePath { file: text(), path: text() },
            ImportError::SamePathTwice { file: text(), path: text() },
            ImportError::BadArchive { file: text(), problem: text() },
            ImportError::BadWorkbook { file: text(), problem: text() },
            ImportError::NoSuchSheet { file: text(), sheet: text(), offered: vec![text()] },
            ImportError::BrokenEncoding { file: text(), line, encoding: "UTF-8" },
            ImportError::NoTable { file: text() },
            ImportError::NoColumn { file: text(), field: "answer" },
            ImportError::BadRow { file: text(), line, problem: text() },
            ImportError::DuplicateId { id: text(), first: text(), second: text() },
            ImportError::BadRecord { file: text(), line, problem: text() },
            ImportError::CircularCategory { file: text(), line, slug: text() },
            ImportError::UnknownParent { file: text(), line, slug: text(), parent: text() },
            ImportError::Unreadable { file: text(), problem: text() },
            ImportError::BadSitemap { file, problem: text() },
        ] {
            check(&error.told());
        }
    }
}
