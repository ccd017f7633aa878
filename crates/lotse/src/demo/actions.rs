//! What Lotse does in the demo's shop.

use anyhow::Context as _;
use lotse_app::access::{Actor, Administer};
use lotse_app::actions::{ActionToAdd, Document, SystemChange, SystemToAdd};
use lotse_app::{App, Secret};
use lotse_domain::knowledge::Source;

use super::{SOURCE, content};

/// What the actions call the shop.
const SYSTEM: &str = "shop";
/// How long the shop may take for one call, in milliseconds.
const PATIENCE_MS: i64 = 5_000;

/// Lets Lotse call the shop at `url`, and offers what it can do there. What an administrator
/// changed or removed since the first time stays so; only the address follows the shop.
pub(crate) async fn set_up(app: &App, url: &str) -> anyhow::Result<()> {
    let may = Actor::operator().may::<Administer>()?;
    let base_url = format!("{url}/api/v1");
    if let Some(known) = app.systems(&may).into_iter().find(|it| it.name == SYSTEM) {
        if known.base_url != base_url {
            let change = SystemChange { base_url: Some(base_url), ..SystemChange::default() };
            app.change_system(&may, known.id, change).await?;
        }
        return Ok(());
    }
    let system = SystemToAdd {
        name: SYSTEM.to_owned(),
        base_url,
        header: "Authorization".to_owned(),
        secret: Secret::new(format!("Bearer {}", lotse_shop::API_KEY)),
        timeout_ms: PATIENCE_MS,
    };
    let current = app.current();
    let brand = current.brand(Some(&content::brand()?.slug));
    let brand = brand.context("the demo's brand is gone")?.brand.id;
    app.add_system(&may, system).await?;
    for (name, text) in content::actions()? {
        let mut document: Document =
            serde_json::from_str(&text).with_context(|| format!("the action `{name}`"))?;
        let mut articles = Vec::new();
        for key in &document.articles {
            let source = Source { name: SOURCE.to_owned(), id: key.clone() };
            let found = app.store().read().await?.article_from(brand, &source).await?;
            articles.extend(found.map(|it| it.id.to_string()));
        }
        document.articles = articles;
        let new = ActionToAdd { brand, name: name.clone(), is_enabled: true, document };
        app.add_action(&may, new).await.with_context(|| format!("the action `{name}`"))?;
    }
    Ok(())
}
