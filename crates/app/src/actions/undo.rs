//! Undoing what was done, while that is possible.

use std::collections::BTreeMap;

use lotse_connectors::call::Failure;
use lotse_domain::actions::{Outcome, Run, Step, Task};
use lotse_domain::inbox::{Content, Conversation, Holder, Message, Receipt};
use lotse_text::catalogue::Catalogue;
use serde_json::Value;

use super::doing::Doing;
use super::task::Asker;
use crate::App;
use crate::chat::{ChatError, Voice};

impl App {
    /// Undoes what the receipt in the message `seq` tells of, and says so. Nothing is said when
    /// it was undone before.
    pub(crate) async fn undo(
        &self,
        asker: &Asker,
        (seq, key): (i64, &str),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        let (seen, message, receipt) = self.receipt_of(asker, seq).await?;
        let run = self.store.read().await?.action_run(receipt.run).await?;
        let run = run.filter(|it| it.contact == seen.contact).ok_or(ChatError::NotFound)?;
        if run.outcome == Outcome::Undone {
            return Ok(Vec::new());
        }
        let voice = self.voice((seen.brand, &seen.locale), catalogue);
        let doing = self.doing_of(&run, (&seen, asker), voice.clone()).await?;
        let is_over = run.undo_until.is_none_or(|it| it <= self.now());
        let (Some(doing), false) = (doing, is_over || run.outcome != Outcome::Done) else {
            let text = voice.say("chat.bot.undo_over", &[("title", &receipt.title)]);
            return self.tell_of_undo(&seen, text, key).await;
        };
        let task = task_of(&run, &receipt);
        let result = serde_json::from_str(&run.result).unwrap_or_default();
        let answer = self.call_undo(&doing, (&task, &result)).await;
        match answer {
            Ok(_) => self.undone(&doing, (&seen, message), (run, receipt), (task, result)).await,
            Err(failure) => {
                let text = doing.undo_failed(&failure, &receipt.title);
                self.tell_of_undo(&seen, text, key).await
            }
        }
    }

    async fn receipt_of(
        &self,
        asker: &Asker,
        seq: i64,
    ) -> Result<(Conversation, Message, Receipt), ChatError> {
        let mut tx = self.store.read().await?;
        let line = tx
            .conversation_of(asker.visitor.contact, asker.visitor.brand)
            .await?
            .ok_or(ChatError::NotFound)?;
        let found = tx.messages_after(line.conversation.id, seq - 1, 1).await?;
        let found = found.into_iter().next().filter(|it| it.seq == seq);
        match found.map(|it| (it.content.clone(), it)) {
            Some((Content::Receipt(receipt), message)) => Ok((line.conversation, message, receipt)),
            _ => Err(ChatError::NotFound),
        }
    }

    async fn doing_of<'a>(
        &self,
        run: &Run,
        (seen, asker): (&Conversation, &Asker),
        voice: Voice<'a>,
    ) -> Result<Option<Doing<'a>>, ChatError> {
        let current = self.current();
        let brand = current.brand_of(seen.brand).ok_or(ChatError::NotFound)?;
        let Some(action) = brand.actions.iter().find(|it| it.id == run.action).cloned() else {
            return Ok(None);
        };
        // Whoever may have it done may have it undone, and nobody else.
        if asker.identity.level < action.document.proof() {
            return Ok(None);
        }
        Ok(self.doing_for(action, (seen, asker), voice).await?)
    }

    async fn call_undo(
        &self,
        doing: &Doing<'_>,
        (task, result): (&Task, &Value),
    ) -> Result<Value, Failure> {
        let nothing = || Failure::Unreachable("nothing undoes it".to_owned());
        let undo = doing.action.document.undo.as_ref().ok_or_else(nothing)?;
        let key = format!("{}-undo", task.run);
        self.call(doing, undo, &doing.scope(task, result), Some(&key)).await
    }

    async fn undone(
        &self,
        doing: &Doing<'_>,
        (seen, message): (&Conversation, Message),
        (run, receipt): (Run, Receipt),
        (task, result): (Task, Value),
    ) -> Result<Vec<Message>, ChatError> {
        let now = self.now();
        let content = Content::Receipt(Receipt { is_undone: true, ..receipt });
        let mut tx = self.store.begin().await?;
        let run = Run { outcome: Outcome::Undone, ended_at: Some(now), ..run };
        if !tx.end_run(Outcome::Done, &run).await? {
            return Ok(Vec::new());
        }
        tx.save_content((seen.id, message.seq), &content).await?;
        let text = doing.sentence(&doing.texts.undone, &task, &result);
        let said = self.machine_says(text, Content::Text, Some(format!("undo:{}", run.id)));
        let seq = tx.add_message(seen.id, &said, now).await?;
        let line = tx.tell(seen.id).await?;
        let said = tx.messages_after(seen.id, seq - 1, 1).await?;
        tx.commit().await?;
        self.hub.changed(line, said.clone());
        Ok(said)
    }

    async fn tell_of_undo(
        &self,
        seen: &Conversation,
        text: String,
        key: &str,
    ) -> Result<Vec<Message>, ChatError> {
        if seen.holder != Holder::Machine {
            return Err(ChatError::NotFound);
        }
        let said = self.machine_says(text, Content::Text, Some(key.to_owned()));
        self.save_and_tell((seen, &seen.clone()), Some(said)).await?.ok_or(ChatError::Busy)
    }
}

impl Doing<'_> {
    fn undo_failed(&self, failure: &Failure, title: &str) -> String {
        let own = match failure {
            Failure::Refused { code, .. } => self.texts.refused.get(code).cloned(),
            Failure::Unreachable(_) | Failure::Uncertain(_) => None,
        };
        own.unwrap_or_else(|| match failure {
            Failure::Refused { .. } => self.voice.say("chat.bot.undo_over", &[("title", title)]),
            _ => self.voice.say("chat.bot.undo_failed", &[("title", title)]),
        })
    }
}

/// The task as it was when it was done.
fn task_of(run: &Run, receipt: &Receipt) -> Task {
    Task {
        run: run.id,
        action: run.action,
        name: run.name.clone(),
        title: receipt.title.clone(),
        step: Step::Running,
        text: String::new(),
        fields: Vec::new(),
        summary: Vec::new(),
        values: run.values.clone(),
        shown: BTreeMap::new(),
        code_sent_to: None,
    }
}
