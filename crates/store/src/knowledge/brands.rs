//! Brands, their hosts, and the short names they had before.

use chrono::{DateTime, Utc};
use lotse_domain::answers::Policies;
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Brand, ChatRules};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

impl Tx {
    /// All brands, oldest first: the first one answers where none is named.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn brands(&mut self) -> Result<Vec<Brand>, StoreError> {
        let rows = self.all("select * from brands order by created_at, id", values![]).await?;
        let mut brands: Vec<Brand> = rows.iter().map(brand).collect::<Result<_, _>>()?;
        let hosts = self.all("select * from brand_hosts order by position", values![]).await?;
        for row in hosts {
            let of: BrandId = row.parsed("brand")?;
            if let Some(brand) = brands.iter_mut().find(|it| it.id == of) {
                brand.hosts.push(row.parsed("host")?);
            }
        }
        for (of, surface, policy) in self.policies().await? {
            if let Some(brand) = brands.iter_mut().find(|it| it.id == of) {
                brand.policies = brand.policies.with(surface, policy);
            }
        }
        Ok(brands)
    }

    /// Keeps a brand, new or changed. A short name it had before goes on leading to it, until
    /// another brand takes the name.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another brand has the slug or one of the hosts.
    pub async fn save_brand(&mut self, it: &Brand, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.run(
            "insert into old_brand_slugs (slug, brand)
             select slug, id from brands where id = $1 and slug <> $2
             on conflict (slug) do update set brand = excluded.brand",
            values![it.id, &it.slug],
        )
        .await?;
        self.run("delete from old_brand_slugs where slug = $1", values![&it.slug]).await?;
        let locales: Vec<&str> = it.locales.iter().map(Locale::as_str).collect();
        let mut values =
            values![it.id, &it.slug, &it.name, &it.default_locale, it.accent.clone(), now];
        values.extend([json(&locales), json(&it.chat.origins), it.chat.promise_minutes.into()]);
        values.push(it.is_gated.into());
        self.run(
            "insert into brands (id, slug, name, default_locale, accent, created_at, locales,
             chat_origins, chat_promise, golden_gate)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (id) do update set slug = excluded.slug, name = excluded.name,
             default_locale = excluded.default_locale, accent = excluded.accent,
             locales = excluded.locales, chat_origins = excluded.chat_origins,
             chat_promise = excluded.chat_promise, golden_gate = excluded.golden_gate",
            values,
        )
        .await?;
        self.run("delete from brand_hosts where brand = $1", values![it.id]).await?;
        for (position, host) in (0_i64..).zip(&it.hosts) {
            self.run(
                "insert into brand_hosts (host, brand, position) values ($1, $2, $3)",
                values![host.as_str(), it.id, position],
            )
            .await?;
        }
        self.save_policies(it.id, &it.policies).await?;
        self.structure_changed().await
    }

    /// The short names brands had before, with the brand each leads to now.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn old_brand_slugs(&mut self) -> Result<Vec<(String, BrandId)>, StoreError> {
        let rows = self.all("select * from old_brand_slugs order by slug", values![]).await?;
        rows.iter().map(|it| Ok((it.text("slug")?, it.parsed("brand")?))).collect()
    }
}

fn brand(row: &Row) -> Result<Brand, StoreError> {
    Ok(Brand {
        id: row.parsed("id")?,
        slug: row.text("slug")?,
        name: row.text("name")?,
        default_locale: row.parsed("default_locale")?,
        locales: row.locales("locales")?,
        accent: row.opt_text("accent")?,
        hosts: Vec::new(),
        chat: ChatRules {
            origins: row.json("chat_origins")?,
            promise_minutes: row.int("chat_promise")?,
        },
        policies: Policies::default(),
        is_gated: row.is("golden_gate")?,
    })
}
