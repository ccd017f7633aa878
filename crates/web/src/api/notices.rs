//! Current notices on the help page.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_domain::ids::NoticeId;
use lotse_domain::knowledge::{Notice, Validity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{Asked, At, List, Sent, opt_parsed, parsed};
use super::shapes::locale;
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A text in one language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextIn {
    locale: String,
    text: String,
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeJson {
    id: String,
    texts: Vec<TextIn>,
    valid_from: Option<DateTime<Utc>>,
    valid_until: Option<DateTime<Utc>>,
    /// The article it leads to.
    article_id: Option<String>,
}

impl From<&Notice> for NoticeJson {
    fn from(it: &Notice) -> Self {
        let texts = it.texts.iter();
        Self {
            id: it.id.to_string(),
            texts: texts
                .map(|(locale, text)| TextIn { locale: locale.to_string(), text: text.clone() })
                .collect(),
            valid_from: it.validity.from,
            valid_until: it.validity.until,
            article_id: it.article.map(|it| it.to_string()),
        }
    }
}

/// All notices of a brand, shown or not.
#[utoipa::path(get, path = "/notices", tag = "notices", params(OfBrand),
    responses((status = 200, body = List<NoticeJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    _may: With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Answer<List<NoticeJson>> {
    let current = web.app.current();
    let brand = current.brand_of(of.id()?).ok_or_else(Problem::not_found)?;
    Ok(Json(List::whole(brand.notices.iter().map(Into::into).collect())))
}

/// A notice to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewNotice {
    brand_id: String,
    texts: Vec<TextIn>,
    valid_from: Option<DateTime<Utc>>,
    valid_until: Option<DateTime<Utc>>,
    article_id: Option<String>,
}

impl NewNotice {
    fn notice(self, web: &Web, id: NoticeId) -> Result<Notice, Problem> {
        let brand = parsed(&self.brand_id, "brand_id")?;
        if web.app.current().brand_of(brand).is_none() {
            return Err(Problem::field("brand_id", "unknown", "no such brand"));
        }
        let texts = self
            .texts
            .into_iter()
            .map(|it| Ok((locale(&it.locale)?, it.text.trim().chars().take(300).collect())));
        Ok(Notice {
            id,
            brand,
            texts: texts.collect::<Result<_, Problem>>()?,
            validity: Validity { from: self.valid_from, until: self.valid_until },
            article: opt_parsed(self.article_id.as_deref(), "article_id")?,
        })
    }
}

/// Adds a notice.
#[utoipa::path(post, path = "/notices", tag = "notices", request_body = NewNotice,
    responses((status = 201, body = NoticeJson), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewNotice>,
) -> Result<(StatusCode, Json<NoticeJson>), Problem> {
    let notice = new.notice(&web, NoticeId(web.app.new_id()))?;
    let saved = web.app.save_notice(&may, notice).await?;
    Ok((StatusCode::CREATED, Json((&saved).into())))
}

/// Replaces a notice.
#[utoipa::path(put, path = "/notices/{id}", tag = "notices", params(("id" = String, Path)),
    request_body = NewNotice,
    responses((status = 200, body = NoticeJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Sent(new): Sent<NewNotice>,
) -> Answer<NoticeJson> {
    let notice = new.notice(&web, notice_id(&id)?)?;
    let current = web.app.current();
    let brand = current.brand_of(notice.brand).ok_or_else(Problem::not_found)?;
    if !brand.notices.iter().any(|it| it.id == notice.id) {
        return Err(Problem::not_found());
    }
    let saved = web.app.save_notice(&may, notice).await?;
    Ok(Json((&saved).into()))
}

/// Removes a notice.
#[utoipa::path(delete, path = "/notices/{id}", tag = "notices",
    params(("id" = String, Path), OfBrand),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Asked(of): Asked<OfBrand>,
) -> Result<StatusCode, Problem> {
    web.app.delete_notice(&may, of.id()?, notice_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn notice_id(text: &str) -> Result<NoticeId, Problem> {
    text.parse().ok().ok_or_else(Problem::not_found)
}
