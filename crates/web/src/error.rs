//! The only place that chooses status codes. A failure is told as problem details (RFC 9457)
//! with a stable code; sentences for people come from the language files.

mod actions;
mod chat;
mod golden;
mod identity;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use lotse_app::StoreError;
use lotse_app::access::{AgentError, Forbidden, SignInError, TotpError};
use lotse_app::answers::FeedbackError;
use lotse_app::inbox::{InboxError, ReceiveError};
use lotse_app::knowledge::{
    BrandError, CheckError, EditError, ExportFailure, MediaError, PlaceError, StructureError,
};
use lotse_domain::access::{AbilitiesFlaw, WeakPassword};
use lotse_domain::hours::{HoursFlaw, LocationFlaw};
use lotse_domain::knowledge::BrandFlaw;
use serde::Serialize;
use utoipa::ToSchema;

/// A failure as clients see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// Stable; clients choose their sentence by it.
    code: String,
    /// One English sentence.
    detail: String,
    /// Fields that are wrong, each with a code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field>,
    /// When to try again.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_seconds: Option<i64>,
    /// The version that was saved meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_version: Option<i64>,
    /// Who has the conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    agent_name: Option<Box<str>>,
    /// The golden questions that would break.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schema(value_type = Vec<String>)]
    questions: Box<[String]>,
}

/// A field that is wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: String,
    /// What is wrong with it.
    pub(crate) code: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &str, detail: &str) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.to_owned(),
            fields: Vec::new(),
            retry_after_seconds: None,
            current_version: None,
            agent_name: None,
            questions: Box::default(),
        }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "there is no such thing")
    }

    pub(crate) fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", "sign in first")
    }

    pub(crate) fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross_site", "the request came from another site")
    }

    /// A page of a place the brand does not know wants to chat.
    pub(crate) fn origin_refused() -> Self {
        let detail = "the brand does not let pages of this place chat";
        Self::new(StatusCode::FORBIDDEN, "origin_refused", detail)
    }

    /// An ordinary request where a WebSocket is expected.
    pub(crate) fn upgrade(detail: &str) -> Self {
        Self::new(StatusCode::UPGRADE_REQUIRED, "websocket_needed", detail)
    }

    /// The same call again will do.
    fn busy() -> Self {
        let detail = "somebody changed the same thing; try again";
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail);
        problem.retry_after_seconds = Some(1);
        problem
    }

    /// All places for those who listen are taken.
    pub(crate) fn full(seconds: i64) -> Self {
        let detail = "too many listen at the moment; come back later";
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "full", detail);
        problem.retry_after_seconds = Some(seconds);
        problem
    }

    pub(crate) fn wrong(code: &str, detail: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    pub(crate) fn conflict(code: &str, detail: &str) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub(crate) fn field(name: &str, code: &str, detail: &str) -> Self {
        Self::wrong("field_wrong", detail)
            .with_fields(vec![Field { name: name.to_owned(), code: code.to_owned() }])
    }

    pub(crate) fn too_large(detail: &str) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    pub(crate) fn too_many(seconds: i64) -> Self {
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_tries",
            "too many tries; wait before the next",
        );
        problem.retry_after_seconds = Some(seconds.max(1));
        problem
    }

    pub(crate) fn with_fields(mut self, fields: Vec<Field>) -> Self {
        self.fields = fields;
        self
    }

    fn meanwhile(version: i64) -> Self {
        let mut problem = Self::conflict("changed_meanwhile", "somebody saved another version");
        problem.current_version = Some(version);
        problem
    }

    fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "something failed here; nothing was changed",
        )
    }

    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn until(time: chrono::DateTime<chrono::Utc>, now: chrono::DateTime<chrono::Utc>) -> Self {
        Self::too_many((time - now).num_seconds())
    }

    /// A refused log-in, with the time the next try is allowed told from `now`.
    pub(crate) fn sign_in(error: SignInError, now: chrono::DateTime<chrono::Utc>) -> Self {
        let refused = |code, detail| Self::new(StatusCode::UNAUTHORIZED, code, detail);
        match error {
            SignInError::Wrong => refused("credentials_wrong", "address or password are wrong"),
            SignInError::CodeNeeded => refused("code_needed", "the code is needed too"),
            SignInError::CodeWrong => refused("code_wrong", "the code is wrong or was used"),
            SignInError::TooManyTries(until) => Self::until(until, now),
            SignInError::Store(error) => error.into(),
        }
    }

    /// A refused change of one's own secrets.
    pub(crate) fn totp(error: TotpError, now: chrono::DateTime<chrono::Utc>) -> Self {
        match error {
            TotpError::Wrong => Self::wrong("code_wrong", "the code or password is wrong"),
            TotpError::NoAgent => Self::wrong("agents_only", "only an agent can do this"),
            TotpError::TooManyTries(until) => Self::until(until, now),
            TotpError::Weak(weak) => weak.into(),
            TotpError::Store(error) => error.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let retry = self.retry_after_seconds;
        let mut response = (self.status(), Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => {
                Self::conflict("conflict", "somebody was quicker; try again")
            }
            other => {
                let cause = std::error::Error::source(&other).map(ToString::to_string);
                tracing::error!(error = %other, cause, "the store failed");
                Self::internal()
            }
        }
    }
}

impl From<Forbidden> for Problem {
    fn from(error: Forbidden) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", &error.to_string())
    }
}

impl From<JsonRejection> for Problem {
    fn from(error: JsonRejection) -> Self {
        let status = error.status();
        let code = if status == StatusCode::PAYLOAD_TOO_LARGE { "too_large" } else { "body_wrong" };
        Self::new(status, code, &error.body_text())
    }
}

impl From<WeakPassword> for Problem {
    fn from(error: WeakPassword) -> Self {
        let code = match error {
            WeakPassword::TooShort => "too_short",
            WeakPassword::TooLong => "too_long",
            WeakPassword::TooEasy => "too_easy",
        };
        Self::field("password", code, &error.to_string())
    }
}

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        let detail = error.to_string();
        match error {
            EditError::NotFound => Self::not_found(),
            EditError::NoTitle => Self::field("title", "empty", &detail),
            EditError::TooLong(field, _) => Self::field(field, "too_long", &detail),
            EditError::UnknownLocale(_) => Self::field("locale", "unknown", &detail),
            EditError::NoCategory => Self::field("category_id", "unknown", &detail),
            EditError::EndsBeforeItBegins => Self::field("valid_until", "too_early", &detail),
            EditError::Meanwhile(version) => Self::meanwhile(version),
            EditError::Live => Self::conflict("article_is_live", &detail),
            EditError::Store(error) => error.into(),
        }
    }
}

impl From<CheckError> for Problem {
    fn from(error: CheckError) -> Self {
        let detail = error.to_string();
        match error {
            CheckError::NotFound => Self::not_found(),
            CheckError::NotLive => Self::conflict("nothing_live", &detail),
            CheckError::Meanwhile(version) => Self::meanwhile(version),
            CheckError::Store(error) => error.into(),
        }
    }
}

impl From<StructureError> for Problem {
    fn from(error: StructureError) -> Self {
        let detail = error.to_string();
        match error {
            StructureError::NotFound => Self::not_found(),
            StructureError::Empty(field) => Self::field(field, "empty", &detail),
            StructureError::Circle => Self::field("parent_id", "circle", &detail),
            StructureError::NotEmpty => Self::conflict("category_not_empty", &detail),
            StructureError::Skill(_) => Self::field("skill", "too_long", &detail),
            StructureError::Taken => Self::conflict("name_taken", &detail),
            StructureError::Store(error) => error.into(),
        }
    }
}

impl From<BrandFlaw> for Problem {
    fn from(error: BrandFlaw) -> Self {
        let (field, code) = match error {
            BrandFlaw::NoName => ("name", "empty"),
            BrandFlaw::LongName => ("name", "too_long"),
            BrandFlaw::Locales => ("default_locale", "unknown"),
            BrandFlaw::Colour => ("accent", "not_a_colour"),
            BrandFlaw::ManyHosts => ("hosts", "too_long"),
            BrandFlaw::ChatOrigins => ("chat_origins", "not_an_origin"),
            BrandFlaw::Promise => ("chat_promise_minutes", "promise_out_of_range"),
            BrandFlaw::SearchOff => ("policies", "unknown"),
        };
        Self::field(field, code, &error.to_string())
    }
}

impl From<BrandError> for Problem {
    fn from(error: BrandError) -> Self {
        let detail = error.to_string();
        match error {
            BrandError::NotFound => Self::not_found(),
            BrandError::Flaw(flaw) => flaw.into(),
            BrandError::Taken => Self::conflict("name_taken", &detail),
            BrandError::HostTaken(_) => {
                let field = Field { name: "hosts".to_owned(), code: "host_taken".to_owned() };
                Self::conflict("host_taken", &detail).with_fields(vec![field])
            }
            BrandError::Store(error) => error.into(),
        }
    }
}

impl From<HoursFlaw> for Problem {
    fn from(error: HoursFlaw) -> Self {
        let day =
            |day: chrono::Weekday| format!("hours.week.{}", day.to_string().to_ascii_lowercase());
        let holiday = |date: chrono::NaiveDate| format!("hours.holidays.{date}");
        let (field, code) = match error {
            HoursFlaw::Backwards(it) => (day(it), "closes_early"),
            HoursFlaw::Overlap(it) => (day(it), "overlaps"),
            HoursFlaw::ManySpans(it) => (day(it), "too_many"),
            HoursFlaw::HolidayBackwards(it) => (holiday(it), "closes_early"),
            HoursFlaw::HolidayTwice(it) => (holiday(it), "twice"),
            HoursFlaw::HolidayName(it) => (holiday(it), "too_long"),
            HoursFlaw::ManyHolidays => ("hours.holidays".to_owned(), "too_many"),
        };
        Self::field(&field, code, &error.to_string())
    }
}

impl From<LocationFlaw> for Problem {
    fn from(error: LocationFlaw) -> Self {
        let (field, code) = match error {
            LocationFlaw::NoName => ("name", "empty"),
            LocationFlaw::TooLong(field) => (field, "too_long"),
            LocationFlaw::Country => ("country", "not_a_country"),
            LocationFlaw::Phone => ("phone", "not_a_phone"),
            LocationFlaw::Hours(flaw) => return flaw.into(),
        };
        Self::field(field, code, &error.to_string())
    }
}

impl From<PlaceError> for Problem {
    fn from(error: PlaceError) -> Self {
        let detail = error.to_string();
        match error {
            PlaceError::NotFound => Self::not_found(),
            PlaceError::Location(flaw) => flaw.into(),
            PlaceError::Hours(flaw) => flaw.into(),
            PlaceError::Taken(_) => {
                let field = Field { name: "slug".to_owned(), code: "taken".to_owned() };
                Self::conflict("name_taken", &detail).with_fields(vec![field])
            }
            PlaceError::Full => Self::conflict("too_many_locations", &detail),
            PlaceError::Store(error) => error.into(),
        }
    }
}

impl From<MediaError> for Problem {
    fn from(error: MediaError) -> Self {
        let detail = error.to_string();
        match error {
            MediaError::TooLarge => Self::too_large(&detail),
            MediaError::NotShowable => Self::wrong("file_not_showable", &detail),
            MediaError::ActiveSvg => Self::wrong("file_active", &detail),
            MediaError::Store(error) => error.into(),
        }
    }
}

impl From<FeedbackError> for Problem {
    fn from(error: FeedbackError) -> Self {
        match error {
            FeedbackError::NotFound => Self::not_found(),
            FeedbackError::Store(error) => error.into(),
        }
    }
}

impl From<AbilitiesFlaw> for Problem {
    fn from(error: AbilitiesFlaw) -> Self {
        let (field, code) = match error {
            AbilitiesFlaw::Many => ("skills", "too_many"),
            AbilitiesFlaw::LongSkill => ("skills", "too_long"),
            AbilitiesFlaw::Bound => ("most_chats", "chats_out_of_range"),
        };
        Self::field(field, code, &error.to_string())
    }
}

impl From<InboxError> for Problem {
    fn from(error: InboxError) -> Self {
        let detail = error.to_string();
        match error {
            InboxError::NotFound => Self::not_found(),
            InboxError::Empty => Self::field("text", "empty", &detail),
            InboxError::TooLong => Self::field("text", "too_long", &detail),
            InboxError::Files(flaw) => flaw.into(),
            InboxError::Key => Self::field("key", "wrong", &detail),
            InboxError::Taken(name) => {
                let mut problem = Self::conflict("taken", &detail);
                problem.agent_name = Some(name.into());
                problem
            }
            InboxError::Meanwhile => Self::conflict("changed_meanwhile", &detail),
            InboxError::Full(_) => Self::conflict("enough_chats", &detail),
            InboxError::NoColleague => Self::field("to", "unknown", &detail),
            InboxError::AgentsOnly => Self::wrong("agents_only", &detail),
            InboxError::NotAChat => Self::conflict("not_a_chat", &detail),
            InboxError::Busy => Self::busy(),
            InboxError::Store(error) => error.into(),
        }
    }
}

impl From<ReceiveError> for Problem {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Store(error) => error.into(),
        }
    }
}

impl From<AgentError> for Problem {
    fn from(error: AgentError) -> Self {
        let detail = error.to_string();
        match error {
            AgentError::Email(_) => Self::field("email", "not_an_email", &detail),
            AgentError::NoName => Self::field("name", "empty", &detail),
            AgentError::Weak(weak) => weak.into(),
            AgentError::Abilities(flaw) => flaw.into(),
            AgentError::Taken => Self::conflict("email_taken", &detail),
            AgentError::NotFound => Self::not_found(),
            AgentError::LastAdministrator => Self::conflict("last_administrator", &detail),
            AgentError::Store(error) => error.into(),
        }
    }
}

impl From<ExportFailure> for Problem {
    fn from(error: ExportFailure) -> Self {
        match error {
            ExportFailure::Store(error) => error.into(),
            ExportFailure::Write(error) => {
                tracing::error!(%error, "an export could not be written");
                Self::internal()
            }
        }
    }
}
