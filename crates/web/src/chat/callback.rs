//! Visitors choose a time to be called at.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use lotse_app::chat::{CallTimes, CallWish};
use lotse_domain::hours::Window;
use lotse_domain::inbox::Callback;
use serde::{Deserialize, Serialize};

use super::shapes::{CardJson, MessageJson, Scenery, card as shown_card};
use super::talk::Who;
use crate::Web;
use crate::api::page::Sent;
use crate::error::Problem;

/// When and where somebody is called.
#[derive(Debug, Serialize)]
pub(super) struct CallbackJson {
    phone: String,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    time_zone: &'static str,
    /// Names this choice when another one is made.
    asked_at: DateTime<Utc>,
}

impl From<&Callback> for CallbackJson {
    fn from(it: &Callback) -> Self {
        Self {
            phone: it.phone.as_str().to_owned(),
            from: it.window.from,
            until: it.window.until,
            time_zone: it.zone.name(),
            asked_at: it.asked_at,
        }
    }
}

/// A time that is offered.
#[derive(Debug, Serialize)]
struct WindowJson {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl From<Window> for WindowJson {
    fn from(it: Window) -> Self {
        Self { from: it.from, until: it.until }
    }
}

/// What there is to choose from.
#[derive(Debug, Serialize)]
pub(super) struct CallTimesJson {
    windows: Vec<WindowJson>,
    time_zone: &'static str,
    country_code: &'static str,
    callback: Option<CallbackJson>,
}

impl From<CallTimes> for CallTimesJson {
    fn from(it: CallTimes) -> Self {
        Self {
            windows: it.windows.into_iter().map(Into::into).collect(),
            time_zone: it.zone.name(),
            country_code: it.country_code,
            callback: it.chosen.as_ref().map(Into::into),
        }
    }
}

pub(super) async fn times(
    State(web): State<Web>,
    Who(visitor): Who,
) -> Result<Json<CallTimesJson>, Problem> {
    web.chat.signs.pass(visitor.contact)?;
    Ok(Json(web.app.call_times(&visitor).await?.into()))
}

/// What a visitor chooses.
#[derive(Debug, Deserialize)]
pub(super) struct ChoiceJson {
    /// The `asked_at` of the choice that was seen.
    seen: Option<DateTime<Utc>>,
    /// The number and the beginning of the time; nothing where no call is wanted any more.
    call: Option<WishJson>,
}

#[derive(Debug, Deserialize)]
struct WishJson {
    phone: String,
    from: DateTime<Utc>,
}

/// The card, and what was said.
#[derive(Debug, Serialize)]
pub(super) struct ChosenJson {
    card: CardJson,
    messages: Vec<MessageJson>,
}

pub(super) async fn choose(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<ChoiceJson>,
) -> Result<Json<ChosenJson>, Problem> {
    web.chat.words.pass(visitor.contact)?;
    let wish = it.call.map(|it| CallWish { phone: it.phone, from: it.from });
    let chosen = web.app.choose_call(&visitor, (it.seen, wish), &web.catalogue).await?;
    let messages = Scenery::of(&web, &visitor).messages(&chosen.1);
    Ok(Json(ChosenJson { card: shown_card(&chosen.0), messages }))
}
