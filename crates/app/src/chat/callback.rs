//! Visitors may choose to be called back at a time when somebody is there.

use chrono::{DateTime, SubsecRound, Utc};
use chrono_tz::Tz;
use lotse_domain::contacts::{Phone, country_code};
use lotse_domain::hours::Window;
use lotse_domain::inbox::{Callback, CallbackFlaw, Card, Content, Conversation, Message};
use lotse_store::{Tx, Visitor};
use lotse_text::catalogue::Catalogue;

use super::ChatError;
use crate::App;

/// How often a choice is looked at again when something else changed meanwhile.
const TRIES: usize = 4;

/// What a visitor can choose from.
#[derive(Debug, Clone)]
pub struct CallTimes {
    /// Times when somebody is there to call, earliest first; none where the brand says no hours.
    pub windows: Vec<Window>,
    /// Where the brand's clock hangs.
    pub zone: Tz,
    /// What a number without a country code gets, with its `+`.
    pub country_code: &'static str,
    /// What was chosen before.
    pub chosen: Option<Callback>,
}

/// What a visitor chooses.
#[derive(Debug, Clone)]
pub struct CallWish {
    /// The number, as it was typed.
    pub phone: String,
    /// The beginning of the time.
    pub from: DateTime<Utc>,
}

impl App {
    /// The times at which a visitor whose conversation waits can be called.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn call_times(&self, visitor: &Visitor) -> Result<CallTimes, ChatError> {
        let mut tx = self.store.read().await?;
        let seen = conversation(&mut tx, visitor).await?;
        let chosen = seen.card.as_ref().and_then(|it| it.callback.clone());
        seen.may_choose_call(chosen.as_ref().map(|it| it.asked_at))?;
        let (windows, zone) = self.windows(&seen);
        Ok(CallTimes { windows, zone, country_code: country_code(&seen.locale), chosen })
    }

    /// Notes when a visitor wants to be called, or that they do not any more, and says so in the
    /// conversation, which is out of the agents' way until then. `seen` is when the choice was made
    /// that the visitor saw, so that of two devices one chooses. Safe to call twice.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn choose_call(
        &self,
        visitor: &Visitor,
        (seen, wish): (Option<DateTime<Utc>>, Option<CallWish>),
        catalogue: &Catalogue,
    ) -> Result<(Card, Vec<Message>), ChatError> {
        for _ in 0..TRIES {
            let mut tx = self.store.begin_short().await?;
            let before = conversation(&mut tx, visitor).await?;
            let card = before.card.clone().ok_or(ChatError::NoCard)?;
            if card.callback.is_none() && wish.is_none() || is_chosen(&before, wish.as_ref()) {
                return Ok((card, Vec::new()));
            }
            before.may_choose_call(seen)?;
            let chosen = match &wish {
                Some(wish) => Some(self.callback(&before, wish)?),
                None => None,
            };
            let voice = self.voice((before.brand, &before.locale), catalogue);
            let text = voice.call_chosen(chosen.as_ref());
            let card = Card { callback: chosen, ..card };
            let mut after = Conversation { card: Some(card.clone()), ..before.clone() };
            after.snoozed_until = None;
            let skill = before.need.skill.clone();
            self.let_wait(&mut tx, &mut after, skill).await?;
            if !tx.save_conversation(&before, &after, self.now()).await? {
                continue;
            }
            let said = self.machine_says(text, Content::Text, None);
            let said = tx.keep_message(before.id, &said, self.now()).await?;
            let line = tx.tell(before.id).await?;
            tx.commit().await?;
            self.hub.changed(line, vec![said.clone()]);
            return Ok((card, vec![said]));
        }
        Err(ChatError::Busy)
    }

    /// What a visitor chose, once it holds.
    fn callback(&self, of: &Conversation, wish: &CallWish) -> Result<Callback, ChatError> {
        let now = self.now();
        let phone = Phone::read(&wish.phone, &of.locale).or(Err(ChatError::NotAPhone))?;
        let (mut windows, zone) = self.windows(of);
        // What was promised stays so, whatever the hours say now.
        let promised = of.card.as_ref().and_then(|it| it.callback.as_ref()).map(|it| it.window);
        windows.extend(promised.filter(|it| now < it.from));
        let window = windows.into_iter().find(|it| it.from == wish.from);
        let window = window.ok_or(ChatError::TimeIsGone)?;
        // As exact as it is kept.
        Ok(Callback { phone, window, zone, asked_at: now.trunc_subsecs(3) })
    }

    fn windows(&self, of: &Conversation) -> (Vec<Window>, Tz) {
        let current = self.current();
        let hours = current.brand_of(of.brand).and_then(|it| it.service_hours.as_ref());
        hours.map_or((Vec::new(), Tz::UTC), |it| (it.windows(self.now()), it.zone))
    }
}

async fn conversation(tx: &mut Tx, visitor: &Visitor) -> Result<Conversation, ChatError> {
    let line = tx.conversation_of(visitor.contact, visitor.brand).await?;
    Ok(line.ok_or(ChatError::NoCard)?.conversation)
}

/// Whether exactly this was chosen before: its answer was lost.
fn is_chosen(it: &Conversation, wish: Option<&CallWish>) -> bool {
    let there = it.card.as_ref().and_then(|it| it.callback.as_ref());
    there.zip(wish).is_some_and(|(there, wish)| {
        let phone = Phone::read(&wish.phone, &it.locale);
        there.window.from == wish.from && phone.is_ok_and(|it| it == there.phone)
    })
}

impl From<CallbackFlaw> for ChatError {
    fn from(flaw: CallbackFlaw) -> Self {
        match flaw {
            CallbackFlaw::NotHandedOver => Self::NoCard,
            CallbackFlaw::IsTaken => Self::CardIsRead,
            CallbackFlaw::Meanwhile => Self::Meanwhile,
        }
    }
}
