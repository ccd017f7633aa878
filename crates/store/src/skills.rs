//! Skills, spelled one way however they are typed.

use lotse_domain::access::{Abilities, is_same_skill};

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// All skills that agents have or topics need, each once, by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn skills(&mut self) -> Result<Vec<String>, StoreError> {
        let mut all = Vec::new();
        for row in self.all("select skills from agents", values![]).await? {
            all.extend(row.json::<Vec<String>>("skills")?);
        }
        let needed = "select skill from categories where skill is not null";
        for row in self.all(needed, values![]).await? {
            all.push(row.text("skill")?);
        }
        all.sort_by_key(|it| it.to_lowercase());
        all.dedup_by(|one, other| is_same_skill(one, other));
        Ok(all)
    }

    /// A skill as it is spelled already, if it is.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn spelled_skill(&mut self, skill: String) -> Result<String, StoreError> {
        let known = self.skills().await?;
        Ok(known.into_iter().find(|it| is_same_skill(it, &skill)).unwrap_or(skill))
    }

    /// Abilities with their skills as they are spelled already.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn spelled(&mut self, it: Abilities) -> Result<Abilities, StoreError> {
        let known = self.skills().await?;
        let spelled = |skill: String| {
            known.iter().find(|it| is_same_skill(it, &skill)).cloned().unwrap_or(skill)
        };
        Ok(Abilities { skills: it.skills.into_iter().map(spelled).collect(), ..it })
    }
}
