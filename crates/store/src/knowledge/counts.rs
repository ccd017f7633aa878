//! How many articles are live, kept in the unit of work that changes it.

use lotse_domain::ids::{ArticleId, BrandId};

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// How many articles of a brand are live in any language, whoever may read them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_articles(&mut self, of: BrandId) -> Result<i64, StoreError> {
        let row = self.one("select count from live_counts where brand = $1", values![of]).await?;
        row.map_or(Ok(0), |it| it.int("count"))
    }

    /// Counts an article that is about to go live in a language, unless it is live in one already.
    /// Whoever calls this holds the counter of revisions, so nobody counts at the same time.
    pub(super) async fn count_going_live(
        &mut self,
        of: BrandId,
        article: ArticleId,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into live_counts (brand, count) select id, 1 from brands where id = $1
             and not exists (select 1 from live where article = $2 and gone = 0)
             on conflict (brand) do update set count = live_counts.count + excluded.count",
            values![of, article],
        )
        .await?;
        Ok(())
    }

    /// Takes an article off the count once its last language has been taken down.
    pub(super) async fn count_taken_down(&mut self, article: ArticleId) -> Result<(), StoreError> {
        self.run(
            "update live_counts set count = count - 1
             where brand = (select brand from articles where id = $1)
             and not exists (select 1 from live where article = $1 and gone = 0)",
            values![article],
        )
        .await?;
        Ok(())
    }
}
