//! Walks through everything that can become of a chat, and looks for the way to a person in what the
//! widget gets: it has to be one step away wherever Lotse talks.

use std::collections::{BTreeSet, VecDeque};

use chrono::{NaiveTime, Weekday};
use http::StatusCode;
use lotse_domain::answers::{Mode, Surface};
use lotse_domain::hours::{Hours, Span};
use serde_json::{Value, json};

use crate::served::Served;

/// What somebody can do in a chat: visitors by words and buttons, agents at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Say(&'static str),
    Act(&'static str),
    Choose,
    Take,
    Release(&'static str),
    Resolve,
}

const STEPS: [Step; 15] = [
    Step::Say("Nasenpads wechseln"),
    Step::Say("Pads oder Gutschein wechseln einlösen"),
    Step::Say("qwrtz xkcd vvv"),
    Step::Say("Hallo"),
    Step::Say("So ein Saftladen!"),
    Step::Say("Ich will einen Menschen"),
    Step::Act("person"),
    Step::Act("helped"),
    Step::Act("not_helped"),
    Step::Act("end"),
    Step::Choose,
    Step::Take,
    Step::Release("machine"),
    Step::Release("queue"),
    Step::Resolve,
];
/// No state needs more steps to be reached; a walk of more is a walk in circles.
const DEPTH: usize = 5;

/// A visitor's chat, and the agent who looks on.
struct Walk<'a> {
    site: &'a Served,
    agent: &'a str,
    token: String,
    steps: usize,
}

impl Walk<'_> {
    /// What the widget is told.
    async fn told(&self) -> Value {
        self.site.chat(&self.token, "conversation?after=0", &Value::Null).await.json()
    }

    /// Takes a step; those that are not possible here are refused and change nothing.
    async fn take(&mut self, step: Step) {
        self.steps += 1;
        let key = self.steps.to_string();
        let told = self.told().await;
        let id = told["conversation"]["id"].as_str().unwrap_or("none").to_owned();
        let desk = async |method, path: &str, body: Value| {
            let path = format!("/conversations/{id}{path}");
            self.site.desk(self.agent, (method, &path), &body).await
        };
        let answer = match step {
            Step::Say(text) => {
                self.site.chat(&self.token, "messages", &json!({"key": key, "text": text})).await
            }
            Step::Act(act) => {
                self.site.chat(&self.token, "acts", &json!({"key": key, "act": act})).await
            }
            Step::Choose => {
                let offered = told["messages"].as_array().unwrap().iter().rev();
                let article = offered.flat_map(|it| it["items"].as_array().unwrap()).next();
                let article = article.map_or(&Value::Null, |it| &it["article"]);
                let body = json!({"key": key, "act": "chose", "article": article});
                self.site.chat(&self.token, "acts", &body).await
            }
            Step::Take => desk("POST", "/take", json!({})).await,
            Step::Release(to) => desk("POST", "/release", json!({"to": to})).await,
            Step::Resolve => desk("PATCH", "", json!({"status": "resolved"})).await,
        };
        assert!(answer.status.as_u16() < 500, "{step:?}: {}", answer.whole());
    }
}

/// A visitor who took these steps.
async fn walked<'a>(site: &'a Served, agent: &'a str, steps: &[Step]) -> Walk<'a> {
    let locale = "de".parse().unwrap();
    let token = site.lotse.new_visitor(site.lotse.brand().id, &locale).await.unwrap();
    let mut walk = Walk { site, agent, token: token.0.reveal().to_owned(), steps: 0 };
    for step in steps {
        walk.take(*step).await;
    }
    walk
}

/// What tells one state from another.
fn state(told: &Value) -> String {
    let conversation = &told["conversation"];
    let kinds = told["messages"].as_array().unwrap().iter().rev().take(2);
    let kinds: Vec<_> = kinds.map(|it| it["kind"].as_str().unwrap_or_default()).collect();
    format!("{} {} {kinds:?}", conversation["status"], conversation["holder"])
}

/// Fails where the widget shows no way to a person, or the way does not lead to one.
async fn check_exit(walk: &mut Walk<'_>, is_open: bool, path: &[Step]) {
    let told = walk.told().await;
    let conversation = &told["conversation"];
    // As the widget sees it: what is over is Lotse's again, and wherever it is Lotse's the button is.
    let is_over = conversation["status"] == "resolved";
    let holder = conversation["holder"].as_str().filter(|_| !is_over).unwrap_or("machine");
    if holder == "machine" {
        walk.take(Step::Act("person")).await;
    }
    let told = walk.told().await;
    let conversation = &told["conversation"];
    assert!(
        conversation["holder"] != "machine" && conversation["status"] != "resolved",
        "no person after {path:?}: {conversation}"
    );
    if holder == "machine" {
        let last = told["messages"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["kind"], "handed_over", "{path:?}: {last}");
        let text = last["text"].as_str().unwrap();
        let says_when = text.contains("Uhr") && text.contains("E-Mail");
        assert_eq!(says_when, !is_open, "{path:?}: {text}");
    }
    if conversation["holder"] == "queue" {
        let body = json!({"name": "Ada", "email": "ada@example.org"});
        let answer = walk.site.chat(&walk.token, "card", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path:?}: {}", answer.whole());
    }
}

async fn check(mode: Mode, is_open: bool) {
    let site = Served::new().await;
    for (title, body) in [
        ("Nasenpads wechseln", "Mit einem kleinen Schraubendreher."),
        ("Gutschein einlösen", "Den Code gibst du im Warenkorb ein."),
        ("Sehtest vereinbaren", "Einen Termin gibt es im Laden und im Netz."),
    ] {
        site.lotse.published(title, body).await;
    }
    site.lotse.goes(Surface::Chat, mode).await;
    if !is_open {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let week = vec![Span { day: Weekday::Mon, opens: clock(9), closes: clock(17) }];
        let zone = "Europe/Berlin".parse().unwrap();
        let hours = Hours { zone, week, holidays: Vec::new() };
        site.lotse
            .set_service_hours(&site.lotse.may(), site.lotse.brand().id, Some(hours))
            .await
            .unwrap();
    }
    for locale in ["de", "en", "pl"] {
        let path = format!("/chat/v1/config?locale={locale}");
        let config = site.send(("GET", &path), &[], "").await.json();
        for key in ["chat.person", "chat.queue"] {
            assert!(
                config["texts"][key].as_str().is_some_and(|it| !it.is_empty()),
                "{locale} {key}"
            );
        }
    }
    let agent = site.agent("eva").await;
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([Vec::new()]);
    while let Some(path) = waiting.pop_front() {
        let mut walk = walked(&site, &agent, &path).await;
        if !seen.insert(state(&walk.told().await)) {
            continue;
        }
        check_exit(&mut walk, is_open, &path).await;
        if path.len() < DEPTH {
            waiting.extend(STEPS.map(|step| [&path[..], &[step]].concat()));
        }
    }
    // The walk went somewhere: Lotse, the queue, an agent, and the end.
    for part in ["\"machine\"", "\"queue\"", "\"agent\"", "\"resolved\""] {
        assert!(seen.iter().any(|it| it.contains(part)), "{part}: {seen:#?}");
    }
}

#[tokio::test]
async fn a_person_is_one_step_away_wherever_lotse_answers() {
    check(Mode::Answer, true).await;
}

#[tokio::test]
async fn out_of_hours_a_message_to_a_person_is_one_step_away() {
    check(Mode::Answer, false).await;
}

#[tokio::test]
async fn a_person_is_one_step_away_where_lotse_only_suggests() {
    check(Mode::SuggestOnly, true).await;
}
