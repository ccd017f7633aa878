//! Who has a task shows who they are: by an address, and by the code that goes there.

use std::collections::BTreeMap;

use lotse_domain::actions::{Field, Kind, Step, Task};
use lotse_domain::contacts::Email;

use super::doing::Doing;
use super::task::Asker;
use crate::App;
use crate::chat::ChatError;
use crate::identity::IdentityError;

/// The field of the address a code goes to.
const EMAIL: &str = "email";
/// The field of the code.
pub(super) const CODE: &str = "code";

impl App {
    /// Sends a code where the contact says, or says what is wrong with what was entered.
    pub(super) async fn prove(
        &self,
        doing: &Doing<'_>,
        asker: &Asker,
        task: &mut Task,
        values: &BTreeMap<String, String>,
    ) -> Result<(), ChatError> {
        let wrong = |task: &mut Task, key: &str, sentence: &str| {
            if let Some(field) = task.fields.iter_mut().find(|it| it.key == key) {
                field.value = values.get(key).cloned().unwrap_or_default();
                field.error = Some(doing.say(sentence));
            }
        };
        for field in &mut task.fields {
            field.error = None;
        }
        if values.contains_key(CODE) {
            // A right one never comes here.
            wrong(task, CODE, "chat.bot.field_code");
            return Ok(());
        }
        let Some(typed) = values.get(EMAIL) else { return Ok(()) };
        let Ok(email) = typed.parse::<Email>() else {
            wrong(task, EMAIL, "chat.bot.field_email");
            return Ok(());
        };
        let letter = |code: &str| {
            let subject = doing.say("chat.bot.code_subject");
            (subject, doing.voice.say("chat.bot.code_text", &[("code", code)]))
        };
        match self.send_chat_code(&asker.visitor, &email, letter).await {
            Ok(()) => task.code_sent_to = Some(email),
            Err(IdentityError::TooManyCodes(_)) => wrong(task, EMAIL, "chat.bot.field_codes"),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// Asks for the address, or for the code that was sent there.
pub(super) fn prove_step(doing: &Doing<'_>, mut task: Task) -> Task {
    task.step = Step::Prove;
    let (key, kind, label, autocomplete, max_length) = match &task.code_sent_to {
        None => (EMAIL, Kind::Email, "chat.bot.email_label", "email", 254),
        Some(_) => (CODE, Kind::Code, "chat.bot.code_label", "one-time-code", 12),
    };
    task.text = match &task.code_sent_to {
        None => doing.say("chat.bot.prove"),
        Some(email) => doing.voice.say("chat.bot.prove_code", &[("email", email.as_str())]),
    };
    let kept = task.fields.drain(..).find(|it| it.key == key && it.error.is_some());
    task.fields = vec![kept.unwrap_or_else(|| Field {
        key: key.to_owned(),
        kind,
        label: doing.say(label),
        hint: String::new(),
        is_required: true,
        value: String::new(),
        max_length,
        options: Vec::new(),
        error: None,
        autocomplete: Some(autocomplete.to_owned()),
    })];
    task
}
