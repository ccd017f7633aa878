//! Files that are sent with a message, and how they are handed out again.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use lotse_app::StoredFile;
use lotse_channels::files::{Files, FilesFlaw, MAX_FILE_BYTES, MAX_FILES};
use lotse_domain::inbox::is_picture;

use crate::Web;
use crate::error::Problem;

/// 64 MB: five files of 10 MB as they travel. Of a file that is too large the rest is read and
/// thrown away, so that the refusal arrives.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// The longest text a field may have: a message, as UTF-8 writes it at its worst.
const MAX_TEXT_BYTES: usize = 16 * 1024;
/// Whatever a file holds, nothing in it acts or fetches.
const INERT: &str = "default-src 'none'; sandbox";

/// A message with files, as `multipart/form-data`.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// The sender's own id.
    pub(crate) key: String,
    /// The words; empty when there are only files.
    pub(crate) text: String,
    /// The page it is sent from.
    pub(crate) page: Option<String>,
    /// The files, unchecked but for their size and number.
    pub(crate) files: Files,
}

impl FromRequest<Web> for Upload {
    type Rejection = Problem;

    /// Takes all of it or nothing.
    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let mut form = Multipart::from_request(request, web).await.ok().ok_or_else(unreadable)?;
        let (mut upload, mut flaw) = (Self::default(), None);
        while let Some(field) = form.next_field().await.map_err(|it| refused(&it))? {
            let first = upload.take(field).await?;
            flaw = flaw.or(first);
        }
        match flaw {
            Some(flaw) => Err(flaw.into()),
            None if upload.files.is_empty() => Err(FilesFlaw::Empty.into()),
            None => Ok(upload),
        }
    }
}

impl Upload {
    /// Takes one field; what is wrong with it, the rest is taken nevertheless.
    async fn take(&mut self, field: Field<'_>) -> Result<Option<FilesFlaw>, Problem> {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let called = field.file_name().unwrap_or_default().to_owned();
            let room = if self.files.len() < MAX_FILES { MAX_FILE_BYTES } else { 0 };
            let bytes = read(field, room).await?;
            return Ok(match bytes {
                Some(bytes) if self.files.len() < MAX_FILES => {
                    self.files.push((called, bytes));
                    None
                }
                None if 0 < room => Some(FilesFlaw::TooLarge),
                _ => Some(FilesFlaw::TooMany),
            });
        }
        let too_long = || Problem::field("text", "too_long", "a field of the form is too long");
        let bytes = read(field, MAX_TEXT_BYTES).await?.ok_or_else(too_long)?;
        let text = String::from_utf8(bytes).ok().ok_or_else(unreadable)?;
        match name.as_str() {
            "key" => self.key = text,
            "text" => self.text = text,
            "page" => self.page = Some(text),
            // What clients may add later is passed over.
            _ => {}
        }
        Ok(None)
    }
}

/// Reads a field to its end; `None` when there is more than fits, and nothing of it is held.
async fn read(mut field: Field<'_>, room: usize) -> Result<Option<Vec<u8>>, Problem> {
    let mut bytes = Vec::new();
    let mut is_too_much = false;
    while let Some(chunk) = field.chunk().await.map_err(|it| refused(&it))? {
        is_too_much |= room < bytes.len() + chunk.len();
        if is_too_much {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_too_much).then_some(bytes))
}

/// The limit of requests with files.
pub(crate) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_BODY)
}

/// A file of a message: pictures are shown, all others are downloads, and nothing acts.
pub(crate) fn handed_out(file: StoredFile) -> Response {
    let is_shown = is_picture(&file.mime);
    let headers = [
        (header::CONTENT_TYPE, file.mime),
        (header::CONTENT_DISPOSITION, if is_shown { "inline" } else { "attachment" }.to_owned()),
        (header::CONTENT_SECURITY_POLICY, INERT.to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, file.bytes).into_response()
}

fn refused(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => FilesFlaw::TooLarge.into(),
        _ => unreadable(),
    }
}

fn unreadable() -> Problem {
    Problem::wrong("body_wrong", "the files did not arrive whole; send them again")
}
