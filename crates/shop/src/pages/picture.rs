//! Pictures of glasses, drawn: shape by shape, in the colours of the style.

use maud::{Markup, html};

use crate::catalogue::Shape;

/// The shop's mark.
pub(super) fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 32" aria-hidden="true" {
            circle cx="9.5" cy="17" r="5.5" {}
            circle cx="22.5" cy="17" r="5.5" {}
            path d="M15 15.5q1-1.500 2 0M4 15l-1.500-4M28 15l1.500-4" {}
        }
    }
}

/// A product in a colour; what it is says the text beside it.
pub(super) fn product(shape: Shape, colour: &str) -> Markup {
    let class = format!("picture {colour}");
    if shape == Shape::Bottle {
        return html! {
            svg class=(class) viewBox="0 0 320 150" aria-hidden="true" {
                rect.glass x="132" y="48" width="56" height="88" rx="12" {}
                rect.rim x="132" y="48" width="56" height="88" rx="12" {}
                path.rim d="M146 46V34h28v12M152 32v-8h24l10 6" {}
                path.shine d="M144 78h32M144 90h22M144 102h28" {}
            }
        };
    }
    html! {
        svg class=(class) viewBox="0 0 320 150" aria-hidden="true" {
            (half(shape))
            g transform="matrix(-1 0 0 1 320 0)" { (half(shape)) }
            path.rim.bridge d=(bridge(shape)) {}
        }
    }
}

/// One lens, its rim and its temple; the other half is its mirror.
fn half(shape: Shape) -> Markup {
    let lens = match shape {
        Shape::Round => "M94 32a43 43 0 1 1-.1 0z",
        Shape::Panto => "M50 56c2-20 22-25 46-25s43 5 43 27c0 32-16 54-45 54-28 0-46-26-44-56z",
        Shape::Square => "M62 34h66q14 0 14 14v36q0 26-26 26H74q-26 0-27-26l-1-32q0-18 16-18z",
        Shape::Narrow => "M60 46h70q13 0 13 13v14q0 27-27 27H74q-28 0-28-28V60q0-14 14-14z",
        Shape::Sun | Shape::Bottle => "M48 42q44-14 88-2 9 3 8 14-3 58-48 58-46 0-52-50-2-17 4-20z",
    };
    let glass = if shape == Shape::Sun { "glass dark" } else { "glass" };
    html! {
        path class=(glass) d=(lens) {}
        path.shine d="M68 86l34-40M84 94l34-40" {}
        path.rim d=(lens) {}
        path.rim.temple d="M48 56L26 46q-10-4-12 8" {}
    }
}

fn bridge(shape: Shape) -> &'static str {
    match shape {
        Shape::Sun | Shape::Bottle => "M142 46q18-9 36 0M143 64q17-12 34 0",
        Shape::Round => "M137 66q23-22 46 0",
        _ => "M140 62q20-16 40 0",
    }
}
