//! Carrying on with a task: what the contact enters, confirms or drops.

use std::collections::BTreeMap;

use lotse_connectors::call::Failure;
use lotse_domain::actions::{Facts, Field, Next, Step, Task, fill, next};
use lotse_domain::contacts::Contact;
use lotse_domain::ids::{ArticleId, BrandId, RunId};
use lotse_domain::inbox::{Content, Conversation, HandOverReason, Holder, Message};
use lotse_store::{StoreError, Visitor};
use lotse_text::catalogue::Catalogue;
use lotse_text::wishes::{says_cancel, says_no, says_yes};
use serde_json::Value;

use super::ActionNow;
use super::doing::Doing;
use super::form::{Stop, enter};
use super::prove::{CODE, prove_step};
use super::run::Ending;
use crate::App;
use crate::chat::{ChatError, Voice};
use crate::identity::{Identity, IdentityError};
use crate::secret::Secret;

/// How often a change is made again when the conversation changed meanwhile.
const TRIES: usize = 4;
/// What to do with a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskChange {
    /// These values of the fields asked for; the others were left empty.
    Enter(BTreeMap<String, String>),
    /// Yes, do it.
    Confirm,
    /// Back to the fields.
    Edit,
    /// Not at all.
    Cancel,
}

/// What came of it.
#[derive(Debug)]
pub struct TaskMoved {
    /// Messages that were added.
    pub messages: Vec<Message>,
    /// Opens the chat from now on, where the visitor has proven who they are.
    pub token: Option<Secret>,
}

/// Who has a task.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    pub(crate) visitor: Visitor,
    pub(crate) identity: Identity,
}

/// Where a task gets to.
pub(super) enum Reached {
    /// The contact is asked.
    Asks(Task),
    /// Everything is known: it can be done.
    Ready(Task),
    /// It cannot go on.
    Stuck(Task, Ending),
}

impl App {
    /// The task that an answer by `article` offers in a conversation, as far as it gets by itself;
    /// `None` when it offers none, or the system cannot be asked.
    pub(crate) async fn offer(
        &self,
        (seen, asker): (&Conversation, &Asker),
        (article, question): (ArticleId, &str),
        voice: &Voice<'_>,
    ) -> Result<Option<Task>, StoreError> {
        let current = self.current();
        let Some(brand) = current.brand_of(seen.brand) else { return Ok(None) };
        let offered =
            brand.actions.iter().filter(|it| it.is_enabled && it.articles.contains(&article));
        let likeness = |it: &&ActionNow| {
            let texts = it.document.texts(&seen.locale, &brand.brand.default_locale);
            texts.map_or(0, |it| it.likeness(question))
        };
        // Of equals the first by name: `max_by_key` takes the last.
        let Some(action) = offered.rev().max_by_key(likeness).cloned() else {
            return Ok(None);
        };
        let Some(doing) = self.doing_for(action, (seen, asker), voice.clone()).await? else {
            return Ok(None);
        };
        let task = Task {
            run: RunId(self.fresh_id()),
            action: doing.action.id,
            name: doing.action.name.clone(),
            title: doing.texts.title.clone(),
            step: Step::Fields,
            text: doing.texts.start.clone(),
            fields: Vec::new(),
            summary: Vec::new(),
            values: BTreeMap::new(),
            shown: BTreeMap::new(),
            code_sent_to: None,
        };
        Ok(match self.advance(&doing, asker, task, false).await {
            // Where it is impossible the contact hears why at once: it goes on by itself, to a person.
            Reached::Asks(task) | Reached::Stuck(task, Ending::Refused { .. }) => Some(task),
            // Reading needs nothing from the contact; it is done once they say what they want.
            Reached::Ready(task) => Some(ready(&doing, task)),
            Reached::Stuck(..) => None,
        })
    }

    /// Carries on with a visitor's task. Safe to repeat: what is done is done once.
    ///
    /// # Errors
    /// [`ChatError::TaskOver`] when `run` is not what the conversation carries and was not done
    /// for this visitor; see [`ChatError`] for the others.
    pub async fn move_task(
        &self,
        visitor: &Visitor,
        (run, change): (RunId, TaskChange),
        catalogue: &Catalogue,
    ) -> Result<TaskMoved, ChatError> {
        let mut asker = self.asker(visitor);
        let mut token = None;
        let mut change = change;
        if let TaskChange::Enter(values) = &change
            && let Some(code) = values.get(CODE)
            && self.task_of(visitor, run).await?.is_some_and(|it| it.step == Step::Prove)
        {
            match self.check_chat_code(visitor, code).await {
                Ok(proven) => {
                    if let Some(fresh) = &proven.token {
                        asker = self.asker_with(fresh).await?;
                    }
                    token = proven.token;
                    change = TaskChange::Enter(BTreeMap::new());
                }
                Err(IdentityError::Code) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let messages = self.carry_on(&asker, (run, change), catalogue).await?;
        Ok(TaskMoved { messages, token })
    }

    /// What words mean for the task a conversation carries; `None` when they are about something
    /// else.
    pub(crate) fn heard_for_task(task: &Task, text: &str) -> Option<TaskChange> {
        if task.step == Step::Running {
            return None;
        }
        if says_cancel(text) {
            return Some(TaskChange::Cancel);
        }
        match task.step {
            Step::Confirm if says_yes(text) => Some(TaskChange::Confirm),
            Step::Confirm if says_no(text) => Some(TaskChange::Edit),
            Step::Confirm | Step::Running => None,
            Step::Prove | Step::Fields => {
                let mut found = fill(task, text);
                // A code changes the device's token, which words cannot hand out.
                found.remove(CODE);
                (!found.is_empty()).then_some(TaskChange::Enter(found))
            }
        }
    }

    /// Carries on with the task of the conversation of `asker` and says what messages came of it.
    pub(crate) async fn carry_on(
        &self,
        asker: &Asker,
        (run, change): (RunId, TaskChange),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        for _ in 0..TRIES {
            let Some((seen, task)) = self.carried(&asker.visitor, run).await? else {
                return Ok(Vec::new());
            };
            let voice = self.voice((seen.brand, &seen.locale), catalogue);
            if change == TaskChange::Cancel {
                let after = Conversation { task: None, ..seen.clone() };
                let text = voice.say("chat.bot.task_cancelled", &[]);
                if let Some(said) = self.save_task(&seen, &after, Some(text)).await? {
                    return Ok(said);
                }
                continue;
            }
            let current = self.current();
            let action = current.brand_of(seen.brand).and_then(|brand| {
                brand.actions.iter().find(|it| it.id == task.action && it.is_enabled).cloned()
            });
            let doing = match action {
                Some(action) => self.doing_for(action, (&seen, asker), voice).await?,
                None => None,
            };
            let Some(doing) = doing else {
                return self.abandon(&seen, catalogue).await;
            };
            let reached = self.apply(&doing, asker, task, &change).await?;
            let done = match reached {
                Reached::Asks(task) => {
                    let after = Conversation { task: Some(task), ..seen.clone() };
                    self.save_task(&seen, &after, None).await?
                }
                Reached::Ready(task) => self.run(&doing, (&seen, task)).await?,
                Reached::Stuck(task, ending) => self.give_up(&doing, (&seen, task), ending).await?,
            };
            if let Some(messages) = done {
                return Ok(messages);
            }
        }
        Err(ChatError::Busy)
    }

    /// Whether a task asks nothing and goes on by itself: it only reads, or cannot be done.
    pub(crate) fn goes_on(&self, brand: BrandId, task: &Task) -> bool {
        let current = self.current();
        let actions = current.brand_of(brand).map(|it| it.actions.as_slice()).unwrap_or_default();
        let action = actions.iter().find(|it| it.id == task.action);
        let only_reads = action.is_some_and(|it| !it.document.changes());
        task.fields.is_empty() && (task.step == Step::Fields || only_reads)
    }

    async fn apply(
        &self,
        doing: &Doing<'_>,
        asker: &Asker,
        mut task: Task,
        change: &TaskChange,
    ) -> Result<Reached, ChatError> {
        let mut has_yes = false;
        match change {
            TaskChange::Enter(values) if task.step == Step::Prove => {
                self.prove(doing, asker, &mut task, values).await?;
                if task.fields.iter().any(|it| it.error.is_some()) {
                    return Ok(Reached::Asks(task));
                }
            }
            TaskChange::Enter(values) => enter(doing, &mut task, values, true),
            TaskChange::Confirm => has_yes = task.step == Step::Confirm,
            TaskChange::Edit => reopen(doing, &mut task),
            TaskChange::Cancel => {}
        }
        Ok(self.advance(doing, asker, task, has_yes).await)
    }

    /// How far a task gets with what is known.
    async fn advance(
        &self,
        doing: &Doing<'_>,
        asker: &Asker,
        mut task: Task,
        has_yes: bool,
    ) -> Reached {
        let mut facts = Facts {
            proof: asker.identity.level,
            needed: doing.action.document.proof(),
            has_email: asker.identity.email.is_some(),
            is_incomplete: false,
            needs_yes: !has_yes && !doing.texts.confirm.is_empty(),
        };
        task.summary.clear();
        if next(&facts) == Next::Ask(Step::Prove) {
            return Reached::Asks(prove_step(doing, task));
        }
        task.code_sent_to = None;
        match self.ask_next(doing, &mut task).await {
            Ok(()) => {}
            Err(Stop::Nothing) => {
                let said = Some(doing.texts.none.clone()).filter(|it| !it.is_empty());
                return Reached::Stuck(task, Ending::Refused { said });
            }
            Err(Stop::Failed(failure)) => {
                let ending = Ending::of(doing, &task, &failure);
                return Reached::Stuck(task, ending);
            }
        }
        facts.is_incomplete = !task.fields.is_empty();
        match next(&facts) {
            Next::Ask(Step::Confirm) => Reached::Asks(ready(doing, task)),
            Next::Do => Reached::Ready(task),
            Next::Ask(step) => {
                task.step = step;
                task.text = doing.sentence(&doing.texts.start, &task, &Value::Null);
                Reached::Asks(task)
            }
        }
    }

    /// What carrying on needs, for this contact.
    pub(super) async fn doing_for<'a>(
        &self,
        action: ActionNow,
        (seen, asker): (&Conversation, &Asker),
        voice: Voice<'a>,
    ) -> Result<Option<Doing<'a>>, StoreError> {
        let known = self.store.read().await?.contact(asker.identity.contact).await?;
        let Some(known) = known else { return Ok(None) };
        // Only a proven address says whose orders are meant.
        let contact = Contact { email: asker.identity.email.clone(), ..known };
        Ok(self.doing(action, (seen, contact), voice))
    }

    /// Who a visitor is, for what is done for them.
    pub(crate) fn asker(&self, visitor: &Visitor) -> Asker {
        Asker { visitor: visitor.clone(), identity: self.proof_of(visitor) }
    }

    async fn asker_with(&self, token: &Secret) -> Result<Asker, ChatError> {
        let visitor = self.visitor_with(token.reveal()).await?.ok_or(ChatError::NotFound)?;
        Ok(self.asker(&visitor))
    }

    async fn task_of(&self, visitor: &Visitor, run: RunId) -> Result<Option<Task>, StoreError> {
        let line = self.store.read().await?.conversation_of(visitor.contact, visitor.brand).await?;
        Ok(line.and_then(|it| it.conversation.task).filter(|it| it.run == run))
    }

    /// The conversation with the task; `None` when it is being done or was done.
    async fn carried(
        &self,
        visitor: &Visitor,
        run: RunId,
    ) -> Result<Option<(Conversation, Task)>, ChatError> {
        let mut tx = self.store.read().await?;
        let line =
            tx.conversation_of(visitor.contact, visitor.brand).await?.ok_or(ChatError::NotFound)?;
        let seen = line.conversation;
        let task = seen.task.clone().filter(|it| it.run == run);
        match task {
            Some(task) if task.step == Step::Running => Ok(None),
            Some(task) if seen.holder == Holder::Machine => Ok(Some((seen, task))),
            _ => match tx.action_run(run).await? {
                Some(done) if done.contact == visitor.contact => Ok(None),
                _ => Err(ChatError::TaskOver),
            },
        }
    }

    /// The action is gone while somebody was at it.
    async fn abandon(
        &self,
        seen: &Conversation,
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        let voice = self.voice((seen.brand, &seen.locale), catalogue);
        let after = Conversation { task: None, ..seen.clone() };
        let text = voice.say("chat.bot.task_gone", &[]);
        self.save_task(seen, &after, Some(text)).await?.ok_or(ChatError::Busy)
    }

    /// Keeps a conversation with its task, and what Lotse says to it; `None` when somebody was
    /// quicker.
    async fn save_task(
        &self,
        seen: &Conversation,
        after: &Conversation,
        text: Option<String>,
    ) -> Result<Option<Vec<Message>>, StoreError> {
        let said = text.map(|it| self.machine_says(it, Content::Text, None));
        self.save_and_tell((seen, after), said).await
    }
}

/// What a task asks for now, as a text for whoever answers in words.
pub(crate) fn in_words(task: &Task) -> String {
    let asked = |it: &Field| match &it.error {
        Some(error) => format!("{}: {error}", it.label),
        None => it.label.clone(),
    };
    let lines = task.summary.iter().map(|(label, value)| format!("{label}: {value}"));
    let lines: Vec<String> = lines.chain(task.fields.iter().map(asked)).collect();
    if lines.is_empty() {
        task.text.clone()
    } else {
        format!("{}\n{}", task.text, lines.join("\n"))
    }
}

/// Everything is known: says what is about to be done.
fn ready(doing: &Doing<'_>, mut task: Task) -> Task {
    task.step = Step::Confirm;
    let confirm = &doing.texts.confirm;
    let template = if confirm.is_empty() { &doing.texts.start } else { confirm };
    task.text = doing.sentence(template, &task, &Value::Null);
    task.summary = summary(doing, &task);
    task
}

/// What was entered, as names and values for people.
pub(super) fn summary(doing: &Doing<'_>, task: &Task) -> Vec<(String, String)> {
    let labels = doing.labels(&task.values, &task.shown);
    let form = &doing.action.document.form;
    let line = |(key, _): (&str, _)| {
        let value = labels.get(key)?.as_str().filter(|it| !it.is_empty())?.to_owned();
        let label = doing.texts.fields.get(key).map(|it| it.label.clone())?;
        Some((label, value))
    };
    form.fields().filter_map(line).collect()
}

/// Asks everything anew, with what was entered before.
fn reopen(doing: &Doing<'_>, task: &mut Task) {
    let form = &doing.action.document.form;
    let field = |(key, property)| {
        let value = task.values.get(key).cloned().unwrap_or_default();
        Field { value, ..doing.field(key, property) }
    };
    task.fields = form.fields().map(field).collect();
    task.values.clear();
    task.shown.clear();
}

impl Ending {
    /// What a failed question to the system means before anything was done.
    pub(super) fn of(doing: &Doing<'_>, task: &Task, failure: &Failure) -> Self {
        match failure {
            Failure::Refused { code, .. } => {
                let said = doing.texts.refused.get(code);
                Self::Refused { said: said.map(|it| doing.sentence(it, task, &Value::Null)) }
            }
            Failure::Unreachable(_) => Self::Unreachable,
            Failure::Uncertain(_) => Self::Uncertain,
        }
    }

    pub(super) fn reason(&self) -> HandOverReason {
        match self {
            Self::Refused { .. } => HandOverReason::ActionRefused,
            Self::Unreachable => HandOverReason::ActionUnreachable,
            Self::Uncertain => HandOverReason::ActionUncertain,
        }
    }
}
