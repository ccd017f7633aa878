//! A brand's own sentences for its chat.

use lotse_domain::ids::BrandId;
use lotse_domain::inbox::Wording;
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// All own sentences of a brand.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn wording(&mut self, of: BrandId) -> Result<Wording, StoreError> {
        let sql = "select locale, key, text from wording where brand = $1";
        let rows = self.all(sql, values![of]).await?;
        rows.iter()
            .map(|it| Ok((it.parsed("locale")?, it.text("key")?, it.text("text")?)))
            .collect()
    }

    /// Keeps a brand's own sentence; an empty one is forgotten.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_wording(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        (key, text): (&str, &str),
    ) -> Result<(), StoreError> {
        if text.is_empty() {
            self.run(
                "delete from wording where brand = $1 and locale = $2 and key = $3",
                values![brand, locale, key],
            )
            .await?;
        } else {
            self.run(
                "insert into wording (brand, locale, key, text) values ($1, $2, $3, $4)
                 on conflict (brand, locale, key) do update set text = excluded.text",
                values![brand, locale, key, text],
            )
            .await?;
        }
        self.structure_changed().await
    }
}
