//! Making texts live on every surface, checking them there, and taking them down.

use chrono::{DateTime, Utc};
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Article, LiveArticle, State, Translation};
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx};

use super::gate::Tried;
use super::markup::{Links, render};
use super::trial::GoldenTrial;
use crate::App;
use crate::access::{May, WriteKnowledge};

/// Why a state was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// No such article, or not in this language.
    #[error("no such article")]
    NotFound,
    /// It has neither a body nor a short answer.
    #[error("the article has no text in `{0}`")]
    NoText(Locale),
    /// Somebody saved this version meanwhile; look at it first.
    #[error("version {0} was saved meanwhile")]
    Meanwhile(i64),
    /// The brand wants golden questions kept, and these would break.
    #[error("golden questions would break: {}", quoted(.0))]
    Broken(Vec<GoldenTrial>),
    /// The store failed; nothing was changed.
    #[error("could not change the state")]
    Store(#[from] StoreError),
}

/// The questions in quotation marks; more than five help nobody.
fn quoted(broken: &[GoldenTrial]) -> String {
    let texts = broken.iter().take(5).map(|it| format!("“{}”", it.text));
    texts.collect::<Vec<_>>().join(", ")
}

/// Why a text was not marked as checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// No such article, or not in this language.
    #[error("no such article")]
    NotFound,
    /// There is nothing that readers could rely on.
    #[error("nothing of it is live")]
    NotLive,
    /// Another version went live meanwhile; look at it first.
    #[error("version {0} went live meanwhile")]
    Meanwhile(i64),
    /// The store failed; nothing was changed.
    #[error("could not keep the check")]
    Store(#[from] StoreError),
}

impl App {
    /// Changes how far a translation has come. `Published` makes its newest text live before this
    /// returns, on every surface of this process; other processes follow within 150 ms. `Draft`
    /// and `Archived` take it down; `InReview` leaves what is live.
    ///
    /// Where the brand wants golden questions kept, a text that would break one is not made live;
    /// taking a text down is never held up.
    ///
    /// `version` is the text the author looked at, `None` for the newest whatever it is.
    ///
    /// # Errors
    /// See [`PublishError`]; nothing is changed then.
    pub async fn set_state(
        &self,
        may: &May<WriteKnowledge>,
        at: (ArticleId, &Locale),
        state: State,
        version: Option<i64>,
    ) -> Result<Article, PublishError> {
        let tried = match state {
            State::Published => self.tried(at, version).await?,
            State::Draft | State::InReview | State::Archived => Tried::default(),
        };
        if !tried.broken.is_empty() {
            return Err(PublishError::Broken(tried.broken));
        }
        self.change_state(may, at, (state, version), tried).await
    }

    pub(super) async fn change_state(
        &self,
        may: &May<WriteKnowledge>,
        (id, locale): (ArticleId, &Locale),
        (state, version): (State, Option<i64>),
        tried: Tried,
    ) -> Result<Article, PublishError> {
        let mut tx = self.store.begin().await?;
        let article = tx.article(id).await?.ok_or(PublishError::NotFound)?;
        let text = article
            .translations
            .iter()
            .find(|it| it.locale == *locale)
            .ok_or(PublishError::NotFound)?;
        if version.or(tried.version).is_some_and(|it| it != text.version) {
            return Err(PublishError::Meanwhile(text.version));
        }
        self.set_state_in(&mut tx, &article, text, state).await?;
        if !tried.broken.is_empty() {
            let questions: Vec<String> = tried.broken.into_iter().map(|it| it.text).collect();
            let by = (self.now(), may.actor().name());
            tx.note_override((id, locale, text.version), (by.0, &by.1), &questions).await?;
        }
        let article = tx.article(id).await?.ok_or(PublishError::NotFound)?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(article)
    }

    /// Says that what is live in a language is still right. Pages show the day at once.
    ///
    /// `version` is the live text the author looked at, `None` for whichever it is.
    ///
    /// # Errors
    /// See [`CheckError`]; nothing is changed then.
    pub async fn check(
        &self,
        _may: &May<WriteKnowledge>,
        (id, locale): (ArticleId, &Locale),
        version: Option<i64>,
    ) -> Result<Article, CheckError> {
        let mut tx = self.store.begin().await?;
        let article = tx.article(id).await?.ok_or(CheckError::NotFound)?;
        let text = article.translations.iter().find(|it| it.locale == *locale);
        let live_version = text.ok_or(CheckError::NotFound)?.live_version;
        let live_version = live_version.ok_or(CheckError::NotLive)?;
        if version.is_some_and(|it| it != live_version) {
            return Err(CheckError::Meanwhile(live_version));
        }
        tx.set_checked(id, locale, self.now()).await?;
        let texts = tx.live_texts(id).await?;
        for mut live in texts.into_iter().filter(|it| it.article.locale == *locale) {
            live.article.checked_at = self.now();
            tx.put_live(&live.article, &live.html).await?;
        }
        let article = tx.article(id).await?.ok_or(CheckError::NotFound)?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(article)
    }

    pub(super) async fn set_state_in(
        &self,
        tx: &mut Tx,
        article: &Article,
        text: &Translation,
        state: State,
    ) -> Result<(), PublishError> {
        let live_version = match state {
            State::Published => {
                self.go_live(tx, article, text).await?;
                // Whoever publishes a text says that it is right.
                tx.set_checked(article.id, &text.locale, self.now()).await?;
                Some(text.version)
            }
            State::Draft | State::Archived => {
                if text.live_version.is_some() {
                    tx.take_down(article.id, &text.locale).await?;
                }
                None
            }
            State::InReview => text.live_version,
        };
        Ok(tx.set_state(article.id, &text.locale, state, live_version).await?)
    }

    async fn go_live(
        &self,
        tx: &mut Tx,
        article: &Article,
        text: &Translation,
    ) -> Result<(), PublishError> {
        let live = live_as(article, text, self.now())?;
        let brands = tx.brands().await?;
        let at = brands.iter().position(|it| it.id == article.brand);
        let brand = at.and_then(|it| brands.get(it)).ok_or(PublishError::NotFound)?;
        let base = if at == Some(0) { String::new() } else { format!("/b/{}", brand.slug) };
        let links = Links { base: &base, locale: &text.locale };
        let rendered = render(&text.content.body, links);
        Ok(tx.put_live(&live, &rendered.html).await?)
    }
}

/// The newest text as it would be live.
pub(super) fn live_as(
    article: &Article,
    text: &Translation,
    now: DateTime<Utc>,
) -> Result<LiveArticle, PublishError> {
    if text.content.body.trim().is_empty() && text.content.short.is_empty() {
        return Err(PublishError::NoText(text.locale.clone()));
    }
    Ok(LiveArticle {
        article: article.id,
        brand: article.brand,
        locale: text.locale.clone(),
        slug: text.slug.clone(),
        facts: article.facts.clone(),
        content: text.content.clone(),
        published_at: now,
        checked_at: now,
        revision: 0,
    })
}
