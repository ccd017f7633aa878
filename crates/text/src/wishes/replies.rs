//! Hearing yes, no and "leave it" where one of them was asked for.

use super::{has, words};

/// A longer text says more than that.
const LONGEST: usize = 6;

const YES: &str = "ja jo jawohl klar gern gerne genau richtig stimmt passt korrekt okay \
    ok oki mach machen bestaetige bestatige bestaetigt einverstanden sicher natuerlich \
    naturlich tak jasne zgadza potwierdzam oczywiscie dobrze prosze pewnie zgoda yes \
    yeah yep yup sure correct right confirm confirmed do go please";
const NO: &str = "nein ne nee noe no falsch nie zle blednie nope wrong \
    incorrect not aendern andern zmien zmienic change";
const CANCEL: &str = "abbrechen abbruch abbrich stopp stop storno lass lassen vergiss \
    anuluj przerwij rezygnuje niewazne zostaw cancel abort quit forget nevermind";
/// Words that change nothing beside these.
const FILLERS: &str = "bitte danke das es so ist mal doch alles gut dann sie mach ich \
    prosze dzieki dziekuje to jest sie wszystko prostu please thanks thank you \
    it that thats is all then ahead just never mind i the everything sein sehr tego \
    vorgang this nicht mehr";

/// Whether a short text says yes and nothing else.
#[must_use]
pub fn says_yes(text: &str) -> bool {
    is_only(text, YES) && !says_no(text) && !says_cancel(text)
}

/// Whether a short text says no, or that something is wrong, and nothing else.
#[must_use]
pub fn says_no(text: &str) -> bool {
    let words = words(text);
    // "stimmt nicht", "not right" and "nie zgadza się" turn a yes around.
    let turns = words.iter().any(|it| has("nicht not nie", it));
    let is_short = !words.is_empty() && words.len() <= LONGEST;
    let known = |it: &String| has(NO, it) || has(FILLERS, it) || (turns && has(YES, it));
    is_short
        && words.iter().all(known)
        && words.iter().any(|it| has(NO, it) || (turns && has(YES, it)))
}

/// Whether a short text says to leave it and nothing else.
#[must_use]
pub fn says_cancel(text: &str) -> bool {
    is_only(text, CANCEL)
        || words(text).join(" ").contains("never mind")
        || words(text).join(" ").contains("doch nicht")
}

fn is_only(text: &str, list: &str) -> bool {
    let words = words(text);
    !words.is_empty()
        && words.len() <= LONGEST
        && words.iter().any(|it| has(list, it))
        && words.iter().all(|it| has(list, it) || has(FILLERS, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expect: (bool, bool, bool)) {
        for text in texts {
            assert_eq!((says_yes(text), says_no(text), says_cancel(text)), expect, "{text:?}");
        }
    }

    #[test]
    fn yes_no_and_leave_it_are_heard_in_three_languages() {
        check(
            &[
                "Ja",
                "ja bitte",
                "Genau so!",
                "stimmt",
                "Tak",
                "Tak, zgadza się",
                "ok",
                "Yes, please",
                "yes that's right",
            ],
            (true, false, false),
        );
        check(
            &[
                "Nein",
                "nee, das ist falsch",
                "stimmt nicht",
                "Nie",
                "to nie jest dobrze",
                "No",
                "not right",
            ],
            (false, true, false),
        );
        check(
            &["abbrechen", "Bitte abbrechen!", "Anuluj", "cancel", "Never mind", "doch nicht"],
            (false, false, true),
        );
    }

    #[test]
    fn what_says_more_is_none_of_them() {
        check(
            &[
                "",
                "Ja, aber die Hausnummer ist 7",
                "Kann ich meine Bestellung abbrechen und das Geld zurück bekommen?",
                "Nein danke, ich möchte lieber wissen wann das Paket kommt",
                "Wo ist mein Paket?",
                "Czy można jeszcze zmienić adres dostawy?",
                "Lotsenweg 5, 20095 Hamburg",
            ],
            (false, false, false),
        );
    }
}
