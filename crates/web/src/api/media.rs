//! Pictures for articles.

use axum::Json;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, State};
use http::StatusCode;
use lotse_app::access::WriteKnowledge;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A picture that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MediaJson {
    id: String,
    /// Where pages show it from.
    url: String,
    name: String,
    mime: String,
    size_bytes: usize,
}

/// Keeps a picture for articles; the field is called `file`.
#[utoipa::path(post, path = "/media", tag = "articles",
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 201, body = MediaJson), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    form: Multipart,
) -> Result<(StatusCode, Json<MediaJson>), Problem> {
    let (name, bytes) = only_file(form).await?;
    let picture = web.app.add_media(&may, &name, bytes).await?;
    let address: String = picture
        .name
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() || ".-_".contains(it) { it } else { '-' })
        .collect();
    Ok((
        StatusCode::CREATED,
        Json(MediaJson {
            id: picture.id.to_string(),
            url: format!("/media/{}/{address}", picture.id),
            name: picture.name,
            mime: picture.mime.to_owned(),
            size_bytes: picture.size_bytes,
        }),
    ))
}

/// The limit for uploads of one picture: its own is 10 MB, and the form around it takes some.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(11 * 1024 * 1024)
}

/// The file of a form with the field `file`.
async fn only_file(mut form: Multipart) -> Result<(String, Vec<u8>), Problem> {
    while let Some(field) = form.next_field().await.map_err(|it| broken(&it))? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or("file").to_owned();
            let bytes = field.bytes().await.map_err(|it| broken(&it))?;
            return Ok((name, bytes.to_vec()));
        }
    }
    Err(Problem::field("file", "empty", "choose a file"))
}

/// A form that could not be read.
pub(super) fn broken(error: &axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large("the file is larger than it may be")
    } else {
        Problem::wrong("form_broken", "the form could not be read")
    }
}
