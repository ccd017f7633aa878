//! Pictures and files that articles show, told by their content, never by their name.

use lotse_domain::ids::FileId;
use lotse_domain::inbox::safe_file_name;
use lotse_store::{NewFile, StoreError, StoredFile, Tx};

use crate::App;
use crate::access::{May, WriteKnowledge};
use crate::secret::content_hash;

/// 10 MB: a photo of a phone, not a film.
const MAX_BYTES: usize = 10 * 1024 * 1024;

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its id.
    pub id: FileId,
    /// Its harmless name.
    pub name: String,
    /// Its media type, by its content.
    pub mime: &'static str,
    /// Its size.
    pub size_bytes: usize,
}

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// It is larger than 10 MB.
    #[error("the file is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is not of a kind that pages may show.
    #[error("only PNG, JPEG, GIF, WebP, SVG, MP4 and PDF files can be shown")]
    NotShowable,
    /// It is an SVG with something in it that could act.
    #[error("the SVG holds a script or a link to somewhere else")]
    ActiveSvg,
    /// The store failed.
    #[error("could not keep the file")]
    Store(#[from] StoreError),
}

impl App {
    /// Keeps a file for articles; the same content is kept once.
    ///
    /// # Errors
    /// See [`MediaError`].
    pub async fn add_media(
        &self,
        _may: &May<WriteKnowledge>,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Picture, MediaError> {
        let mut tx = self.store.begin().await?;
        let picture = self.add_media_in(&mut tx, name, bytes).await?;
        tx.commit().await?;
        Ok(picture)
    }

    pub(super) async fn add_media_in(
        &self,
        tx: &mut Tx,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Picture, MediaError> {
        if MAX_BYTES < bytes.len() {
            return Err(MediaError::TooLarge);
        }
        let mime = kind_of(&bytes).ok_or(MediaError::NotShowable)?;
        if mime == "image/svg+xml" && !is_still(&bytes) {
            return Err(MediaError::ActiveSvg);
        }
        let size_bytes = bytes.len();
        let file = NewFile {
            id: FileId(self.fresh_id()),
            sha256: content_hash(&bytes),
            mime: mime.to_owned(),
            bytes,
            is_public: true,
        };
        let id = tx.keep_file(file, self.now()).await?;
        Ok(Picture { id, name: safe_file_name(name), mime, size_bytes })
    }

    /// A file that everybody may fetch.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn public_file(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        Ok(self.store.read().await?.file(id).await?.filter(|it| it.is_public))
    }
}

/// The media type by the first bytes; `None` for what pages do not show.
pub(crate) fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: [(&[u8], &str); 5] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", "application/pdf"),
    ];
    if let Some((_, mime)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return Some(mime);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("image/webp");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("video/mp4");
    }
    let start = String::from_utf8_lossy(bytes.get(..1_000.min(bytes.len()))?).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_svg =
        start.starts_with("<svg") || (start.starts_with("<?xml") && start.contains("<svg"));
    is_svg.then_some("image/svg+xml")
}

/// Whether an SVG only draws. Pages show it by `<img>` and serve it with a policy that forbids
/// scripts, so this is the second of two locks.
fn is_still(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let acts =
        ["<script", "<foreignobject", "<iframe", "<!entity", "javascript:", "<use", "@import"];
    let handler = text.split(' ').any(|it| it.starts_with("on") && it.contains('='));
    let elsewhere = text.match_indices("href").any(|(at, _)| {
        let rest = text.get(at + 4..).unwrap_or_default().trim_start_matches([' ', '=', '"', '\'']);
        !rest.starts_with('#')
    });
    !handler && !elsewhere && !acts.iter().any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: Option<&str>) {
        assert_eq!(kind_of(bytes), expect);
    }

    #[test]
    fn files_are_told_by_content() {
        check(b"\x89PNG\r\n\x1a\n....", Some("image/png"));
        check(b"  <svg xmlns='http://www.w3.org/2000/svg'/>", Some("image/svg+xml"));
        check(b"<!doctype html><svg>", None);
        check(b"MZ\x90\0", None);
        check(b"", None);
    }

    #[test]
    fn an_svg_that_acts_is_refused() {
        assert!(is_still(b"<svg><path d='M0 0'/><a href='#x'>x</a></svg>"));
        for bad in [
            "<svg><script>1</script></svg>",
            "<svg onload=alert(1)>",
            "<svg><image href='https://evil.example/x.png'/></svg>",
            "<svg><a xlink:href='javascript:alert(1)'/></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
        ] {
            assert!(!is_still(bad.as_bytes()), "{bad}");
        }
    }
}
