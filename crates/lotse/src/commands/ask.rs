//! `lotse ask`.

use std::time::Instant;

use anyhow::bail;
use clap::Args;
use lotse_answer::Reason;
use lotse_app::App;
use lotse_app::answers::{Answered, Asking, Found};
use lotse_domain::answers::Surface;
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use serde::Serialize;

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::{console, wire};

/// Beside an answer, what is less likely than this only distracts a person.
const WORTH_A_LOOK: f32 = 0.05;

/// Ask a question.
#[derive(Debug, Args)]
pub(super) struct Ask {
    /// The question, in one's own words
    text: String,
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    /// The language of the asker; the question may be in another
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<Locale>,
    /// Answer in JSON, as the API does
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

/// What a program reads.
#[derive(Debug, Serialize)]
struct AskedJson {
    answer: Option<AnswerJson>,
    confidence: f32,
    alternatives: Vec<AlternativeJson>,
    locale: String,
    took_ms: f64,
}

#[derive(Debug, Serialize)]
struct AnswerJson {
    article_id: String,
    title: String,
    text: String,
    url: String,
    anchor: Option<String>,
}

#[derive(Debug, Serialize)]
struct AlternativeJson {
    #[serde(flatten)]
    article: AnswerJson,
    confidence: f32,
}

impl Ask {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        if self.text.trim().is_empty() {
            bail!("ask something, for example: lotse ask \"Wo ist mein Paket?\"");
        }
        let settings = tool_settings(&self.place, environment)?;
        let mut parts = wire::start_to_ask(&settings).await?;
        let app = &parts.app;
        let brand = wire::brand(app, self.brand.as_deref())?;
        let locale = self.locale.as_ref().map(|it| brand.locale_for(Some(it)));
        let asking = Asking {
            text: &self.text,
            brand: brand.brand.id,
            locale: locale.as_ref(),
            audience: &Audience::Anyone,
            page: None,
            surface: Surface::Command,
            is_rewording: false,
        };
        let begun = Instant::now();
        let answered = app.ask(&asking).await?;
        let took_ms = (begun.elapsed().as_secs_f64() * 100_000.0).round() / 100.0;
        let base = base(app, brand.brand.id);
        if self.json {
            console::say(&serde_json::to_string_pretty(&json(&answered, &base, took_ms))?)?;
        } else {
            let site = settings.public_url(port(&settings.server.listen));
            console::say(&told(&answered, &format!("{site}{base}"), took_ms))?;
        }
        app.flush_questions(&mut parts.log).await?;
        app.store().close().await;
        Ok(())
    }
}

/// The port of an address that the settings have checked.
fn port(listen: &str) -> u16 {
    listen.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(8080)
}

/// What addresses of the brand begin with: nothing for the first, else `/b/` and its name.
fn base(app: &App, brand: BrandId) -> String {
    let current = app.current();
    let later = current.brands.iter().skip(1).find(|it| it.brand.id == brand);
    later.map(|it| format!("/b/{}", it.brand.slug)).unwrap_or_default()
}

fn json(answered: &Answered, base: &str, took_ms: f64) -> AskedJson {
    let alternatives = answered
        .suggestions
        .iter()
        .map(|it| AlternativeJson { article: article(it, base), confidence: it.confidence });
    AskedJson {
        alternatives: alternatives.collect(),
        answer: answered.answer.as_ref().map(|it| article(it, base)),
        confidence: answered.confidence,
        locale: answered.locale.to_string(),
        took_ms,
    }
}

fn article(it: &Found, base: &str) -> AnswerJson {
    AnswerJson {
        article_id: it.line.article.to_string(),
        title: it.line.title.clone(),
        text: text(it).to_owned(),
        url: url(it, base),
        anchor: it.anchor.clone(),
    }
}

/// The short answer where the whole article answers, else the passage that does.
fn text(it: &Found) -> &str {
    let has_short = !it.line.short.is_empty() && it.anchor.is_none();
    if has_short || it.passage.is_empty() { &it.line.short } else { &it.passage }
}

fn url(it: &Found, base: &str) -> String {
    let fragment = it.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    format!("{base}/{}/a/{}{fragment}", it.line.locale, it.line.slug)
}

/// What a person reads.
fn told(answered: &Answered, base: &str, took_ms: f64) -> String {
    let mut lines = Vec::new();
    if let Some(answer) = &answered.answer {
        lines.push(answer.line.title.clone());
        lines.push(String::new());
        lines.push(text(answer).to_owned());
        lines.push(String::new());
        lines.push(format!("Source: {}", url(answer, base)));
        lines.push(format!("Sure:   {} %", percent(answered.confidence)));
        lines.push(format!("Why:    {}", why(&answer.reasons)));
    } else if answered.suggestions.is_empty() {
        lines.push("I do not know an answer to that.".to_owned());
    } else {
        lines.push("I am not sure. Perhaps one of these:".to_owned());
    }
    let is_answered = answered.answer.is_some();
    let others = answered.suggestions.iter();
    let others: Vec<&Found> =
        others.filter(|it| !is_answered || WORTH_A_LOOK <= it.confidence).collect();
    if is_answered && !others.is_empty() {
        lines.push(String::new());
        lines.push("Others that may fit:".to_owned());
    }
    for it in others {
        lines.push(format!("  {:>3} %  {}", percent(it.confidence), it.line.title));
        lines.push(format!("         {}", url(it, base)));
        if !is_answered {
            lines.push(format!("         {}", why(&it.reasons)));
        }
    }
    lines.push(String::new());
    lines.push(format!("({took_ms} ms, taken for `{}`)", answered.locale));
    lines.join("\n")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in 0..=100")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn why(reasons: &[Reason]) -> String {
    let reasons = reasons.iter().map(|it| match it {
        Reason::Words(words) => format!("it says {}", words.join(", ")),
        Reason::Synonym { said, means } => format!("“{said}” means “{means}” here"),
        Reason::Phrasing(text) => format!("people ask it like “{text}”"),
        Reason::Code(code) => format!("it explains {code}"),
        Reason::Learned => "people who asked like this confirmed it".to_owned(),
        Reason::Meaning => "it means about the same".to_owned(),
    });
    let text = reasons.collect::<Vec<_>>().join("; ");
    if text.is_empty() { "it is near in letters".to_owned() } else { text }
}
