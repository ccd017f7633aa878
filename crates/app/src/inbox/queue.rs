//! Whom a conversation that begins to wait is kept for, and the end of that at its time.

use chrono::{DateTime, Duration, Utc};
use lotse_domain::access::Permission;
use lotse_domain::ids::{ArticleId, BrandId, CategoryId, ConversationId};
use lotse_domain::inbox::{Conversation, Holder, Need, need_of};
use lotse_domain::knowledge::care_of;
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx};
use serde::{Deserialize, Serialize};

use super::Wake;
use crate::App;
use crate::access::{May, ReadInbox};
use crate::jobs::{Job, Outcome, job};

/// How long an agent counts as sitting at the desk after it last said so: twice what lies between,
/// and a little.
const AT_DESK: Duration = Duration::seconds(45);

/// Opens a conversation to everybody, unless somebody came or it is kept anew.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Widen {
    conversation: String,
    /// The time it is kept until, in milliseconds since 1970.
    until: i64,
}

impl App {
    /// What the agent who answers about a topic of a brand should know about.
    pub(crate) fn skill_for(&self, brand: BrandId, topic: Option<CategoryId>) -> Option<String> {
        care_of(&self.current().brand_of(brand)?.categories, topic).skill
    }

    /// The topic of an article that is live.
    pub(crate) async fn topic_of(
        &self,
        tx: &mut Tx,
        article: Option<ArticleId>,
    ) -> Result<Option<CategoryId>, StoreError> {
        let Some(article) = article else { return Ok(None) };
        Ok(tx.article(article).await?.and_then(|it| it.facts.category))
    }

    /// An agent has the desk open, and counts as sitting there for a while.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn sits_at_desk(&self, may: &May<ReadInbox>) -> Result<(), StoreError> {
        let Some(agent) = may.agent_id() else { return Ok(()) };
        let mut tx = self.store.begin_short().await?;
        tx.at_desk_until(agent, self.now() + AT_DESK).await?;
        tx.commit().await
    }

    /// What a conversation that begins to wait `from` then on needs of the agent who takes it. Who sits
    /// at the desk is asked first: where nobody who can does, it is kept for nobody; only while nobody
    /// is there at all the whole team counts.
    pub(crate) async fn need(
        &self,
        tx: &mut Tx,
        (brand, locale): (BrandId, &Locale),
        (skill, from): (Option<String>, DateTime<Utc>),
    ) -> Result<Need, StoreError> {
        let mut team = tx.agents().await?;
        team.retain(|it| it.is_active && it.role.may(Permission::WriteInbox));
        if from <= self.now() {
            let there = tx.at_desk(self.now()).await?;
            if team.iter().any(|it| there.contains(&it.id)) {
                team.retain(|it| there.contains(&it.id));
            }
        }
        let team: Vec<_> = team.into_iter().map(|it| it.abilities).collect();
        let current = self.current();
        let Some(brand) = current.brand_of(brand) else { return Ok(Need::default()) };
        let promise = Duration::minutes(brand.brand.chat.promise_minutes);
        let hours = (brand.service_hours.as_ref(), promise);
        Ok(need_of((skill, locale), &team, hours, from))
    }

    /// Puts a conversation among those that wait, kept for those who can; the timer that ends this
    /// is stored with it. Where the contact is to be called later, it waits from then on, and is out
    /// of the way until a timer brings it.
    pub(crate) async fn let_wait(
        &self,
        tx: &mut Tx,
        it: &mut Conversation,
        skill: Option<String>,
    ) -> Result<(), StoreError> {
        it.holder = Holder::Queue;
        let call = it.card.as_ref().and_then(|it| it.callback.as_ref());
        let call = call.map(|it| it.window.from).filter(|it| self.now() < *it);
        let from = call.unwrap_or_else(|| self.now());
        it.need = self.need(tx, (it.brand, &it.locale), (skill, from)).await?;
        if call.is_some() {
            it.snoozed_until = call;
            tx.enqueue(&job(self, &Wake::at(it.id, from), from)).await?;
        }
        self.widen_later(tx, it.id, &it.need).await
    }

    /// Stores the timer of a conversation that is kept for some.
    pub(crate) async fn widen_later(
        &self,
        tx: &mut Tx,
        id: ConversationId,
        need: &Need,
    ) -> Result<(), StoreError> {
        let Some(until) = need.reserved_until else { return Ok(()) };
        tx.enqueue(&job(self, &Widen::at(id, until), until)).await
    }
}

impl Widen {
    fn at(conversation: ConversationId, until: DateTime<Utc>) -> Self {
        Self { conversation: conversation.to_string(), until: until.timestamp_millis() }
    }
}

impl Job for Widen {
    const NAME: &'static str = "widen";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let Ok(id) = self.conversation.parse() else { return Ok(Outcome::Done) };
        loop {
            let mut tx = app.store.begin().await?;
            let Some(line) = tx.conversation(id).await? else { return Ok(Outcome::Done) };
            let seen = line.conversation;
            let until = seen.need.reserved_until.map(|it| it.timestamp_millis());
            if until != Some(self.until) || seen.holder != Holder::Queue {
                return Ok(Outcome::Done);
            }
            let need = Need { reserved_until: None, ..seen.need.clone() };
            let open = Conversation { need, ..seen.clone() };
            // Nothing happened in it: it stays where it stands in lists.
            if tx.save_conversation(&seen, &open, seen.updated_at).await? {
                let line = tx.tell(id).await?;
                tx.commit().await?;
                app.hub.changed(line, Vec::new());
                return Ok(Outcome::Done);
            }
        }
    }
}
