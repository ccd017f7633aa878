//! Videos in articles: nothing is fetched from a video site before the reader asks for it.

use maud::html;

use super::Texts;
use super::body::unescaped;
use super::icon::icon;

/// Turns each paragraph that is nothing but a link to a video into a box that asks first.
///
/// `body` is cleaned HTML. Without a script the box is a link to the video's own page.
#[must_use]
pub(crate) fn boxed(text: &Texts<'_>, body: &str) -> String {
    let mut result = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, tail)) = rest.split_once("<p><a href=\"") {
        result.push_str(before);
        if let Some((made, after)) = box_at(text, tail) {
            result.push_str(&made);
            rest = after;
        } else {
            result.push_str("<p><a href=\"");
            rest = tail;
        }
    }
    result.push_str(rest);
    result
}

fn box_at<'a>(text: &Texts<'_>, tail: &'a str) -> Option<(String, &'a str)> {
    let (address, tail) = tail.split_once('"')?;
    let (_, tail) = tail.split_once('>')?;
    let (title, after) = tail.split_once("</a>")?;
    let after = after.strip_prefix("</p>")?;
    if title.contains('<') {
        return None;
    }
    let address = unescaped(address);
    let (site, player) = player_of(&address)?;
    let title = unescaped(title);
    let made = html! {
        figure.video data-player=(player) {
            a.play href=(address) rel="noopener noreferrer" {
                span.disc { (icon("play")) }
                span { (title) }
            }
            figcaption { (text.ta("help.video.note", &[("site", site)])) }
        }
    };
    Some((made.into_string(), after))
}

/// The site's name and the address of its player that sets no cookies.
fn player_of(address: &str) -> Option<(&'static str, String)> {
    let address = url::Url::parse(address).ok()?;
    let path = address.path().trim_matches('/');
    match address.host_str()? {
        "www.youtube.com" | "youtube.com" | "m.youtube.com" => {
            let (_, id) = address.query_pairs().find(|(name, _)| name == "v")?;
            youtube(&id)
        }
        "youtu.be" => youtube(path),
        "vimeo.com" | "www.vimeo.com" if path.chars().all(|it| it.is_ascii_digit()) => {
            Some(("Vimeo", format!("https://player.vimeo.com/video/{path}?dnt=1&autoplay=1")))
        }
        _ => None,
    }
}

fn youtube(id: &str) -> Option<(&'static str, String)> {
    let is_id =
        !id.is_empty() && id.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
    let player = format!("https://www.youtube-nocookie.com/embed/{id}?autoplay=1");
    is_id.then_some(("YouTube", player))
}
