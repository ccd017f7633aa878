//! Whether what is promised of answers is kept, by what customers say of them.

use chrono::{DateTime, Days, Utc};
use lotse_domain::answers::{Judged, Policy, Surface};
use lotse_domain::ids::BrandId;
use lotse_store::{Ended, StoreError, SurfaceSum, Tx};

use crate::App;
use crate::access::{Administer, May};

/// What was said longer ago says nothing of today's articles.
const JUDGED_DAYS: u64 = 90;
/// How far reports look back.
const REPORT_DAYS: u64 = 28;

/// How a surface did, and what holds there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SurfaceReport {
    /// Where.
    pub surface: Surface,
    /// What holds there.
    pub policy: Policy,
    /// Questions of the last 28 days.
    pub sum: SurfaceSum,
    /// What customers said of the newest 200 promised answers of the last 90 days.
    pub judged: Judged,
}

impl App {
    /// How the surfaces of a brand did where customers ask; none of a brand that is not known.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn surface_reports(
        &self,
        _may: &May<Administer>,
        brand: BrandId,
    ) -> Result<Vec<SurfaceReport>, StoreError> {
        let now = self.now();
        let current = self.current();
        let Some(it) = current.brand_of(brand) else { return Ok(Vec::new()) };
        let day = (now - Days::new(REPORT_DAYS - 1)).date_naive().to_string();
        let mut tx = self.store.read().await?;
        let mut reports = Vec::with_capacity(Surface::CUSTOMERS.len());
        for surface in Surface::CUSTOMERS {
            let policy = it.brand.policies.of(surface);
            let sum = tx.surface_since((brand, surface), &day).await?;
            let judged = tx.judged_lately((brand, surface), judged_from(&policy, now)).await?;
            reports.push(SurfaceReport { surface, policy, sum, judged });
        }
        Ok(reports)
    }

    /// Stops answers where customers found more of them wrong than promised, and lets them go on where
    /// the promise is kept again. Whether that changed.
    pub(super) async fn look_after(&self, tx: &mut Tx, ended: Ended) -> Result<bool, StoreError> {
        let Some(surface) = ended.surface.filter(|_| ended.is_judgement) else { return Ok(false) };
        let now = self.now();
        let current = self.current();
        let Some(known) = current.brand_of(ended.brand) else { return Ok(false) };
        let policy = known.brand.policies.of(surface);
        let at = (ended.brand, surface);
        if policy.after(tx.judged_lately(at, judged_from(&policy, now)).await?, now) == policy {
            return Ok(false);
        }
        // Whoever changes a brand meanwhile is waited for, and what they made of it is looked at.
        tx.touch().await?;
        let Some(mut brand) = tx.brands().await?.into_iter().find(|it| it.id == ended.brand) else {
            return Ok(false);
        };
        let before = brand.policies.of(surface);
        let judged = tx.judged_lately(at, judged_from(&before, now)).await?;
        let policy = before.after(judged, now);
        if policy == before {
            return Ok(false);
        }
        brand.policies = brand.policies.with(surface, policy);
        tx.save_brand(&brand, now).await?;
        let Judged { right, wrong } = judged;
        let (brand, surface) = (brand.slug, surface.as_str());
        if policy.broken_since.is_some() {
            tracing::warn!(%brand, surface, right, wrong, "answers stop: more are wrong than promised");
        } else {
            tracing::info!(%brand, surface, right, wrong, "answers go on: the promise is kept");
        }
        Ok(true)
    }
}

fn judged_from(policy: &Policy, now: DateTime<Utc>) -> DateTime<Utc> {
    let oldest = now - Days::new(JUDGED_DAYS);
    policy.judged_from.map_or(oldest, |it| it.max(oldest))
}
