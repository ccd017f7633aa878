//! Questions marked up in the page's own elements (schema.org microdata).

use scraper::{ElementRef, Html};
use url::Url;

use super::to_markdown::Converter;
use super::{Question, selector};

/// All questions with an answer, in the order of the page.
pub(super) fn questions(html: &Html, base: Option<&Url>) -> Vec<Question> {
    let Some(marked) = selector(r#"[itemscope][itemtype$="schema.org/Question"]"#) else {
        return Vec::new();
    };
    html.select(&marked).filter_map(|it| question(it, base)).collect()
}

fn question(element: ElementRef<'_>, base: Option<&Url>) -> Option<Question> {
    let name = selector(r#"[itemprop~="name"]"#)?;
    let answer = selector(r#"[itemprop~="acceptedAnswer"], [itemprop~="suggestedAnswer"]"#)?;
    let text = selector(r#"[itemprop~="text"]"#)?;
    let name: String = element.select(&name).next()?.text().collect();
    let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let answer = element.select(&answer).next()?;
    let text = answer.select(&text).next().unwrap_or(answer);
    let answer = Converter::new(base).markdown(text);
    (!title.is_empty()).then_some(Question { title, answer, locale: None })
}
