//! Which column of a table means what.

use std::collections::BTreeMap;

/// What a column of a table can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The article's id in its source.
    Id,
    /// The question or title.
    Question,
    /// The answer, as Markdown, plain text or HTML.
    Answer,
    /// The answer in one or two sentences.
    Short,
    /// The topic, `Top > Below` for nested ones.
    Category,
    /// The language, as a tag or a name.
    Locale,
    /// How people ask it, separated by `|` or `;`.
    Phrasings,
    /// Lay words and tags, separated by `|`, `;` or commas.
    Words,
    /// What sort of text it is.
    Kind,
    /// Who may read it.
    Visibility,
    /// How far it has come.
    State,
    /// From when on it holds.
    ValidFrom,
    /// The last day it holds.
    ValidUntil,
    /// By when somebody should check it.
    ReviewOn,
    /// Products it is about.
    Products,
    /// Error codes it explains.
    Codes,
    /// Its name in addresses.
    Slug,
    /// The id shared by its translations.
    TranslationOf,
}

/// Every field with its name and the headings that mean it, in German, Polish and English.
const FIELDS: [(Field, &str, &[&str]); 18] = [
    (Field::Id, "id", &["id", "key", "nr", "nummer", "article id", "source id", "numer"]),
    (
        Field::Question,
        "question",
        &["question", "frage", "pytanie", "title", "titel", "tytuł", "betreff", "thema", "temat"],
    ),
    (
        Field::Answer,
        "answer",
        &[
            "answer",
            "antwort",
            "odpowiedź",
            "body",
            "text",
            "inhalt",
            "content",
            "treść",
            "lösung",
            "solution",
            "rozwiązanie",
            "html",
        ],
    ),
    (
        Field::Short,
        "short",
        &[
            "short",
            "kurz",
            "kurzantwort",
            "short answer",
            "summary",
            "zusammenfassung",
            "skrót",
            "krótka odpowiedź",
            "beschreibung",
            "description",
            "opis",
        ],
    ),
    (
        Field::Category,
        "category",
        &[
            "category",
            "kategorie",
            "kategoria",
            "section",
            "rubrik",
            "bereich",
            "topic",
            "folder",
            "categories",
            "kategorien",
            "dział",
        ],
    ),
    (Field::Locale, "locale", &["locale", "language", "sprache", "język", "lang", "languages"]),
    (
        Field::Phrasings,
        "phrasings",
        &[
            "phrasings",
            "alternative questions",
            "alternativfragen",
            "formulierungen",
            "andere formulierungen",
            "variants",
            "varianten",
            "sformułowania",
            "inne pytania",
            "utterances",
            "fragevarianten",
        ],
    ),
    (
        Field::Words,
        "words",
        &[
            "words",
            "synonyms",
            "synonyme",
            "synonimy",
            "tags",
            "tagi",
            "keywords",
            "schlagwörter",
            "stichwörter",
            "stichworte",
            "słowa kluczowe",
            "schlagworte",
            "labels",
        ],
    ),
    (Field::Kind, "kind", &["kind", "art", "rodzaj", "type", "typ"]),
    (Field::Visibility, "visibility", &["visibility", "sichtbarkeit", "widoczność", "audience"]),
    (Field::State, "state", &["state", "status", "stan"]),
    (Field::ValidFrom, "valid_from", &["valid from", "gültig ab", "gültig von", "ważne od"]),
    (Field::ValidUntil, "valid_until", &["valid until", "gültig bis", "ważne do", "expires"]),
    (Field::ReviewOn, "review_on", &["review on", "prüfen am", "wiedervorlage", "sprawdzić"]),
    (Field::Products, "products", &["products", "product", "produkt", "produkte", "produkty"]),
    (Field::Codes, "codes", &["codes", "code", "fehlercode", "fehlercodes", "kod", "kody"]),
    (Field::Slug, "slug", &["slug", "permalink"]),
    (
        Field::TranslationOf,
        "translation_of",
        &["translation of", "übersetzung von", "tłumaczenie", "translation key"],
    ),
];

impl Field {
    /// All fields, in the order they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, it, _)| *it == name).map(|(field, ..)| *field)
    }

    /// The key under which [`super::fields`] reads this field.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Id => "key",
            other => other.as_str(),
        }
    }
}

/// Which columns of a table are read as what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// The heading of the column for each field; headings compare without case and blanks around.
    pub columns: BTreeMap<Field, String>,
    /// The one sheet of a workbook to read; `None` reads all.
    pub sheet: Option<String>,
}

/// The start of a table, for choosing the columns on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The headings.
    pub headers: Vec<String>,
    /// The first five rows.
    pub rows: Vec<Vec<String>>,
    /// What the headings suggest.
    pub mapping: Mapping,
}

impl Mapping {
    /// What these headings mean by themselves; the first heading that fits a field wins.
    #[must_use]
    pub fn guess<T: AsRef<str>>(headers: &[T]) -> Self {
        let mut columns = BTreeMap::new();
        for (field, _, known) in &FIELDS {
            // In the order of the known words, so that `Titel` yields to `Frage`.
            let found = known.iter().find_map(|word| {
                headers.iter().map(AsRef::as_ref).find(|it| plain_heading(it) == *word)
            });
            if let Some(header) = found {
                columns.insert(*field, header.trim().to_owned());
            }
        }
        Self { columns, sheet: None }
    }

    /// For each column what it is read as.
    pub(super) fn fields_of(&self, headers: &[String]) -> Vec<Option<Field>> {
        let mut fields = vec![None; headers.len()];
        for (field, wanted) in &self.columns {
            let wanted = wanted.trim().to_lowercase();
            let at = headers.iter().position(|it| it.trim().to_lowercase() == wanted);
            if let Some(place) = at.and_then(|it| fields.get_mut(it)) {
                *place = Some(*field);
            }
        }
        fields
    }
}

/// `Gültig_bis:` as `gültig bis`.
fn plain_heading(text: &str) -> String {
    let spaced: String =
        text.to_lowercase().chars().map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expect: Option<Field>) {
        let mapping = Mapping::guess(&[header]);
        assert_eq!(mapping.columns.keys().next().copied(), expect, "{header}");
    }

    #[test]
    fn knows_headings_in_three_languages() {
        check("Frage", Some(Field::Question));
        check(" PYTANIE ", Some(Field::Question));
        check("title", Some(Field::Question));
        check("Antwort:", Some(Field::Answer));
        check("odpowiedź", Some(Field::Answer));
        check("Kategorie", Some(Field::Category));
        check("Język", Some(Field::Locale));
        check("Synonyme", Some(Field::Words));
        check("valid_until", Some(Field::ValidUntil));
        check("Gültig bis", Some(Field::ValidUntil));
        check("Bemerkung", None);
    }

    #[test]
    fn takes_the_question_before_the_title() {
        let mapping = Mapping::guess(&["Titel", "Frage", "Antwort"]);
        assert_eq!(mapping.columns.get(&Field::Question).map(String::as_str), Some("Frage"));
    }

    #[test]
    fn every_field_has_a_name_that_leads_back_to_it() {
        for field in Field::all() {
            assert_eq!(Field::from_name(field.as_str()), Some(field));
        }
    }
}
