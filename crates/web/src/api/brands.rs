//! Brands.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::access::{Administer, ReadKnowledge};
use lotse_app::knowledge::BrandChange;
use lotse_domain::answers::{Policies, Surface};
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Brand, ChatRules, HostName};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{At, List, Sent, parsed};
use super::policies::{PolicyChangeJson, PolicyJson};
use crate::Web;
use crate::error::Problem;
use crate::root::{home_of, is_public};
use crate::session::With;

/// A brand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BrandJson {
    id: String,
    /// Its short name in addresses and commands.
    slug: String,
    /// As customers know it.
    name: String,
    default_locale: String,
    /// In the order they are shown.
    locales: Vec<String>,
    /// `#rrggbb`; null for the colour of Lotse.
    accent: Option<String>,
    /// Hosts of its own, where it stands at the root; customers are sent to the first.
    hosts: Vec<String>,
    /// Where its help centre is.
    url: String,
    /// How far Lotse goes on its own where customers ask.
    policies: Vec<PolicyJson>,
    /// Further places whose pages may offer the chat, as `https://shop.example`; those of its own
    /// hosts always may.
    chat_origins: Vec<String>,
    /// Within so many minutes somebody comes whom the topic needs; then anybody may, and whoever still
    /// waits is told so.
    chat_promise_minutes: i64,
    /// Whether a text that would break a golden question is refused when somebody publishes it.
    golden_gate: bool,
}

impl BrandJson {
    fn new(web: &Web, it: &Brand) -> Self {
        Self {
            id: it.id.to_string(),
            slug: it.slug.clone(),
            name: it.name.clone(),
            default_locale: it.default_locale.to_string(),
            locales: it.locales.iter().map(ToString::to_string).collect(),
            accent: it.accent.clone(),
            hosts: it.hosts.iter().map(ToString::to_string).collect(),
            policies: Surface::CUSTOMERS
                .map(|surface| PolicyJson::new(surface, it.policies.of(surface)))
                .into(),
            chat_origins: it.chat.origins.clone(),
            chat_promise_minutes: it.chat.promise_minutes,
            golden_gate: it.is_gated,
            url: format!("{}/", home_of(&web.config, &web.app.current(), it.id)),
        }
    }
}

/// All brands; the first answers where none is named.
#[utoipa::path(get, path = "/brands", tag = "structure",
    responses((status = 200, body = List<BrandJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    _may: With<ReadKnowledge>,
) -> Answer<List<BrandJson>> {
    let current = web.app.current();
    let brands = current.brands.iter().map(|it| BrandJson::new(&web, &it.brand));
    Ok(Json(List::whole(brands.collect())))
}

/// A brand to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBrand {
    name: String,
    /// Its short name in addresses and commands; made of the name when left out.
    #[serde(default)]
    slug: String,
    /// The first one when left out.
    default_locale: Option<String>,
    /// In the order they are shown.
    locales: Vec<String>,
    /// `#rrggbb`; the colour of Lotse when left out.
    accent: Option<String>,
    /// Hosts of its own, such as `help.shop.example`, without scheme, port or path.
    #[serde(default)]
    hosts: Vec<String>,
    /// Further places whose pages may offer the chat, as `https://shop.example`.
    #[serde(default)]
    chat_origins: Vec<String>,
    /// Whether a text that would break a golden question is refused when somebody publishes it.
    #[serde(default)]
    golden_gate: bool,
}

/// Makes a brand; its help centre is there at once.
#[utoipa::path(post, path = "/brands", tag = "structure", request_body = NewBrand,
    responses((status = 201, body = BrandJson), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewBrand>,
) -> Result<(StatusCode, Json<BrandJson>), Problem> {
    let locales = locales(&new.locales)?;
    let default_locale = match new.default_locale.as_deref().filter(|it| !it.is_empty()) {
        Some(tag) => parsed(tag, "default_locale")?,
        None => locales.first().cloned().ok_or_else(|| {
            Problem::field("locales", "empty", "a brand needs at least one language")
        })?,
    };
    let brand = Brand {
        id: BrandId(web.app.new_id()),
        slug: new.slug,
        name: new.name,
        default_locale,
        locales,
        accent: new.accent,
        hosts: hosts(&web, &new.hosts)?,
        chat: ChatRules { origins: new.chat_origins, ..ChatRules::default() },
        policies: Policies::default(),
        is_gated: new.golden_gate,
    };
    let saved = web.app.save_brand(&may, &brand).await?;
    Ok((StatusCode::CREATED, Json(BrandJson::new(&web, &saved))))
}

/// What to change of a brand; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BrandChangeJson {
    name: Option<String>,
    /// The short name before goes on leading to the brand.
    slug: Option<String>,
    default_locale: Option<String>,
    /// Texts in a language that is taken away stay, but nobody sees them.
    locales: Option<Vec<String>>,
    /// An empty text takes it away.
    accent: Option<String>,
    /// All hosts of its own; an empty list takes them away.
    hosts: Option<Vec<String>>,
    /// How far Lotse goes where customers ask; surfaces that are left out stay as they are.
    #[serde(default)]
    policies: Vec<PolicyChangeJson>,
    /// All further places whose pages may offer the chat; an empty list takes them away.
    chat_origins: Option<Vec<String>>,
    /// 1 to 1,440.
    chat_promise_minutes: Option<i64>,
    /// Whether a text that would break a golden question is refused when somebody publishes it.
    golden_gate: Option<bool>,
}

/// Changes a brand; its pages show it at once.
#[utoipa::path(patch, path = "/brands/{id}", tag = "structure", params(("id" = String, Path)),
    request_body = BrandChangeJson,
    responses((status = 200, body = BrandJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(change): Sent<BrandChangeJson>,
) -> Answer<BrandJson> {
    let id: BrandId = id.parse().ok().ok_or_else(Problem::not_found)?;
    let default_locale = change.default_locale.as_deref();
    let change = BrandChange {
        name: change.name,
        slug: change.slug,
        default_locale: default_locale.map(|it| parsed(it, "default_locale")).transpose()?,
        locales: change.locales.as_deref().map(locales).transpose()?,
        accent: change.accent,
        hosts: change.hosts.map(|it| hosts(&web, &it)).transpose()?,
        policies: change.policies.iter().map(PolicyChangeJson::read).collect::<Result<_, _>>()?,
        chat_origins: change.chat_origins,
        chat_promise_minutes: change.chat_promise_minutes,
        is_gated: change.golden_gate,
    };
    let saved = web.app.change_brand(&may, id, change).await?;
    Ok(Json(BrandJson::new(&web, &saved)))
}

fn locales(tags: &[String]) -> Result<Vec<Locale>, Problem> {
    tags.iter().map(|it| parsed(it, "locales")).collect()
}

/// Letters beyond ASCII become punycode, as browsers send them.
fn hosts(web: &Web, names: &[String]) -> Result<Vec<HostName>, Problem> {
    let read = |name: &String| {
        let host = match url::Host::parse(name.trim()) {
            Ok(url::Host::Domain(host)) if !name.contains('%') => host.parse::<HostName>().ok(),
            _ => None,
        };
        let host = host.ok_or_else(|| {
            let detail = format!("`{name}` is not a host such as `help.shop.example`");
            Problem::field("hosts", "not_a_host", &detail)
        })?;
        if is_public(&web.config, &host) {
            let detail = format!("`{name}` is the host of the whole installation");
            return Err(Problem::field("hosts", "host_of_all", &detail));
        }
        Ok(host)
    };
    names.iter().map(read).collect()
}
