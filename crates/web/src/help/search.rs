//! The page of results: asks, and lets what was asked for stand out.

use std::collections::HashSet;
use std::ops::Range;

use axum::extract::{OriginalUri, Query, State};
use axum::response::Response;
use lotse_app::answers::{Answered, Asking, Found};
use lotse_domain::answers::Surface;
use lotse_domain::ids::QuestionId;
use lotse_text::language::Language;
use lotse_text::words::{Analyzer, WordKind};
use serde::Deserialize;

use super::frame::{Elsewhere, around, kept, private};
use super::topics;
use super::view::marked::Marked;
use super::view::search::{self, Hit, Results};
use super::view::{Link, encoded, language_name};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;

/// A longer search is cut; it is not one any more.
const WORDS_CHARS: usize = 500;

/// What is searched for.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    q: String,
    /// The question whose results did not help.
    #[serde(default)]
    after: String,
}

/// The page of results.
pub(super) async fn page(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    Query(Words { q, after }): Query<Words>,
    place: Place,
) -> Result<Response, Problem> {
    let words: String = q.trim().chars().take(WORDS_CHARS).collect();
    let rest = format!("search?q={}", encoded(&words));
    let elsewhere = Elsewhere::Same(&rest);
    if words.is_empty() {
        let page = async {
            let frame = around(&web, &place, Elsewhere::Same("search")).await?;
            let topics = top(&web, &place).await?;
            Ok(search::page(&frame, &Results { topics, ..Results::default() }))
        };
        return kept(&web, &place, &uri, page).await;
    }
    let before: Option<QuestionId> = after.parse().ok();
    let asking =
        Asking { is_rewording: before.is_some(), ..asking(&place, &words, Surface::Search) };
    let answered = web.app.ask(&asking).await?;
    let frame = around(&web, &place, elsewhere).await?;
    let results = results(&web, &place, (words, before), answered).await?;
    Ok(private(&search::page(&frame, &results)))
}

/// A question asked on a page of ours.
pub(super) fn asking<'a>(place: &'a Place, text: &'a str, surface: Surface) -> Asking<'a> {
    Asking {
        text,
        brand: place.reader.brand,
        locale: Some(&place.reader.locale),
        audience: &place.reader.audience,
        page: None,
        surface,
        is_rewording: false,
    }
}

async fn results(
    web: &Web,
    place: &Place,
    (words, before): (String, Option<QuestionId>),
    answered: Answered,
) -> Result<Results, Problem> {
    let is_empty = answered.answer.is_none() && answered.suggestions.is_empty();
    let topics = if is_empty { top(web, place).await? } else { Vec::new() };
    let sought = Sought::new(&words, answered.locale.as_str());
    let question = answered.question.to_string();
    let after = before.map(|it| format!("&after={it}")).unwrap_or_default();
    let way = format!("?question={question}{after}");
    let hit = |it: &Found| hit(place, &sought, it, &way);
    let is_other = answered.locale.language() != place.locale().language();
    let other_language = is_other.then(|| language_name(answered.locale.as_str()).to_owned());
    Ok(Results {
        answer: answered.answer.as_ref().map(hit),
        hits: answered.suggestions.iter().map(hit).collect(),
        other_language: other_language.filter(|_| !is_empty),
        question: Some(question),
        topics,
        words,
    })
}

fn hit(place: &Place, sought: &Sought, found: &Found, way: &str) -> Hit {
    let line = &found.line;
    let fragment = found.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    let passage = telling(&line.short, &found.passage);
    Hit {
        title: sought.marked(&line.title),
        passage: sought.marked(passage),
        href: format!("{}/{}/a/{}{way}{fragment}", place.base, line.locale, line.slug),
        topic: topics::title(place, line.facts.category),
        locale: line.locale.to_string(),
    }
}

/// What tells a reader most in a list: the short answer that somebody wrote; without one, the
/// passage that was found.
pub(super) fn telling<'a>(short: &'a str, passage: &'a str) -> &'a str {
    if short.is_empty() { passage } else { short }
}

async fn top(web: &Web, place: &Place) -> Result<Vec<Link>, Problem> {
    let counts = web.app.topic_counts(&place.reader).await?;
    let topics = topics::below(place, &counts, None);
    Ok(topics.into_iter().map(|it| Link { title: it.title, href: it.href }).collect())
}

/// The words searched for, by stem.
pub(super) struct Sought {
    analyzer: Analyzer,
    stems: HashSet<String>,
}

impl Sought {
    /// The words of a question that carry meaning.
    pub(super) fn new(words: &str, language: &str) -> Self {
        let analyzer = Analyzer::new(Language::from_code(language));
        let stems = analyzer
            .words(words)
            .into_iter()
            .filter(|it| it.kind != WordKind::Stop)
            .flat_map(|it| std::iter::once(it.stem).chain(it.parts))
            .collect();
        Self { analyzer, stems }
    }

    /// A text in which these words stand out, whatever their endings.
    pub(super) fn marked(&self, text: &str) -> Marked {
        let ranges: Vec<Range<usize>> = self
            .analyzer
            .words(text)
            .into_iter()
            .filter(|it| {
                let fits = |stem: &String| self.stems.contains(stem);
                it.kind != WordKind::Stop && (fits(&it.stem) || it.parts.iter().any(fits))
            })
            .map(|it| it.start..it.end)
            .collect();
        Marked::at(text, &ranges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_out_whatever_their_endings() {
        let sought = Sought::new("wo ist mein Paket", "de");
        let shown = sought.marked("Pakete verfolgen: wo sie sind").show().into_string();
        assert_eq!(shown, "<mark>Pakete</mark> verfolgen: wo sie sind");
    }
}
