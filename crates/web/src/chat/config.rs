//! What the widget needs before anybody has said a word: the brand, sentences, articles.

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use http::request::Parts;
use lotse_app::BrandNow;
use lotse_app::answers::Asking;
use lotse_app::chat::Greeted;
use lotse_app::knowledge::Reader;
use lotse_domain::answers::Surface;
use lotse_domain::hours::Opening;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::SENTENCES;
use super::html::with_whole_addresses;
use super::origins::{check, may_chat};
use super::shapes::Offered;
use super::talk::Known;
use crate::Web;
use crate::api::page::Asked;
use crate::error::Problem;
use crate::help::accent::on;
use crate::help::locations;
use crate::help::view::Texts;
use crate::root::whole_home_of;

/// So many of the most asked articles are offered.
const MOST_ASKED: usize = 5;

/// Which brand and language.
#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    brand: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    page: String,
}

/// A brand by its short name, the first one without, and the page's right to ask; the language
/// that fits best.
pub(super) struct At {
    brand: BrandNow,
    locale: Locale,
    /// The page the chat is on.
    page: String,
}

impl FromRequestParts<Web> for At {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Asked(wanted) = Asked::<Wanted>::from_request_parts(parts, web).await?;
        let (brand, locale) = brand_and_locale(web, &wanted.brand, &wanted.locale)?;
        check(web, &brand, parts)?;
        Ok(Self { brand, locale, page: wanted.page })
    }
}

impl At {
    fn reader(&self) -> Reader {
        let (brand, locale) = (self.brand.brand.id, self.locale.clone());
        Reader { brand, locale, audience: Audience::Anyone }
    }
}

/// The brand of that short name, the first one for an empty one, and its language that fits.
pub(super) fn brand_and_locale(
    web: &Web,
    slug: &str,
    locale: &str,
) -> Result<(BrandNow, Locale), Problem> {
    let current = web.app.current();
    let brand = current.brand(Some(slug).filter(|it| !it.is_empty())).cloned();
    let unknown = || Problem::field("brand", "unknown", "no such brand; use its short name");
    let brand = brand.ok_or_else(unknown)?;
    let wanted: Option<Locale> = locale.parse().ok();
    let locale = brand.locale_for(wanted.as_ref());
    Ok((brand, locale))
}

/// A brand as the widget shows it.
#[derive(Debug, Serialize)]
struct BrandJson {
    slug: String,
    name: String,
    accent: Option<String>,
    on_accent: Option<&'static str>,
}

/// What the widget begins with.
#[derive(Debug, Serialize)]
pub(super) struct ConfigJson {
    brand: BrandJson,
    locale: String,
    locales: Vec<String>,
    mode: &'static str,
    bot_name: String,
    is_open: bool,
    hours: String,
    most_asked: Vec<Offered>,
    greeting: GreetingJson,
    texts: Map<String, Value>,
    retention: String,
    has_mail: bool,
}

/// How the chat begins for whoever asks.
#[derive(Debug, Serialize)]
struct GreetingJson {
    key: &'static str,
    may_promote: bool,
    says_when: bool,
    name: String,
    case: Option<CaseJson>,
}

/// A conversation that goes on.
#[derive(Debug, Serialize)]
struct CaseJson {
    reference: i64,
    status: &'static str,
    holder: &'static str,
    preview: String,
}

impl From<Greeted> for GreetingJson {
    fn from(it: Greeted) -> Self {
        let case = it.case.map(|line| CaseJson {
            reference: line.conversation.reference,
            status: line.conversation.status.as_str(),
            holder: line.conversation.holder.as_str(),
            preview: line.preview,
        });
        Self {
            key: it.welcome.greeting.as_str(),
            may_promote: it.welcome.may_promote,
            says_when: it.welcome.says_when,
            name: it.name,
            case,
        }
    }
}

pub(super) async fn config(
    State(web): State<Web>,
    Known(visitor): Known,
    at: At,
) -> Result<Json<ConfigJson>, Problem> {
    let greeted = web.app.greet(visitor.as_ref(), &at.brand, &at.page).await?;
    let lines = web.app.most_asked((&at.reader(), Some(&at.page)), MOST_ASKED).await?;
    let BrandNow { brand, service_hours, .. } = &at.brand;
    let home = whole_home_of(&web.config, &web.app.current(), brand.id);
    let most_asked = lines.into_iter().map(|it| Offered {
        article: it.article.to_string(),
        url: format!("{home}/{}/a/{}", it.locale, it.slug),
        title: it.title,
    });
    let (text, now) =
        (Texts { catalogue: &web.catalogue, locale: at.locale.as_str() }, web.app.now());
    let hours = service_hours.as_ref();
    Ok(Json(ConfigJson {
        brand: BrandJson {
            slug: brand.slug.clone(),
            name: brand.name.clone(),
            on_accent: brand.accent.as_deref().and_then(on),
            accent: brand.accent.clone(),
        },
        locale: at.locale.to_string(),
        locales: brand.locales.iter().map(ToString::to_string).collect(),
        mode: brand.policies.chat.mode_now().as_str(),
        bot_name: text.t("chat.bot.name"),
        is_open: hours.is_none_or(|it| matches!(it.at(now), Opening::OpenUntil(_))),
        hours: hours.map(|it| locations::now(it, now).words(&text)).unwrap_or_default(),
        most_asked: most_asked.collect(),
        greeting: greeted.into(),
        texts: sentences(&at),
        retention: match at.brand.wording.sentence(&at.locale, "chat.bot.retention") {
            Some(own) => own.to_owned(),
            None => text.t("chat.bot.retention"),
        },
        has_mail: web.app.has_mail(),
    }))
}

/// The window's sentences, as the brand words them.
fn sentences(at: &At) -> Map<String, Value> {
    let shipped = SENTENCES.get(at.locale.language()).or_else(|| SENTENCES.get("en"));
    let mut all = shipped.cloned().unwrap_or_default();
    for (key, own) in at.brand.wording.of(&at.locale) {
        if let Some(text) = all.get_mut(key) {
            *text = own.into();
        }
    }
    all
}

/// What is being typed; brand and language are read by [`At`].
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    q: String,
}

/// Articles that fit.
#[derive(Debug, Serialize)]
pub(super) struct SuggestedJson {
    items: Vec<Offered>,
}

pub(super) async fn suggest(
    State(web): State<Web>,
    at: At,
    Asked(typed): Asked<Typed>,
) -> Result<Json<SuggestedJson>, Problem> {
    let reader = at.reader();
    let asking = Asking {
        text: &typed.q,
        brand: reader.brand,
        locale: Some(&reader.locale),
        audience: &reader.audience,
        page: None,
        surface: Surface::Chat,
        is_rewording: false,
    };
    let home = whole_home_of(&web.config, &web.app.current(), reader.brand);
    let items = web.app.suggest(&asking).await?.into_iter().map(|it| {
        let fragment = it.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
        Offered {
            article: it.line.article.to_string(),
            url: format!("{home}/{}/a/{}{fragment}", it.line.locale, it.line.slug),
            title: it.line.title,
        }
    });
    Ok(Json(SuggestedJson { items: items.collect() }))
}

/// An article to read in the panel.
#[derive(Debug, Serialize)]
pub(super) struct ArticleJson {
    title: String,
    html: String,
    url: String,
}

/// The language of an article to read.
#[derive(Debug, Deserialize)]
pub(super) struct Language {
    #[serde(default)]
    locale: String,
}

/// An article anybody may read, in the language asked for or another one it is there in.
pub(super) async fn article(
    State(web): State<Web>,
    Path(id): Path<String>,
    Asked(language): Asked<Language>,
    headers: http::HeaderMap,
) -> Result<Json<ArticleJson>, Problem> {
    let id: ArticleId = id.parse().ok().ok_or_else(Problem::not_found)?;
    let wanted: Option<Locale> = language.locale.parse().ok();
    let current = web.app.current();
    for brand in current.brands.iter().filter(|it| may_chat(&web, it, &headers)) {
        let locale = brand.locale_for(wanted.as_ref());
        let mut reader = Reader { brand: brand.brand.id, locale, audience: Audience::Anyone };
        let Some((locale, slug)) = web.app.address_of(&reader, id).await? else { continue };
        reader.locale = locale;
        let rows = web.app.live_rows(&reader, &[id]).await?;
        let Some(row) = rows.into_iter().next() else { continue };
        let home = whole_home_of(&web.config, &current, brand.brand.id);
        // Pictures and links by id stand at the root of the brand's host.
        let root = whole_root(&home);
        return Ok(Json(ArticleJson {
            title: row.article.content.title,
            html: with_whole_addresses(&row.html, root),
            url: format!("{home}/{}/a/{slug}", reader.locale),
        }));
    }
    Err(Problem::not_found())
}

/// Scheme and host of a whole address.
fn whole_root(home: &str) -> &str {
    let host_at = home.find("://").map_or(0, |it| it + 3);
    let path_at = home.get(host_at..).and_then(|it| it.find('/')).map(|it| host_at + it);
    path_at.and_then(|it| home.get(..it)).unwrap_or(home)
}
