//! What `lotse replay` tells: in words, in JSON, and per question.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lotse_app::answers::{Replay, ReplayedQuestion};
use lotse_channels::received::Aside;
use lotse_domain::answers::Decision;
use lotse_domain::answers::share::Share;
use serde::Serialize;

use super::questions::{Counts, Taken, reason};

/// What a program reads.
#[derive(Serialize)]
pub(super) struct ReplayJson<'a> {
    questions: usize,
    answered: ShareJson,
    wrong: ShareJson,
    /// Of answers of which nobody knows whether they are right, by the engine's own certainty.
    estimated_wrong: EstimateJson,
    asks_which: usize,
    suggested: usize,
    unknown: usize,
    /// Right answers that are no article of the brand.
    strangers: &'a [String],
    /// Only of a mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    mails: Option<MailsJson>,
}

/// A share with its interval; `share` is null when nothing was looked at.
#[derive(Serialize)]
struct ShareJson {
    count: usize,
    of: usize,
    share: Option<f64>,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct EstimateJson {
    of: usize,
    share: Option<f64>,
}

#[derive(Serialize)]
struct MailsJson {
    read: usize,
    left_out: BTreeMap<&'static str, usize>,
}

impl From<Share> for ShareJson {
    fn from(it: Share) -> Self {
        let (low, high) = it.interval();
        Self { count: it.count, of: it.of, share: it.value(), low, high }
    }
}

/// What is written per question.
#[derive(Serialize)]
struct RowJson<'a> {
    text: &'a str,
    decision: &'static str,
    answer: Option<String>,
    confidence: f32,
    right: Option<bool>,
    /// Where the mail begins in the mailbox, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
}

pub(super) fn row(taken: &Taken, text: &str, it: &ReplayedQuestion) -> anyhow::Result<String> {
    let row = RowJson {
        text,
        decision: it.decision.as_str(),
        answer: it.answer.map(|it| it.to_string()),
        confidence: it.confidence,
        right: it.is_right,
        at: taken.at,
    };
    Ok(serde_json::to_string(&row)?)
}

pub(super) fn json<'a>(it: &'a Replay, mails: Option<&Counts>) -> ReplayJson<'a> {
    let left_out = |counts: &Counts| {
        let count = |why: Aside| counts.left_out.get(&why).copied().unwrap_or_default();
        Aside::ALL.map(|why| (why.as_str(), count(why))).into_iter().collect()
    };
    ReplayJson {
        questions: it.questions,
        answered: it.answered.into(),
        wrong: it.wrong.into(),
        estimated_wrong: EstimateJson { of: it.unjudged, share: it.estimated_wrong() },
        asks_which: it.count(Decision::AskWhich),
        suggested: it.count(Decision::Suggest),
        unknown: it.count(Decision::Unknown),
        strangers: &it.strangers,
        mails: mails.map(|it| MailsJson { read: it.mails, left_out: left_out(it) }),
    }
}

pub(super) fn words(it: &Replay, mails: Option<&Counts>) -> String {
    let mut text = String::new();
    let mut row = |name: &str, told: String| {
        let _ = writeln!(text, "{name:<42} {told}");
    };
    if let Some(mails) = mails {
        row("mails", mails.mails.to_string());
        for (why, count) in &mails.left_out {
            row(&format!("left out, {}", reason(*why)), count.to_string());
        }
    }
    row("questions", it.questions.to_string());
    row("would be answered", share(it.answered));
    row("wrongly, of those with known answer", share(it.wrong));
    row("asked back which of two is meant", it.count(Decision::AskWhich).to_string());
    row("given suggestions", it.count(Decision::Suggest).to_string());
    row("told that Lotse does not know", it.count(Decision::Unknown).to_string());
    if it.wrong.of == 0 {
        text.push_str("No answered question says what is right, so nothing is known of errors.\n");
    }
    if let Some(wrong) = it.estimated_wrong() {
        let _ = writeln!(
            text,
            "Of {} answers nobody knows whether they are right. Lotse's own certainty says that about \
             {:.1} % of them\nare wrong: an estimate of itself, no count.",
            it.unjudged,
            wrong * 100.0
        );
    }
    if !it.strangers.is_empty() {
        let _ = writeln!(text, "No article of this brand: {}", it.strangers.join(", "));
    }
    text.trim_end().to_owned()
}

fn share(it: Share) -> String {
    let Some(value) = it.value() else { return "-".to_owned() };
    let (low, high) = it.interval();
    let percent = |it: f64| it * 100.0;
    format!(
        "{:.1} % ({} of {}; of all such questions {:.1} to {:.1} %)",
        percent(value),
        it.count,
        it.of,
        percent(low),
        percent(high)
    )
}
