//! Vectors that models of language have made of texts: kept under the model's mark and the text's.

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// Marks in one statement; both databases take more.
const AT_ONCE: usize = 1_000;

impl Tx {
    /// The vectors of those texts that a model has read, by the mark of the text, in no order.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn vectors(
        &mut self,
        model: &str,
        texts: &[String],
    ) -> Result<Vec<(String, Vec<f32>)>, StoreError> {
        let mut found = Vec::with_capacity(texts.len());
        for some in texts.chunks(AT_ONCE) {
            let (list, values) = listed(model, some);
            let sql =
                format!("select text, vector from vectors where model = $1 and text in ({list})");
            for row in &self.all(&sql, values).await? {
                found.push((row.text("text")?, vector(row)?));
            }
        }
        Ok(found)
    }

    /// Keeps the vectors of texts, each with its mark. What another process has kept meanwhile stays.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn keep_vectors(
        &mut self,
        model: &str,
        vectors: &[(String, Vec<f32>)],
    ) -> Result<(), StoreError> {
        for (text, vector) in vectors {
            let bytes: Vec<u8> = vector.iter().flat_map(|it| it.to_le_bytes()).collect();
            self.run(
                "insert into vectors (model, text, vector) values ($1, $2, $3)
                 on conflict (model, text) do nothing",
                values![model, text, bytes],
            )
            .await?;
        }
        Ok(())
    }

    /// The marks of texts a model has read, in their order, `limit` of those that come after one.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn read_texts(
        &mut self,
        model: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .all(
                "select text from vectors where model = $1 and $2 < text order by text limit $3",
                values![model, after, limit],
            )
            .await?;
        rows.iter().map(|it| it.text("text")).collect()
    }

    /// Forgets the vectors of texts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_vectors(
        &mut self,
        model: &str,
        texts: &[String],
    ) -> Result<(), StoreError> {
        for some in texts.chunks(AT_ONCE) {
            let (list, values) = listed(model, some);
            let sql = format!("delete from vectors where model = $1 and text in ({list})");
            self.run(&sql, values).await?;
        }
        Ok(())
    }

    /// Forgets what all other models have made; says how many vectors that were.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_other_models(&mut self, model: &str) -> Result<u64, StoreError> {
        self.run("delete from vectors where model <> $1", values![model]).await
    }
}

/// The places of some texts in a statement whose first value is the model, and all values.
fn listed(model: &str, texts: &[String]) -> (String, Vec<crate::dialect::Value>) {
    let places: Vec<String> = (2..texts.len() + 2).map(|it| format!("${it}")).collect();
    let mut values = values![model];
    values.extend(texts.iter().map(Into::into));
    (places.join(", "), values)
}

fn vector(row: &Row) -> Result<Vec<f32>, StoreError> {
    let bytes = row.bytes("vector")?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    if rest.is_empty() {
        Ok(numbers.iter().map(|it| f32::from_le_bytes(*it)).collect())
    } else {
        Err(StoreError::Corrupt("vector"))
    }
}
