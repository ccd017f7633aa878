//! Opening hours as JSON, and those of the service team.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_domain::hours::{Holiday, Hours, Opening, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{Asked, Sent, parsed};
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A week of opening hours and the days that differ, by the clock of the place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HoursJson {
    /// Such as `Europe/Berlin`.
    time_zone: String,
    /// The usual week; a day may have several spans, a missing day is closed.
    week: Vec<SpanJson>,
    /// Days that differ, each once.
    #[serde(default)]
    holidays: Vec<HolidayJson>,
}

/// Open on one weekday.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SpanJson {
    /// `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`.
    day: String,
    /// The first minute, such as `10:00`.
    opens: String,
    /// The first minute after, on the same day; `23:59` at the latest.
    closes: String,
}

/// A day that differs.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayJson {
    date: NaiveDate,
    /// Null, like `closes`, when it is closed all day.
    opens: Option<String>,
    closes: Option<String>,
    /// What the day is called, per language.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

/// Whether somebody is there now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct OpeningJson {
    is_open: bool,
    /// Until when that holds; null when it does not open within three weeks.
    until: Option<DateTime<Utc>>,
}

impl OpeningJson {
    pub(super) fn new(hours: &Hours, now: DateTime<Utc>) -> Self {
        match hours.at(now) {
            Opening::OpenUntil(until) => Self { is_open: true, until: Some(until) },
            Opening::ClosedUntil(until) => Self { is_open: false, until },
        }
    }
}

impl From<&Hours> for HoursJson {
    fn from(it: &Hours) -> Self {
        let week = it.week.iter().map(|it| SpanJson {
            day: it.day.to_string().to_ascii_lowercase(),
            opens: clock(it.opens),
            closes: clock(it.closes),
        });
        let holidays = it.holidays.iter().map(|it| HolidayJson {
            date: it.date,
            opens: it.open.map(|(opens, _)| clock(opens)),
            closes: it.open.map(|(_, closes)| clock(closes)),
            names: it.names.iter().map(|(l, name)| (l.to_string(), name.clone())).collect(),
        });
        Self {
            time_zone: it.zone.name().to_owned(),
            week: week.collect(),
            holidays: holidays.collect(),
        }
    }
}

impl TryFrom<HoursJson> for Hours {
    type Error = Problem;

    fn try_from(it: HoursJson) -> Result<Self, Problem> {
        Ok(Self {
            zone: parsed(it.time_zone.trim(), "hours.time_zone")?,
            week: it.week.into_iter().map(Span::try_from).collect::<Result<_, _>>()?,
            holidays: it.holidays.into_iter().map(Holiday::try_from).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<SpanJson> for Span {
    type Error = Problem;

    fn try_from(it: SpanJson) -> Result<Self, Problem> {
        let field = format!("hours.week.{}", it.day);
        Ok(Self {
            day: parsed(&it.day, "hours.week")?,
            opens: time(&it.opens, &field)?,
            closes: time(&it.closes, &field)?,
        })
    }
}

impl TryFrom<HolidayJson> for Holiday {
    type Error = Problem;

    fn try_from(it: HolidayJson) -> Result<Self, Problem> {
        let field = format!("hours.holidays.{}", it.date);
        let open = match (it.opens, it.closes) {
            (Some(opens), Some(closes)) => Some((time(&opens, &field)?, time(&closes, &field)?)),
            (None, None) => None,
            _ => return Err(Problem::field(&field, "empty", "tell both times or none")),
        };
        let names = it.names.into_iter().map(|(tag, name)| Ok((parsed(&tag, &field)?, name)));
        Ok(Self { date: it.date, open, names: names.collect::<Result<_, Problem>>()? })
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn time(text: &str, field: &str) -> Result<NaiveTime, Problem> {
    let wrong = || Problem::field(field, "not_a_time", "a time is written `10:00`");
    NaiveTime::parse_from_str(text, "%H:%M").ok().ok_or_else(wrong)
}

/// When the service team of a brand is there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceHoursJson {
    /// Null until somebody says so.
    hours: Option<HoursJson>,
    /// Null without hours.
    opening: Option<OpeningJson>,
}

impl ServiceHoursJson {
    fn new(web: &Web, hours: Option<&Hours>) -> Self {
        Self {
            hours: hours.map(Into::into),
            opening: hours.map(|it| OpeningJson::new(it, web.app.now())),
        }
    }
}

/// When the service team of a brand is there.
#[utoipa::path(get, path = "/service-hours", tag = "places", params(OfBrand),
    responses((status = 200, body = ServiceHoursJson), (status = 404, body = Problem)))]
pub(super) async fn service_hours(
    State(web): State<Web>,
    _may: With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Answer<ServiceHoursJson> {
    let current = web.app.current();
    let brand = current.brand_of(of.id()?).ok_or_else(Problem::not_found)?;
    Ok(Json(ServiceHoursJson::new(&web, brand.service_hours.as_ref())))
}

/// Hours of the service team to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewServiceHours {
    /// Null takes them away.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    hours: Option<HoursJson>,
}

/// Says when the service team of a brand is there, or that nobody knows.
#[utoipa::path(put, path = "/service-hours", tag = "places", params(OfBrand),
    request_body = NewServiceHours,
    responses((status = 200, body = ServiceHoursJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn set_service_hours(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Asked(of): Asked<OfBrand>,
    Sent(new): Sent<NewServiceHours>,
) -> Answer<ServiceHoursJson> {
    let hours = new.hours.map(Hours::try_from).transpose()?;
    let kept = web.app.set_service_hours(&may, of.id()?, hours).await?;
    Ok(Json(ServiceHoursJson::new(&web, kept.as_ref())))
}
