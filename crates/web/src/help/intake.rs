//! Reads a contact form as browsers send it, with files.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use lotse_channels::files::MAX_FILES;
use lotse_channels::form::Form;
use lotse_domain::inbox::Trail;

use super::view::contact::Typed;
use crate::Web;
use crate::error::Problem;

/// One more than fits, so that the form's own check can say so.
const FILES: usize = MAX_FILES + 1;

/// What arrived.
#[derive(Debug, Default)]
pub(super) struct Intake {
    /// What was typed.
    pub(super) typed: Typed,
    /// Which button was pressed: `look` or `send`.
    pub(super) step: String,
    /// The article that solves it, when that button was pressed.
    pub(super) solved: String,
    /// The question whose answers were shown.
    pub(super) question: String,
    files: Vec<(String, Vec<u8>)>,
    trap: String,
}

impl FromRequest<Web> for Intake {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let mut parts = Multipart::from_request(request, web).await.ok().ok_or_else(unreadable)?;
        let mut intake = Self::default();
        while let Some(field) = parts.next_field().await.map_err(refused)? {
            intake.take(field).await?;
        }
        Ok(intake)
    }
}

impl Intake {
    async fn take(&mut self, field: Field<'_>) -> Result<(), Problem> {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(refused)?;
            if !bytes.is_empty() && self.files.len() < FILES {
                self.files.push((file, bytes.to_vec()));
            }
            return Ok(());
        }
        let text = field.text().await.map_err(refused)?;
        let place = match name.as_str() {
            "message" => &mut self.typed.message,
            "name" => &mut self.typed.name,
            "email" => &mut self.typed.email,
            "page" => &mut self.typed.page,
            "searches" => &mut self.typed.searches,
            "answers" => &mut self.typed.answers,
            "step" => &mut self.step,
            "solved" => &mut self.solved,
            "question" => &mut self.question,
            "website" => &mut self.trap,
            _ => return Ok(()),
        };
        *place = text;
        Ok(())
    }

    /// Whether its writer has searched before.
    pub(super) fn has_searched(&self) -> bool {
        !self.typed.searches.trim().is_empty()
    }

    /// The form for checking; what was typed stays here, to be shown again.
    pub(super) fn form(&mut self) -> Form {
        let lines = |text: &str| {
            text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        let typed = &self.typed;
        Form {
            message: typed.message.clone(),
            name: typed.name.clone(),
            email: typed.email.clone(),
            files: std::mem::take(&mut self.files),
            trap: self.trap.clone(),
            trail: Trail {
                page: Some(typed.page.clone()).filter(|it| !it.is_empty()),
                searches: lines(&typed.searches),
                answers: lines(&typed.answers),
                ..Trail::default()
            },
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn refused(error: MultipartError) -> Problem {
    match error.status() {
        http::StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("at most five files of 10 MB"),
        _ => unreadable(),
    }
}

fn unreadable() -> Problem {
    Problem::wrong("body_wrong", "the form cannot be read")
}
