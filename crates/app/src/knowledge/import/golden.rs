//! Takes over golden questions, and says which ones an import breaks.

use lotse_answer::Change;
use lotse_connectors::import::ImportedGolden;
use lotse_domain::answers::golden::{Golden, MOST_GOLDEN};
use lotse_domain::ids::GoldenId;
use lotse_domain::locale::Locale;
use lotse_store::{GoldenFilter, GoldenRow, StoreError, Tx};

use super::keep::Run;
use super::{ImportFailure, Why};
use crate::App;
use crate::access::{May, WriteKnowledge};
use crate::current::change;
use crate::knowledge::GoldenError;
use crate::knowledge::trial::{GoldenTrial, Stage};

/// So many changes are looked at in one go.
const BATCH: i64 = 1_000;

impl App {
    /// Keeps the golden questions of a source. One that is settled otherwise here stays as it is.
    pub(super) async fn keep_imported_golden(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        run: &mut Run<'_>,
        golden: Vec<ImportedGolden>,
    ) -> Result<(), ImportFailure> {
        for it in golden {
            let locale = it.locale.clone().unwrap_or_else(|| run.order.locale.clone());
            if !run.offers(&locale, &it.origin) {
                continue;
            }
            let Some(wanted) = self.imported_golden(tx, run, &it, locale).await? else {
                let text = "its article is not here: the golden question is left out";
                run.skip(&it.origin, Why::new("golden_without_article", [], &text));
                continue;
            };
            if let Some(known) = same_words(tx, &wanted).await? {
                if known.article != wanted.article {
                    let values = [("question", known.text.clone())];
                    let text = format!("“{}” is settled otherwise here and stays so", known.text);
                    run.skip(&it.origin, Why::new("golden_settled", values, &text));
                }
                continue;
            }
            match self.keep_golden_in(tx, may, wanted).await {
                Ok(_) => run.report.golden += 1,
                Err(GoldenError::Store(error)) => return Err(error.into()),
                Err(GoldenError::NoArticle) => {
                    let text = "its article is not here: the golden question is left out";
                    run.skip(&it.origin, Why::new("golden_without_article", [], &text));
                }
                Err(error) => {
                    let values = [("question", it.text.clone())];
                    run.skip(&it.origin, Why::new("golden_not_kept", values, &error));
                }
            }
        }
        Ok(())
    }

    /// The question as it would be kept here; `None` when its article did not come and never did.
    async fn imported_golden(
        &self,
        tx: &mut Tx,
        run: &Run<'_>,
        it: &ImportedGolden,
        locale: Locale,
    ) -> Result<Option<Golden>, StoreError> {
        let mut article = None;
        if let Some(shared) = &it.article {
            article = run.ids.get(shared).copied();
            if article.is_none() {
                let before = tx.article_from(run.brand.id, &run.source(shared)).await?;
                article = before.map(|it| it.id);
            }
            if article.is_none() {
                return Ok(None);
            }
        }
        let (id, brand) = (GoldenId(self.fresh_id()), run.brand.id);
        Ok(Some(Golden { id, brand, locale, text: it.text.clone(), article }))
    }

    /// The golden questions of the brand, and knowledge without and with what the import has
    /// written; `None` when there are none. Asked before the import is committed.
    pub(super) async fn staged_import(
        &self,
        tx: &mut Tx,
        run: &Run<'_>,
    ) -> Result<Option<(Vec<GoldenRow>, Stage)>, StoreError> {
        let of = GoldenFilter { brand: run.brand.id, locale: None, article: None };
        let golden = tx.golden(of, None, MOST_GOLDEN * run.brand.locales.len()).await?;
        if golden.is_empty() {
            return Ok(None);
        }
        let mut changes: Vec<Change> = Vec::new();
        let mut revision = self.engine.revision();
        loop {
            let next = tx.live_changes(revision, BATCH).await?;
            changes.extend(next.into_iter().map(change));
            match changes.last() {
                Some(Change::Put(it)) if revision < it.revision => revision = it.revision,
                Some(Change::Gone(_, last)) if revision < *last => revision = *last,
                _ => break,
            }
        }
        let stage = Stage {
            now: self.engine.imagined(&[]),
            then: self.engine.imagined(&changes),
            brand: run.brand.id,
            at: self.now(),
        };
        Ok(Some((golden, stage)))
    }

    /// The golden questions that stand worse with the import.
    pub(super) async fn broken_by_import(
        &self,
        staged: Option<(Vec<GoldenRow>, Stage)>,
    ) -> Result<Vec<String>, StoreError> {
        let Some((golden, stage)) = staged else { return Ok(Vec::new()) };
        let try_out = move || {
            let trials = stage.trials(&golden);
            (golden, trials)
        };
        let tried = tokio::task::spawn_blocking(try_out).await;
        let (golden, trials) = tried.expect("trying does not panic");
        let told = self.named_trials(None, golden, trials).await?;
        Ok(told.into_iter().filter(GoldenTrial::is_broken).map(|it| it.text).collect())
    }
}

/// The golden question that is kept in the same words.
async fn same_words(tx: &mut Tx, wanted: &Golden) -> Result<Option<Golden>, StoreError> {
    let Ok(wanted) = wanted.clone().tidied() else { return Ok(None) };
    let of = GoldenFilter { brand: wanted.brand, locale: Some(&wanted.locale), article: None };
    let known = tx.golden(of, None, MOST_GOLDEN).await?.into_iter().map(|it| it.golden);
    Ok(known.into_iter().find(|it| it.key() == wanted.key()))
}
