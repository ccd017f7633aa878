//! Lotse's turn: look up, decide, and store the reply if nobody was quicker.

use chrono::Duration;
use lotse_domain::actions::{Step, Task};
use lotse_domain::answers::Surface;
use lotse_domain::ids::{ArticleId, ConversationId, MessageId, QuestionId};
use lotse_domain::inbox::{
    Attempt, Author, Card, Content, Conversation, Facts, HandOverReason, Heard, Message, Mood,
    Shown, Turn, decide_turn, misses_after,
};
use lotse_domain::knowledge::Audience;
use lotse_store::{LiveLine, NewMessage, StoreError, Tx};
use lotse_text::catalogue::Catalogue;
use lotse_text::wishes::{is_small_talk, is_upset, wants_person};

use super::ChatError;
use super::act::last_two;
use super::overdue::Overdue;
use super::scene::Scene;
use super::voice::is_open;
use crate::App;
use crate::actions::{Asker, TaskChange, in_words};
use crate::answers::{Answered, Asking, Found};
use crate::jobs::job;
use crate::knowledge::Reader;

/// How often a reply is thought of again when the visitor writes on meanwhile.
const TRIES: usize = 4;
/// So many messages are looked at for the card and for what was offered before.
pub(super) const LOOK_BACK: i64 = 200;
/// Never a longer list than a person reads.
const SUGGESTIONS: usize = 5;

/// What made it Lotse's turn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Trigger {
    /// The message's words.
    Words,
    /// Files without a word.
    Files,
    /// The button for a person, with the act's key.
    PersonWanted(String),
    /// An answer did not help, with the act's key.
    Rejected(String),
    /// A suggestion was chosen, with the act's key.
    Chose(ArticleId, String),
}

/// What Lotse replies to.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// Where.
    pub(super) conversation: ConversationId,
    /// The contact's question, may be empty.
    pub(super) text: String,
    /// Who asks.
    pub(super) asker: Asker,
}

/// A reply before it is stored.
struct Reply {
    text: String,
    content: Content,
    turn: Turn,
    /// What the answer offers to do.
    task: Option<Task>,
}

impl App {
    /// Takes Lotse's turn, unless a person has the conversation or takes it before the reply is
    /// stored. The messages added; none when Lotse is silent.
    pub(super) async fn respond(
        &self,
        about: &About,
        trigger: &Trigger,
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        for _ in 0..TRIES {
            let Some(mut scene) = self.scene(about, trigger, catalogue).await? else {
                return Ok(Vec::new());
            };
            let facts = self.facts(&scene, about, trigger);
            if let Some(moved) = moved_by_words(&scene, (about, trigger), facts.heard) {
                return Box::pin(self.carry_on_by_words(about, moved, catalogue)).await;
            }
            let turn = decide_turn(&facts);
            if let (Turn::Answer, Some(found)) = (turn, scene.best()) {
                scene.reworded = Box::pin(self.reword(&about.text, found)).await;
            }
            let Some(mut reply) = self.reply(&scene, trigger, turn) else {
                return Ok(Vec::new());
            };
            if let Content::Answer { shown, .. } = &reply.content {
                let at = (&scene.seen, &about.asker);
                let about = (shown.article, about.text.as_str());
                reply.task = Box::pin(self.offer(at, about, &scene.voice)).await?;
            }
            let task = reply.task.clone();
            let misses = misses_after(&facts, turn);
            let kept = self.keep_reply(&scene, (about, trigger), reply, misses).await?;
            if let Some(mut stored) = kept {
                // What asks nothing is done at once, or said to be impossible.
                if let Some(task) = task.filter(|it| self.goes_on(scene.seen.brand, it)) {
                    let step = (task.run, TaskChange::Confirm);
                    let done = Box::pin(self.carry_on(&about.asker, step, catalogue));
                    stored.extend(done.await?);
                }
                return Ok(stored);
            }
        }
        Ok(Vec::new())
    }

    /// Carries on with a task as words meant it, and says in words where it got to.
    async fn carry_on_by_words(
        &self,
        about: &About,
        (task, change): (Task, TaskChange),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        let said = self.carry_on(&about.asker, (task.run, change), catalogue).await?;
        if !said.is_empty() {
            return Ok(said);
        }
        let line = self.store.read().await?.conversation(about.conversation).await?;
        let Some(seen) = line.map(|it| it.conversation) else { return Ok(said) };
        let Some(task) = seen.task.as_ref().filter(|it| it.step != Step::Running) else {
            return Ok(said);
        };
        let message = self.machine_says(in_words(task), Content::Text, None);
        let told = self.save_and_tell((&seen, &seen.clone()), Some(message)).await?;
        Ok(told.unwrap_or_default())
    }

    fn facts(&self, scene: &Scene<'_>, about: &About, trigger: &Trigger) -> Facts {
        let heard = match trigger {
            Trigger::Words => Heard::Words {
                wants_person: wants_person(&about.text),
                is_upset: is_upset(&about.text),
                is_small_talk: is_small_talk(&about.text),
                found: scene.answered.decision,
            },
            Trigger::Files => Heard::Files,
            Trigger::PersonWanted(_) => Heard::PersonWanted,
            Trigger::Rejected(_) => {
                Heard::Rejected { has_others: !fresh(&scene.answered, &scene.messages).is_empty() }
            }
            Trigger::Chose(..) => Heard::Chose,
        };
        Facts {
            heard,
            holder: scene.seen.holder,
            misses: scene.seen.misses,
            mode: scene.mode,
            is_for_people: scene.is_for_people(),
            is_open: is_open(&scene.brand, self.now()),
        }
    }

    /// A live article as anybody may read it, in the reader's language or another.
    pub(super) async fn line_for(
        &self,
        mut reader: Reader,
        article: ArticleId,
    ) -> Result<Option<LiveLine>, ChatError> {
        let Some((locale, _)) = self.address_of(&reader, article).await? else { return Ok(None) };
        reader.locale = locale;
        let lines = self.store.read().await?.live_lines_of(reader.at(self), &[article]).await?;
        Ok(lines.into_iter().next())
    }

    fn reply(&self, scene: &Scene<'_>, trigger: &Trigger, turn: Turn) -> Option<Reply> {
        let voice = &scene.voice;
        let question = Some(scene.answered.question);
        let is_first = !scene.messages.iter().any(|it| it.author == Author::Machine);
        let (text, content) = match turn {
            Turn::Silent => return None,
            Turn::Greet => {
                let key = if is_first { "chat.bot.hello" } else { "chat.bot.more" };
                (voice.say(key, &[]), Content::Text)
            }
            Turn::Answer => {
                let found = scene.chosen.as_ref().or(scene.answered.answer.as_ref())?;
                let is_sure = scene.chosen.is_none();
                let text = match scene.reworded.as_deref().unwrap_or(found.text()) {
                    "" => voice.say("chat.bot.read", &[("title", &found.line.title)]),
                    text => text.to_owned(),
                };
                let content = Content::Answer {
                    shown: shown(found),
                    is_sure,
                    confidence: f64::from(found.confidence),
                    question: question_of(&scene.messages, trigger).or(question),
                    helped: None,
                };
                (text, content)
            }
            Turn::AskWhich => {
                let items = offered(&scene.answered).into_iter().take(2).collect();
                (voice.say("chat.bot.which", &[]), Content::Suggestions { items, question })
            }
            Turn::Suggest => {
                let items = match trigger {
                    Trigger::Rejected(_) => fresh(&scene.answered, &scene.messages),
                    _ => offered(&scene.answered),
                };
                let question = question_of(&scene.messages, trigger).or(question);
                (voice.say("chat.bot.suggest", &[]), Content::Suggestions { items, question })
            }
            Turn::Unknown => (voice.say("chat.bot.unknown", &[]), Content::Unknown),
            Turn::CannotSee => (voice.say("chat.bot.cannot_see", &[]), Content::Unknown),
            Turn::HandOver { reason, .. } => {
                let whose = (&scene.brand, scene.has_address);
                let text = voice.handed_over(reason, whose, self.now());
                (text, Content::HandedOver(reason))
            }
        };
        let text = voice.introduced(is_first, &scene.brand, text);
        Some(Reply { text, content, turn, task: None })
    }

    /// Stores a reply if the conversation is still as it was seen; `None` when it is not.
    async fn keep_reply(
        &self,
        scene: &Scene<'_>,
        (about, trigger): (&About, &Trigger),
        reply: Reply,
        misses: i64,
    ) -> Result<Option<Vec<Message>>, ChatError> {
        let now = self.now();
        let seen = &scene.seen;
        let mut after = Conversation { misses, ..seen.clone() };
        // Another answer leaves a task that was begun where it is.
        after.task = reply.task.or(after.task);
        let mut tx = self.store.begin_short().await?;
        if let Turn::HandOver { reason, .. } = reply.turn {
            let skill = self.skill_needed(&mut tx, scene).await?;
            self.let_wait(&mut tx, &mut after, skill).await?;
            let card = self.card_of(&mut tx, seen, reason).await?;
            let attempt = after.task.take().map(|it| broken_off(&it));
            after.card = Some(Card { attempt, ..card });
        }
        if !tx.save_conversation(seen, &after, now).await? {
            return Ok(None);
        }
        let message = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Machine,
            agent: None,
            text: reply.text,
            files: Vec::new(),
            key: trigger.key().map(str::to_owned),
            content: reply.content,
        };
        let said = tx.keep_message(seen.id, &message, now).await?;
        // Out of hours it was said already when somebody will be there.
        if matches!(reply.turn, Turn::HandOver { is_open: true, .. }) {
            let overdue = Overdue::of(seen.id, said.seq, &scene.voice);
            let promise = Duration::minutes(scene.brand.brand.chat.promise_minutes);
            tx.enqueue(&job(self, &overdue, now + promise)).await?;
        }
        // Neither a greeting nor what people answer is a question that Lotse had an answer to or not.
        let is_call = matches!(
            reply.turn,
            Turn::Greet
                | Turn::HandOver {
                    reason: HandOverReason::Asked
                        | HandOverReason::Rage
                        | HandOverReason::TopicForPeople,
                    ..
                }
        );
        if *trigger == Trigger::Words && !is_call {
            let mut asked = Self::asked(&asking(seen, &about.text), &scene.answered);
            asked.is_rewording = last_two(&scene.messages, said.seq).1.is_some();
            tx.log_question(&asked, now).await?;
        }
        let line = tx.tell(seen.id).await?;
        tx.commit().await?;
        self.hub.changed(line, vec![said.clone()]);
        Ok(Some(vec![said]))
    }

    /// What the agent should know about who takes over: what the topic needs that is asked about,
    /// else that of what was shown last.
    async fn skill_needed(
        &self,
        tx: &mut Tx,
        scene: &Scene<'_>,
    ) -> Result<Option<String>, StoreError> {
        match scene.best() {
            Some(best) => Ok(self.skill_for(scene.seen.brand, best.line.facts.category)),
            None => self.skill_of_talk(tx, &scene.seen).await,
        }
    }

    /// What the topic needs of what was shown last in a conversation.
    pub(crate) async fn skill_of_talk(
        &self,
        tx: &mut Tx,
        seen: &Conversation,
    ) -> Result<Option<String>, StoreError> {
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(seen.id, from, LOOK_BACK).await?;
        let topic = self.topic_of(tx, last_shown(&messages)).await?;
        Ok(self.skill_for(seen.brand, topic))
    }

    /// What an agent is told of a conversation that is handed over now.
    pub(crate) async fn card_of(
        &self,
        tx: &mut Tx,
        seen: &Conversation,
        reason: HandOverReason,
    ) -> Result<Card, StoreError> {
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(seen.id, from, LOOK_BACK).await?;
        let contact = tx.contact(seen.contact).await?.ok_or(StoreError::Corrupt("contact"))?;
        let theirs = |it: &&Message| it.author == Author::Contact;
        let is_upset = reason == HandOverReason::Rage
            || messages.iter().filter(theirs).any(|it| is_upset(&it.text));
        let mood = if is_upset { Mood::Upset } else { Mood::Neutral };
        let callback = seen.card.as_ref().and_then(|it| it.callback.clone());
        Ok(Card { callback, ..Card::of(&contact, &messages, &seen.trail, (reason, mood)) })
    }
}

/// What words mean for the task that is waiting for some; a call for a person comes first.
fn moved_by_words(
    scene: &Scene<'_>,
    (about, trigger): (&About, &Trigger),
    heard: Heard,
) -> Option<(Task, TaskChange)> {
    let is_call = matches!(
        heard,
        Heard::Words { wants_person: true, .. } | Heard::Words { is_upset: true, .. }
    );
    let task = scene.seen.task.as_ref().filter(|_| *trigger == Trigger::Words && !is_call)?;
    Some((task.clone(), App::heard_for_task(task, &about.text)?))
}

/// What is left of a task when a person takes over.
fn broken_off(task: &Task) -> Attempt {
    Attempt { title: task.title.clone(), outcome: String::new(), values: task.summary.clone() }
}

impl Trigger {
    fn key(&self) -> Option<&str> {
        match self {
            Self::Words | Self::Files => None,
            Self::PersonWanted(key) | Self::Rejected(key) | Self::Chose(_, key) => Some(key),
        }
    }
}

pub(super) fn asking<'a>(seen: &'a Conversation, text: &'a str) -> Asking<'a> {
    Asking {
        text,
        brand: seen.brand,
        locale: Some(&seen.locale),
        audience: &Audience::Anyone,
        page: seen.trail.page.as_deref(),
        surface: Surface::Chat,
        is_rewording: false,
    }
}

/// Whoever chats may read what anybody may.
pub(super) fn reader_of(seen: &Conversation) -> Reader {
    Reader { brand: seen.brand, locale: seen.locale.clone(), audience: Audience::Anyone }
}

fn shown(it: &Found) -> Shown {
    Shown {
        article: it.line.article,
        title: it.line.title.clone(),
        locale: it.line.locale.clone(),
        slug: it.line.slug.clone(),
        anchor: it.anchor.clone(),
    }
}

/// What may answer, best first.
fn offered(answered: &Answered) -> Vec<Shown> {
    let all = answered.answer.iter().chain(&answered.suggestions);
    all.take(SUGGESTIONS).map(shown).collect()
}

/// What may answer and was not shown in the conversation yet.
fn fresh(answered: &Answered, messages: &[Message]) -> Vec<Shown> {
    let mut items = offered(answered);
    items.retain(|it| {
        !messages.iter().any(|message| match &message.content {
            Content::Answer { shown, .. } => shown.article == it.article,
            Content::Suggestions { items, .. } => {
                items.iter().any(|item| item.article == it.article)
            }
            _ => false,
        })
    });
    items
}

/// The article that was shown last.
fn last_shown(messages: &[Message]) -> Option<ArticleId> {
    messages.iter().rev().find_map(|it| match &it.content {
        Content::Answer { shown, .. } => Some(shown.article),
        Content::Suggestions { items, .. } => items.first().map(|it| it.article),
        _ => None,
    })
}

/// The question that a chosen or rejected article was shown for.
fn question_of(messages: &[Message], trigger: &Trigger) -> Option<QuestionId> {
    if *trigger == Trigger::Words {
        return None;
    }
    messages.iter().rev().find_map(|it| match &it.content {
        Content::Answer { question, .. } | Content::Suggestions { question, .. } => *question,
        _ => None,
    })
}
