//! What of a text can be seen.

/// A text without the space around it; empty when nothing of it can be seen.
#[must_use]
pub fn spoken(text: &str) -> &str {
    let text = text.trim();
    if text.chars().all(is_invisible) { "" } else { text }
}

/// White space, control signs, and signs that only shape their neighbours.
fn is_invisible(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(
            sign,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_nothing() {
        for text in ["", " \n", "\u{200b}", "\u{feff} \u{2060}\u{202e}", "\0", "\u{3164}"] {
            assert_eq!(spoken(text), "", "{text:?}");
        }
        for text in ["a", "?", "\u{1f468}\u{200d}\u{1f469}", "\u{202e}abc", "\u{915}\u{94d}"] {
            assert_eq!(spoken(&format!(" {text}\n")), text);
        }
    }
}
