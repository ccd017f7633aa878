//! Refusals of actions and systems.

use lotse_app::actions::{ActionError, Flaw, OpenApiError, OpenApiFailure, SystemError};

use super::{Field, Problem};

impl From<SystemError> for Problem {
    fn from(error: SystemError) -> Self {
        let detail = error.to_string();
        match error {
            SystemError::NotFound => Self::not_found(),
            SystemError::InUse(_) => Self::conflict("system_in_use", &detail),
            SystemError::Taken => Self::conflict("name_taken", &detail),
            SystemError::Field(name, what) => Self::field(name, "wrong", what),
            SystemError::Sealed(_) => Self::conflict("no_secret_key", &detail),
            SystemError::Store(error) => error.into(),
        }
    }
}

impl From<ActionError> for Problem {
    fn from(error: ActionError) -> Self {
        let detail = error.to_string();
        match error {
            ActionError::NotFound => Self::not_found(),
            ActionError::Taken => Self::conflict("name_taken", &detail),
            ActionError::Conflict => Self::conflict("changed_meanwhile", &detail),
            ActionError::Name => Self::field("name", "wrong", &detail),
            ActionError::Flaws(flaws) => {
                let lines = flaws.iter().map(|it| format!("{}: {}", it.at, it.what));
                let detail = lines.collect::<Vec<_>>().join("; ");
                let fields = flaws.iter().map(field).collect();
                Self::wrong("field_wrong", &detail).with_fields(fields)
            }
            ActionError::Store(error) => error.into(),
        }
    }
}

fn field(it: &Flaw) -> Field {
    Field { name: format!("document{}", it.at), code: it.code.to_owned() }
}

impl From<OpenApiFailure> for Problem {
    fn from(error: OpenApiFailure) -> Self {
        let detail = error.to_string();
        match error {
            OpenApiFailure::NotFound("operation") => Self::not_found(),
            OpenApiFailure::NotFound(what) => Self::field(what, "unknown", &detail),
            OpenApiFailure::NotFetched(_) | OpenApiFailure::Answered(_) => {
                Self::wrong("openapi_not_fetched", &detail)
            }
            OpenApiFailure::Unusable(flaw) => match flaw {
                OpenApiError::TooLong => Self::too_large(&detail),
                OpenApiError::NotReadable { .. } => Self::wrong("openapi_not_readable", &detail),
                OpenApiError::NotOpenApi => Self::wrong("openapi_none", &detail),
                OpenApiError::Version(_) => Self::wrong("openapi_version", &detail),
            },
        }
    }
}
