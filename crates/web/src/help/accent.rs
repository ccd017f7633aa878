//! A brand's colour as a small style sheet, made readable in light and dark whatever was chosen.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header;
use lotse_domain::knowledge::Brand;
use serde::Deserialize;

use crate::Web;
use crate::error::Problem;

/// What normal text needs (WCAG 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;
/// The surfaces of the tokens, light and dark, a little beyond for the tinted boxes.
const LIGHT: Colour = Colour { red: 0.90, green: 0.94, blue: 0.95 };
const DARK: Colour = Colour { red: 0.14, green: 0.18, blue: 0.20 };
const WHITE: Colour = Colour { red: 1.0, green: 1.0, blue: 1.0 };
const BLACK: Colour = Colour { red: 0.0, green: 0.0, blue: 0.0 };

/// A colour in sRGB, each part in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
struct Colour {
    red: f64,
    green: f64,
    blue: f64,
}

impl Colour {
    /// Reads `#rrggbb`.
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        let part = |it: u8| f64::from(it) / 255.0;
        Some(Self { red: part(red), green: part(green), blue: part(blue) })
    }

    fn luminance(self) -> f64 {
        let linear = |it: f64| {
            if it <= 0.040_45 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// `share` of the other colour mixed in.
    fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * share;
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// Moved towards `goal` until it can be read on each of the grounds.
    fn readable(self, grounds: &[Self], goal: Self) -> Self {
        (0..=50)
            .map(|step| self.mixed(goal, f64::from(step) / 50.0))
            .find(|it| grounds.iter().all(|ground| TEXT_CONTRAST <= it.contrast(*ground)))
            .unwrap_or(goal)
    }

    fn css(self) -> String {
        let part = |it: f64| (it * 255.0).round().clamp(0.0, 255.0);
        format!("rgb({} {} {})", part(self.red), part(self.green), part(self.blue))
    }
}

/// Where a brand's style sheet is; `None` when it keeps our colour.
pub(super) fn address(brand: &Brand) -> Option<String> {
    let accent = brand.accent.as_deref()?;
    Colour::read(accent)?;
    Some(format!("/assets/brand/{}.css?{}", brand.slug, accent.trim_start_matches('#')))
}

/// What is written on a ground of this colour: white or black, whichever reads better. `None`
/// when it is no colour.
pub(crate) fn on(accent: &str) -> Option<&'static str> {
    let ground = Colour::read(accent)?;
    let is_white = BLACK.contrast(ground) <= WHITE.contrast(ground);
    Some(if is_white { "#ffffff" } else { "#000000" })
}

/// A brand in an address.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    name: String,
}

/// A brand's style sheet. The address changes with the colour, so it may be kept for good.
pub(super) async fn css(
    State(web): State<Web>,
    Path(named): Path<Named>,
) -> Result<Response, Problem> {
    let slug = named.name.strip_suffix(".css").ok_or_else(Problem::not_found)?;
    let current = web.app.current();
    let accent = current.brand(Some(slug)).and_then(|it| it.brand.accent.as_deref());
    let colour = accent.and_then(Colour::read).ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, sheet(colour)).into_response())
}

/// A brand's colour in all its uses.
struct Shades {
    on: Colour,
    button: Colour,
    pressed: Colour,
    soft: (Colour, Colour),
    line: (Colour, Colour),
    text: (Colour, Colour),
}

impl Shades {
    /// On the colour stands white or black, whichever reads better; as text it is darkened on
    /// light and lightened on dark ground, the tinted boxes included.
    fn of(accent: Colour) -> Self {
        let on = if BLACK.contrast(accent) < WHITE.contrast(accent) { WHITE } else { BLACK };
        let away = if on == WHITE { BLACK } else { WHITE };
        let button = accent.readable(&[on], away);
        let soft = (WHITE.mixed(accent, 0.09), DARK.mixed(accent, 0.14));
        Self {
            on,
            button,
            pressed: button.mixed(away, 0.12),
            line: (WHITE.mixed(accent, 0.28), DARK.mixed(accent, 0.45)),
            text: (
                accent.readable(&[LIGHT, soft.0], BLACK),
                accent.readable(&[DARK, soft.1], WHITE),
            ),
            soft,
        }
    }
}

fn sheet(accent: Colour) -> String {
    let it = Shades::of(accent);
    let pair =
        |(light, dark): (Colour, Colour)| format!("light-dark({}, {})", light.css(), dark.css());
    format!(
        "@layer tokens {{\n  :root {{\n    --accent: {};\n    --accent-hover: {};\n    \
         --on-accent: {};\n    --accent-text: {text};\n    --accent-soft: {};\n    \
         --accent-line: {};\n    --focus: {text};\n  }}\n}}\n",
        it.button.css(),
        it.pressed.css(),
        it.on.css(),
        pair(it.soft),
        pair(it.line),
        text = pair(it.text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_becomes_readable_in_light_and_dark() {
        for text in ["#007587", "#ffff00", "#ffffff", "#000000", "#ff0000", "#3b82f6", "#7f7f7f"] {
            let it = Shades::of(Colour::read(text).unwrap());
            let pairs = [
                (it.on, it.button),
                (it.on, it.pressed),
                (it.text.0, LIGHT),
                (it.text.0, it.soft.0),
                (it.text.1, DARK),
                (it.text.1, it.soft.1),
            ];
            for (number, (one, other)) in pairs.into_iter().enumerate() {
                assert!(TEXT_CONTRAST <= one.contrast(other), "{text} {number}");
            }
        }
    }

    #[test]
    fn a_colour_we_chose_ourselves_stays_as_it_is() {
        let ours = Colour::read("#007587").unwrap();
        assert!(sheet(ours).contains("--accent: rgb(0 117 135);"));
    }

    #[test]
    fn nothing_but_a_colour_gets_into_the_sheet() {
        for bad in ["", "red", "#12345", "#1234567", "#12345g", "#fff}*{x:y", "#+12345"] {
            if let Some(colour) = Colour::read(bad) {
                assert!(!sheet(colour).contains(bad));
            }
        }
        assert_eq!(Colour::read("#12345g"), None);
    }
}
