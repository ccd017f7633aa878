//! The contact form: checks what was typed and makes it a message. Only the most important
//! fields are asked: message, name, address.

use lotse_domain::contacts::Email;
use lotse_domain::inbox::Trail;

use crate::files::{self, Files, FilesFlaw};

/// 20,000 characters: ten pages. More is a file.
pub const MAX_MESSAGE_CHARS: usize = 20_000;
/// Longer than any name that is one.
pub const MAX_NAME_CHARS: usize = 120;

/// What was typed and chosen, unchecked.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The question.
    pub message: String,
    /// How the person wants to be called.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// Files by the names their sender gave them.
    pub files: Files,
    /// A field no person sees; whoever fills it is a machine.
    pub trap: String,
    /// What was done before.
    pub trail: Trail,
}

/// A checked form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The question, trimmed, without control characters but line breaks and tabs.
    pub message: String,
    /// How the person wants to be called, in one line.
    pub name: String,
    /// Where the answer goes.
    pub email: Email,
    /// Files with harmless names.
    pub files: Files,
    /// What was done before.
    pub trail: Trail,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing was typed.
    Empty,
    /// More than fits.
    TooLong,
    /// Not an address we can answer to.
    NotAnEmail,
    /// More than five.
    TooMany,
    /// A file larger than 10 MB.
    TooLarge,
    /// A machine filled the form.
    Trap,
}

impl From<FilesFlaw> for Flaw {
    fn from(flaw: FilesFlaw) -> Self {
        match flaw {
            FilesFlaw::Empty => Self::Empty,
            FilesFlaw::TooMany => Self::TooMany,
            FilesFlaw::TooLarge => Self::TooLarge,
        }
    }
}

impl Flaw {
    /// Its name in the API and in sentences.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::NotAnEmail => "not_an_email",
            Self::TooMany => "too_many",
            Self::TooLarge => "too_large",
            Self::Trap => "trap",
        }
    }
}

/// Fields with what is wrong with each, in the order of the form.
pub type Flaws = Vec<(&'static str, Flaw)>;

impl Form {
    /// Checks all fields at once, so that nobody is sent back twice.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn check(self) -> Result<Submission, Flaws> {
        let mut flaws = Flaws::new();
        let message = clean(&self.message, true);
        if let Some(flaw) = length_flaw(&message, MAX_MESSAGE_CHARS) {
            flaws.push(("message", flaw));
        }
        let name = clean(&self.name, false);
        if let Some(flaw) = length_flaw(&name, MAX_NAME_CHARS) {
            flaws.push(("name", flaw));
        }
        let email: Option<Email> = self.email.parse().ok();
        if email.is_none() {
            let is_empty = self.email.trim().is_empty();
            flaws.push(("email", if is_empty { Flaw::Empty } else { Flaw::NotAnEmail }));
        }
        // A form whose field for files was left alone sends an empty one.
        let files = self.files.into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
        let files = files::check(files).map_err(|flaw| flaws.push(("file", flaw.into())));
        if !self.trap.is_empty() {
            flaws.push(("trap", Flaw::Trap));
        }
        match (email, files) {
            (Some(email), Ok(files)) if flaws.is_empty() => {
                Ok(Submission { message, name, email, files, trail: self.trail.bounded() })
            }
            _ => Err(flaws),
        }
    }
}

fn clean(text: &str, has_lines: bool) -> String {
    let text = text.replace("\r\n", "\n");
    let keep = |it: &char| !it.is_control() || (has_lines && matches!(it, '\n' | '\t'));
    text.trim().chars().filter(keep).collect()
}

fn length_flaw(text: &str, max: usize) -> Option<Flaw> {
    match text.chars().count() {
        0 => Some(Flaw::Empty),
        length if max < length => Some(Flaw::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MAX_FILE_BYTES;

    fn form() -> Form {
        Form {
            message: " Meine Brille ist kaputt.\r\nWas nun? ".into(),
            name: "Emil\r\nBcc: x".into(),
            email: "emil@example.org".into(),
            files: vec![("../foto.png".into(), vec![1]), (String::new(), vec![])],
            ..Form::default()
        }
    }

    #[test]
    fn a_good_form_becomes_a_clean_submission() {
        let submission = form().check().unwrap();
        assert_eq!(submission.message, "Meine Brille ist kaputt.\nWas nun?");
        assert_eq!(submission.name, "EmilBcc: x");
        assert_eq!(submission.files, [("foto.png".to_owned(), vec![1])]);
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Form), expect: (&'static str, Flaw)) {
        let mut it = form();
        change(&mut it);
        assert_eq!(it.check().unwrap_err(), [expect]);
    }

    #[test]
    fn every_flaw_is_named_at_its_field() {
        check(|it| it.message = " \n ".into(), ("message", Flaw::Empty));
        check(|it| it.message = "x".repeat(MAX_MESSAGE_CHARS + 1), ("message", Flaw::TooLong));
        check(|it| it.name.clear(), ("name", Flaw::Empty));
        check(|it| it.email.clear(), ("email", Flaw::Empty));
        check(|it| it.email = "emil".into(), ("email", Flaw::NotAnEmail));
        check(|it| it.files = vec![("a".into(), vec![1]); 6], ("file", Flaw::TooMany));
        check(
            |it| it.files = vec![("a".into(), vec![0; MAX_FILE_BYTES + 1])],
            ("file", Flaw::TooLarge),
        );
        check(|it| it.trap = "x".into(), ("trap", Flaw::Trap));
    }

    #[test]
    fn all_flaws_are_told_at_once() {
        assert_eq!(Form::default().check().unwrap_err().len(), 3);
    }
}
