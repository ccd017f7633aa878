//! Brings the tables up to date. Migrations only add; an applied one is never edited.

use crate::dialect::{Conn, Pools};
use crate::error::StoreError;
use crate::row::values;

/// All migrations, oldest first. `{bytes}` and `{real}` stand for the databases' own types, `{exact}` for the
/// order of texts by their bytes.
pub(crate) const ALL: &[(&str, &str)] = &[
    ("0001_first", include_str!("migration/0001_first.sql")),
    ("0002_brands", include_str!("migration/0002_brands.sql")),
    ("0003_brand_hosts", include_str!("migration/0003_brand_hosts.sql")),
    ("0004_checks", include_str!("migration/0004_checks.sql")),
    ("0005_by_visibility", include_str!("migration/0005_by_visibility.sql")),
    ("0006_articles_by_age", include_str!("migration/0006_articles_by_age.sql")),
    ("0007_learned", include_str!("migration/0007_learned.sql")),
    ("0008_live_counts", include_str!("migration/0008_live_counts.sql")),
    ("0009_chat", include_str!("migration/0009_chat.sql")),
    ("0010_timers", include_str!("migration/0010_timers.sql")),
    ("0011_desk", include_str!("migration/0011_desk.sql")),
    ("0012_identity", include_str!("migration/0012_identity.sql")),
    ("0013_attachments_and_mail", include_str!("migration/0013_attachments_and_mail.sql")),
    ("0015_actions", include_str!("migration/0015_actions.sql")),
    ("0016_wording", include_str!("migration/0016_wording.sql")),
    ("0017_for_people", include_str!("migration/0017_for_people.sql")),
    ("0018_routing", include_str!("migration/0018_routing.sql")),
    ("0019_found", include_str!("migration/0019_found.sql")),
    ("0020_told", include_str!("migration/0020_told.sql")),
    ("0021_policies", include_str!("migration/0021_policies.sql")),
    ("0022_rewordings", include_str!("migration/0022_rewordings.sql")),
    ("0023_golden", include_str!("migration/0023_golden.sql")),
    ("0024_thesaurus", include_str!("migration/0024_thesaurus.sql")),
    ("0025_at_desk", include_str!("migration/0025_at_desk.sql")),
    ("0026_pages", include_str!("migration/0026_pages.sql")),
    ("0027_vectors", include_str!("migration/0027_vectors.sql")),
];

pub(crate) async fn migrate(pools: &Pools) -> Result<(), StoreError> {
    let mut conn = pools.begin(false).await?;
    conn.lock_migrations().await?;
    conn.script(
        "create table if not exists migrations (name text primary key, applied_at bigint not null)",
    )
    .await?;
    let applied = applied(&mut conn).await?;
    if let Some(unknown) = applied.iter().find(|it| !ALL.iter().any(|(name, _)| name == it)) {
        return Err(StoreError::Newer(unknown.clone()));
    }
    for (name, sql) in ALL {
        if applied.iter().any(|it| it == name) {
            continue;
        }
        tracing::info!(migration = name, "apply migration {name}");
        let sql = conn.translate(sql);
        conn.script(&sql).await?;
        conn.run("insert into migrations (name, applied_at) values ($1, 0)", values![*name])
            .await?;
    }
    conn.commit(None).await
}

pub(crate) async fn state(pools: &Pools) -> Result<(Vec<String>, Vec<String>), StoreError> {
    let mut conn = pools.read().await?;
    let known = applied(&mut conn).await.unwrap_or_default();
    let waiting =
        ALL.iter().map(|(name, _)| (*name).to_owned()).filter(|it| !known.contains(it)).collect();
    Ok((known, waiting))
}

async fn applied(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let rows = conn.all("select name from migrations order by name", Vec::new()).await?;
    rows.iter().map(|it| it.text("name")).collect()
}
