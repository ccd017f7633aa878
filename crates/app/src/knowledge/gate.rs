//! The gate before a publish: where a brand wants it, a text that would break a golden question is
//! not made live unless somebody says that it is to be all the same.

use lotse_domain::answers::golden::MOST_GOLDEN;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Article, State};
use lotse_domain::locale::Locale;
use lotse_store::GoldenFilter;

use super::publish::{PublishError, live_as};
use super::trial::GoldenTrial;
use crate::App;
use crate::access::{May, WriteKnowledge};

/// What was found before a publish.
#[derive(Default)]
pub(super) struct Tried {
    /// The version that was tried; `None` when nothing had to be.
    pub(super) version: Option<i64>,
    /// The golden questions it would break.
    pub(super) broken: Vec<GoldenTrial>,
}

impl App {
    /// Makes a text live as [`App::set_state`] does, even if golden questions break. Who did it and
    /// which broke stands with the version from then on.
    ///
    /// # Errors
    /// See [`PublishError`]; nothing is changed then.
    pub async fn publish_anyway(
        &self,
        may: &May<WriteKnowledge>,
        at: (ArticleId, &Locale),
        version: Option<i64>,
    ) -> Result<Article, PublishError> {
        let tried = self.tried(at, version).await?;
        self.change_state(may, at, (State::Published, version), tried).await
    }

    /// Asks the golden questions of the language before a publish, if the brand wants that. Nobody
    /// waits for it: two texts that break a question only together pass when they are published in
    /// the same moment.
    pub(super) async fn tried(
        &self,
        (id, locale): (ArticleId, &Locale),
        version: Option<i64>,
    ) -> Result<Tried, PublishError> {
        let mut tx = self.store.read().await?;
        let article = tx.article(id).await?.ok_or(PublishError::NotFound)?;
        let is_gated = tx.brands().await?.iter().any(|it| it.id == article.brand && it.is_gated);
        if !is_gated {
            return Ok(Tried::default());
        }
        let text = article.translations.iter().find(|it| it.locale == *locale);
        let text = text.ok_or(PublishError::NotFound)?;
        if version.is_some_and(|it| it != text.version) {
            return Err(PublishError::Meanwhile(text.version));
        }
        let of = GoldenFilter { brand: article.brand, locale: Some(locale), article: None };
        let golden = tx.golden(of, None, MOST_GOLDEN).await?;
        if golden.is_empty() {
            return Ok(Tried::default());
        }
        let live = live_as(&article, text, self.now())?;
        let stage = self.staged(&mut tx, &live).await?;
        drop(tx);
        let try_out = move || {
            let trials = stage.trials(&golden);
            (golden, trials)
        };
        let tried = tokio::task::spawn_blocking(try_out).await;
        let (golden, trials) = tried.expect("trying does not panic");
        let mut broken = self.named_trials(Some(&live), golden, trials).await?;
        broken.retain(GoldenTrial::is_broken);
        Ok(Tried { version: Some(text.version), broken })
    }
}
