//! Categories and lay words.

use lotse_domain::ids::{BrandId, CategoryId, SynonymId};
use lotse_domain::knowledge::{Care, Category, CategoryName, Synonym};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// A category's name as stored.
#[derive(Serialize, Deserialize)]
struct StoredName {
    locale: String,
    title: String,
    description: String,
}

impl Tx {
    /// All categories of a brand by position.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn categories(&mut self, of: BrandId) -> Result<Vec<Category>, StoreError> {
        let rows = self
            .all("select * from categories where brand = $1 order by position, slug", values![of])
            .await?;
        rows.iter().map(category).collect()
    }

    /// Keeps a category, new or changed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another one of the brand has the slug.
    pub async fn save_category(&mut self, it: &Category) -> Result<(), StoreError> {
        let names: Vec<StoredName> = it
            .names
            .iter()
            .map(|name| StoredName {
                locale: name.locale.to_string(),
                title: name.title.clone(),
                description: name.description.clone(),
            })
            .collect();
        let mut values =
            values![it.id, it.brand, it.parent, &it.slug, &it.icon, i64::from(it.position)];
        let Care { is_for_people, skill } = it.care.clone();
        values.extend([json(&names), is_for_people.into(), skill.into()]);
        self.run(
            "insert into categories (id, brand, parent, slug, icon, position, names, for_people,
             skill) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (id) do update set parent = excluded.parent, slug = excluded.slug,
             icon = excluded.icon, position = excluded.position, names = excluded.names,
             for_people = excluded.for_people, skill = excluded.skill",
            values,
        )
        .await?;
        self.structure_changed().await
    }

    /// Removes a category; `false` when articles or other categories stand under it, or when it
    /// is not of this brand.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_category(
        &mut self,
        of: BrandId,
        id: CategoryId,
    ) -> Result<bool, StoreError> {
        let gone = self
            .run(
                "delete from categories where id = $1 and brand = $2
                 and not exists (select 1 from articles where category = $1)
                 and not exists (select 1 from categories below where below.parent = $1)",
                values![id, of],
            )
            .await?;
        self.structure_changed().await?;
        Ok(gone == 1)
    }

    /// Lay words of a brand, in the order of their words. `language` and `containing` narrow the
    /// list; `after` is the last word of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn synonyms(
        &mut self,
        of: BrandId,
        language: Option<&Locale>,
        after: Option<(&str, SynonymId)>,
        limit: i64,
    ) -> Result<Vec<Synonym>, StoreError> {
        let (word, id) = after.map_or((None, None), |(word, id)| (Some(word), Some(id)));
        let rows = self
            .all(
                "select * from synonyms where brand = $1 and ($2 is null or locale = $2)
                 and ($3 is null or word > $3 or (word = $3 and id > $4))
                 order by word, id limit $5",
                values![of, language, word, id, limit],
            )
            .await?;
        rows.iter().map(synonym).collect()
    }

    /// Keeps a lay word, new or changed; the same word in the same language is replaced.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_synonym(&mut self, it: &Synonym) -> Result<(), StoreError> {
        self.run(
            "delete from synonyms where id <> $1 and brand = $2 and locale = $3 and word = $4",
            values![it.id, it.brand, &it.locale, &it.word],
        )
        .await?;
        let mut values = values![it.id, it.brand, &it.locale, &it.word];
        values.push(json(&it.means));
        self.run(
            "insert into synonyms (id, brand, locale, word, means) values ($1, $2, $3, $4, $5)
             on conflict (id) do update set locale = excluded.locale, word = excluded.word,
             means = excluded.means",
            values,
        )
        .await?;
        self.structure_changed().await
    }

    /// Forgets a lay word; `false` when the brand has none such.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_synonym(&mut self, of: BrandId, id: SynonymId) -> Result<bool, StoreError> {
        let gone =
            self.run("delete from synonyms where id = $1 and brand = $2", values![id, of]).await?;
        self.structure_changed().await?;
        Ok(gone == 1)
    }

    /// Counts up the revision of live knowledge and says the new one.
    pub(crate) async fn next_revision(&mut self) -> Result<i64, StoreError> {
        self.ring_for_revision();
        self.count_up("revision").await
    }

    pub(crate) async fn count_up(&mut self, name: &'static str) -> Result<i64, StoreError> {
        let row = self
            .one(
                "update counters set value = value + 1 where name = $1 returning value",
                values![name],
            )
            .await?;
        row.ok_or(StoreError::Corrupt("counters"))?.int("value")
    }

    /// Tells every process that something shown on public pages changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn touch(&mut self) -> Result<(), StoreError> {
        self.structure_changed().await
    }

    pub(crate) async fn structure_changed(&mut self) -> Result<(), StoreError> {
        self.next_revision().await.map(|_| ())
    }
}

fn category(row: &Row) -> Result<Category, StoreError> {
    let names: Vec<StoredName> = row.json("names")?;
    let names = names.into_iter().map(|it| {
        let locale = it.locale.parse().or(Err(StoreError::Corrupt("names")))?;
        Ok(CategoryName { locale, title: it.title, description: it.description })
    });
    Ok(Category {
        id: row.parsed("id")?,
        brand: row.parsed("brand")?,
        parent: row.opt_parsed("parent")?,
        slug: row.text("slug")?,
        icon: row.text("icon")?,
        position: i32::try_from(row.int("position")?).unwrap_or(i32::MAX),
        names: names.collect::<Result<_, StoreError>>()?,
        care: Care { is_for_people: row.is("for_people")?, skill: row.opt_text("skill")? },
    })
}

fn synonym(row: &Row) -> Result<Synonym, StoreError> {
    Ok(Synonym {
        id: row.parsed("id")?,
        brand: row.parsed("brand")?,
        locale: row.parsed("locale")?,
        word: row.text("word")?,
        means: row.json("means")?,
    })
}
