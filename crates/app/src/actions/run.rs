//! Having a task done by the other system, exactly once, and saying what came of it.

use chrono::{DateTime, Duration, Utc};
use lotse_connectors::call::{Failure, fill};
use lotse_domain::actions::{Field, Kind, Outcome, Run, Step, Task};
use lotse_domain::ids::{MessageId, RunId};
use lotse_domain::inbox::{
    Attempt, Author, Card, Content, Conversation, HandOverReason, Holder, Message, Receipt,
};
use lotse_store::{NewMessage, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::doing::Doing;
use super::task::summary;
use crate::App;
use crate::chat::{ChatError, Voice};
use crate::jobs::{Job, Outcome as JobOutcome, job};

/// How much longer than its calls may take an attempt is waited for before it counts as uncertain.
const GRACE: Duration = Duration::seconds(30);
/// How often the end of an attempt is written again when the conversation changed meanwhile.
const TRIES: usize = 8;

/// How a task ended that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// The system said no, in these words where the action has some for it.
    Refused { said: Option<String> },
    /// Nothing was changed.
    Unreachable,
    /// Nobody knows.
    Uncertain,
}

/// What an attempt leaves in the conversation.
struct Left {
    text: String,
    content: Content,
    /// What a person is told when it is theirs now.
    attempt: Option<Attempt>,
}

impl App {
    /// Has a task done. `None` when the conversation changed before it was begun.
    pub(super) async fn run(
        &self,
        doing: &Doing<'_>,
        (seen, mut task): (&Conversation, Task),
    ) -> Result<Option<Vec<Message>>, ChatError> {
        let now = self.now();
        task.step = Step::Running;
        task.text = doing.say("chat.bot.task_running");
        task.fields.clear();
        let run = Self::begun(doing, (seen, &task), now);
        let mut tx = self.store.begin().await?;
        let after = Conversation { task: Some(task.clone()), ..seen.clone() };
        if !tx.save_conversation(seen, &after, now).await? {
            return Ok(None);
        }
        match tx.add_run(&run).await {
            Ok(()) => {}
            Err(StoreError::Conflict(_)) => return Ok(Some(Vec::new())),
            Err(error) => return Err(error.into()),
        }
        // Two attempts at most.
        let patience = Duration::from_std(doing.endpoint.timeout).unwrap_or(GRACE) * 2 + GRACE;
        let left = Ending::Uncertain.left(&doing.voice, (&task.title, Vec::new()));
        let settle = Settle::with(run.id, &task.title, left);
        tx.enqueue(&job(self, &settle, now + patience)).await?;
        let line = tx.tell(seen.id).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        let scope = doing.scope(&task, &Value::Null);
        let key = run.id.to_string();
        let answer = self.call(doing, &doing.action.document.call, &scope, Some(&key)).await;
        Ok(Some(self.end_task(doing, (run, &task), answer).await?))
    }

    fn begun(doing: &Doing<'_>, (seen, task): (&Conversation, &Task), now: DateTime<Utc>) -> Run {
        Run {
            id: task.run,
            action: task.action,
            name: doing.action.name.clone(),
            brand: seen.brand,
            conversation: seen.id,
            contact: doing.contact.id,
            channel: seen.channel,
            outcome: Outcome::Running,
            values: task.values.clone(),
            result: String::new(),
            code: String::new(),
            started_at: now,
            ended_at: None,
            undo_until: None,
        }
    }

    /// Writes down what came of an attempt and says it.
    async fn end_task(
        &self,
        doing: &Doing<'_>,
        (mut run, task): (Run, &Task),
        answer: Result<Value, Failure>,
    ) -> Result<Vec<Message>, StoreError> {
        if let Err(Failure::Refused { code, fields, .. }) = &answer
            && let Some(again) = asked_again(self, doing, task, (code, fields))
        {
            run.outcome = Outcome::Refused;
            run.code.clone_from(code);
            return self.reopen(run, again).await;
        }
        let left = match answer {
            Ok(result) => {
                run.outcome = Outcome::Done;
                run.result = result.to_string();
                run.undo_until = undo_until(doing, task, &result);
                let text = doing.sentence(&doing.texts.done, task, &result);
                let receipt = receipt(doing, task, &result, run.undo_until);
                Left { text, content: Content::Receipt(receipt), attempt: None }
            }
            Err(failure) => {
                tracing::warn!(%failure, action = run.name, "an action was not done");
                if let Failure::Refused { code, .. } = &failure {
                    run.code.clone_from(code);
                }
                let ending = Ending::of(doing, task, &failure);
                run.outcome = ending.outcome();
                ending.left(&doing.voice, (&task.title, summary(doing, task)))
            }
        };
        self.leave(run, left).await
    }

    /// The system did not like some of the values: the attempt has ended, and they are asked for
    /// once more. Nothing is left open once a person has the conversation.
    async fn reopen(&self, run: Run, again: Task) -> Result<Vec<Message>, StoreError> {
        let now = self.now();
        let run = Run { ended_at: Some(now), ..run };
        for _ in 0..TRIES {
            let mut tx = self.store.begin().await?;
            let Some(line) = tx.conversation(run.conversation).await? else { break };
            let seen = line.conversation;
            let task = Some(again.clone()).filter(|_| seen.holder == Holder::Machine);
            let after = Conversation { task, ..seen.clone() };
            if !tx.save_conversation(&seen, &after, now).await? {
                continue;
            }
            if tx.end_run(Outcome::Running, &run).await? {
                let line = tx.tell(seen.id).await?;
                tx.commit().await?;
                self.hub.changed(line, Vec::new());
            }
            break;
        }
        Ok(Vec::new())
    }

    /// A task that cannot even be begun goes to a person.
    pub(super) async fn give_up(
        &self,
        doing: &Doing<'_>,
        (seen, task): (&Conversation, Task),
        ending: Ending,
    ) -> Result<Option<Vec<Message>>, StoreError> {
        let now = self.now();
        let run = Run {
            outcome: ending.outcome(),
            ended_at: Some(now),
            ..Self::begun(doing, (seen, &task), now)
        };
        let left = ending.left(&doing.voice, (&task.title, summary(doing, &task)));
        let mut tx = self.store.begin().await?;
        let after = self.handed_over(&mut tx, seen, &left).await?;
        if !tx.save_conversation(seen, &after, now).await? {
            return Ok(None);
        }
        tx.add_run(&run).await?;
        let message = self.machine_says(left.text, left.content, Some(run_key(run.id)));
        let seq = tx.add_message(seen.id, &message, now).await?;
        let line = tx.tell(seen.id).await?;
        let said = tx.messages_after(seen.id, seq - 1, 1).await?;
        tx.commit().await?;
        self.hub.changed(line, said.clone());
        Ok(Some(said))
    }

    /// Ends an attempt in the ledger and in its conversation, unless it has ended.
    async fn leave(&self, run: Run, left: Left) -> Result<Vec<Message>, StoreError> {
        let now = self.now();
        let run = Run { ended_at: Some(now), ..run };
        for _ in 0..TRIES {
            let mut tx = self.store.begin().await?;
            let Some(line) = tx.conversation(run.conversation).await? else { break };
            let seen = line.conversation;
            let has_it = seen.holder == Holder::Machine;
            let after = if has_it {
                self.handed_over(&mut tx, &seen, &left).await?
            } else {
                Conversation { task: None, ..seen.clone() }
            };
            if !tx.save_conversation(&seen, &after, now).await? {
                continue;
            }
            if !tx.end_run(Outcome::Running, &run).await? {
                return Ok(Vec::new());
            }
            // Once a person has it Lotse is silent; the team is told.
            let author = if has_it { Author::Machine } else { Author::Note };
            let message = NewMessage {
                author,
                ..self.machine_says(left.text.clone(), left.content.clone(), Some(run_key(run.id)))
            };
            let seq = tx.add_message(seen.id, &message, now).await?;
            let line = tx.tell(seen.id).await?;
            let said =
                if has_it { tx.messages_after(seen.id, seq - 1, 1).await? } else { Vec::new() };
            tx.commit().await?;
            self.hub.changed(line, said.clone());
            return Ok(said);
        }
        // The job that settles attempts takes it up.
        Ok(Vec::new())
    }

    /// A conversation once a task ended: with a person, where it was not done.
    async fn handed_over(
        &self,
        tx: &mut lotse_store::Tx,
        seen: &Conversation,
        left: &Left,
    ) -> Result<Conversation, StoreError> {
        let mut after = Conversation { task: None, ..seen.clone() };
        if let Content::HandedOver(reason) = left.content {
            let card = self.card_of(tx, seen, reason).await?;
            after.card = Some(Card { attempt: left.attempt.clone(), ..card });
            let skill = self.skill_of_talk(tx, seen).await?;
            self.let_wait(tx, &mut after, skill).await?;
        }
        Ok(after)
    }

    /// A message of Lotse itself, not stored yet.
    pub(crate) fn machine_says(
        &self,
        text: String,
        content: Content,
        key: Option<String>,
    ) -> NewMessage {
        NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Machine,
            agent: None,
            text,
            files: Vec::new(),
            key,
            content,
        }
    }

    /// Keeps a conversation, adds what was said, and tells; `None` when somebody was quicker.
    pub(crate) async fn save_and_tell(
        &self,
        (seen, after): (&Conversation, &Conversation),
        said: Option<NewMessage>,
    ) -> Result<Option<Vec<Message>>, StoreError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        if !tx.save_conversation(seen, after, now).await? {
            return Ok(None);
        }
        let mut messages = Vec::new();
        if let Some(said) = said {
            let seq = tx.add_message(seen.id, &said, now).await?;
            messages = tx.messages_after(seen.id, seq - 1, 1).await?;
        }
        let line = tx.tell(seen.id).await?;
        tx.commit().await?;
        self.hub.changed(line, messages.clone());
        Ok(Some(messages))
    }
}

impl Ending {
    fn outcome(&self) -> Outcome {
        match self {
            Self::Refused { .. } => Outcome::Refused,
            Self::Unreachable => Outcome::Unreachable,
            Self::Uncertain => Outcome::Uncertain,
        }
    }

    fn left(&self, voice: &Voice<'_>, (title, values): (&str, Vec<(String, String)>)) -> Left {
        let say = |key| voice.say(key, &[("title", title)]);
        let outcome = match self {
            Self::Refused { said: Some(said) } => said.clone(),
            Self::Refused { said: None } => say("chat.bot.action_refused"),
            Self::Unreachable => say("chat.bot.action_unreachable"),
            Self::Uncertain => say("chat.bot.action_uncertain"),
        };
        let text = format!("{outcome} {}", say("chat.bot.action_person"));
        let attempt = Some(Attempt { title: title.to_owned(), outcome, values });
        Left { text, content: Content::HandedOver(self.reason()), attempt }
    }
}

/// The task with the fields the system named as wrong; `None` when it named none of ours.
fn asked_again(
    app: &App,
    doing: &Doing<'_>,
    task: &Task,
    (code, named): (&str, &[String]),
) -> Option<Task> {
    let form = &doing.action.document.form;
    let error = doing.texts.refused.get(code);
    let error = error.cloned().unwrap_or_else(|| doing.say("chat.bot.field_pattern"));
    let wrong = form.fields().filter(|(key, _)| named.iter().any(|it| it == key));
    let fields: Vec<Field> = wrong
        .map(|(key, property)| Field {
            value: task.values.get(key).cloned().unwrap_or_default(),
            error: Some(error.clone()),
            ..doing.field(key, property)
        })
        .collect();
    // A choice is made from what the system offered; it cannot be corrected without it.
    if fields.is_empty() || fields.iter().any(|it| it.kind == Kind::Choice) {
        return None;
    }
    let mut again = task.clone();
    for field in &fields {
        again.values.remove(&field.key);
    }
    (again.run, again.step, again.fields) = (RunId(app.fresh_id()), Step::Fields, fields);
    again.text.clone_from(&doing.texts.start);
    again.summary.clear();
    Some(again)
}

/// The key of the message an attempt ends with.
fn run_key(run: RunId) -> String {
    format!("run:{run}")
}

fn undo_until(doing: &Doing<'_>, task: &Task, result: &Value) -> Option<DateTime<Utc>> {
    let document = &doing.action.document;
    document.undo.as_ref()?;
    let until = fill(&document.undo_until, &doing.scope(task, result));
    DateTime::parse_from_rfc3339(&until).ok().map(|it| it.with_timezone(&Utc))
}

fn receipt(
    doing: &Doing<'_>,
    task: &Task,
    result: &Value,
    undo_until: Option<DateTime<Utc>>,
) -> Receipt {
    let document = &doing.action.document;
    let scope = doing.scope(task, result);
    let locale = doing.voice.locale().as_str();
    let link = |it: &super::Link| {
        let url = fill(&it.url, &scope);
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let label = it.label.get(locale).or_else(|| it.label.values().next());
        is_web.then(|| (label.cloned().unwrap_or_else(|| url.clone()), url))
    };
    Receipt {
        run: task.run,
        title: task.title.clone(),
        reference: fill(&document.reference, &scope),
        links: document.links.iter().filter_map(link).collect(),
        undo_until,
        is_undone: false,
    }
}

/// Ends an attempt whose process was lost while the other system was at it: a person finds out
/// whether it was done.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Settle {
    run: String,
    title: String,
    /// The sentence for the contact, in their language.
    text: String,
    /// The sentence for the agent.
    outcome: String,
}

impl Settle {
    fn with(run: RunId, title: &str, left: Left) -> Self {
        let outcome = left.attempt.map(|it| it.outcome).unwrap_or_default();
        Self { run: run.to_string(), title: title.to_owned(), text: left.text, outcome }
    }
}

impl Job for Settle {
    const NAME: &'static str = "settle_action";

    async fn run(self, app: &App) -> Result<JobOutcome, StoreError> {
        let Ok(id) = self.run.parse() else { return Ok(JobOutcome::Done) };
        let found = app.store.read().await?.action_run(id).await?;
        let Some(run) = found.filter(|it| it.outcome == Outcome::Running) else {
            return Ok(JobOutcome::Done);
        };
        let values = run.values.clone().into_iter().collect();
        let attempt = Some(Attempt { title: self.title, outcome: self.outcome, values });
        let content = Content::HandedOver(HandOverReason::ActionUncertain);
        let left = Left { text: self.text, content, attempt };
        app.leave(Run { outcome: Outcome::Uncertain, ..run }, left).await?;
        Ok(JobOutcome::Done)
    }
}
