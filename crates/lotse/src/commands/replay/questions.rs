//! Where `lotse replay` takes its questions from: JSON lines, or a mailbox that is read as it goes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::vec;

use anyhow::{Context as _, bail};
use lotse_app::answers::PastQuestion;
use lotse_channels::mailbox::{MOST_BYTES, Mailbox, is_mailbox};
use lotse_channels::received::{Aside, OwnAddress, Received};
use lotse_domain::locale::Locale;
use serde::Deserialize;

use crate::console;

/// Read at once, and enough to tell what a file is.
const BUFFER_BYTES: usize = 262_144;
/// In what progress through a mailbox is shown.
const KILO: u64 = 1_000;

#[derive(Deserialize)]
struct Line {
    text: String,
    expected: Option<Vec<String>>,
    lang: Option<String>,
}

/// A file with questions.
pub(super) struct Questions {
    path: PathBuf,
    locale: Option<Locale>,
    source: Source,
}

enum Source {
    Lines { left: vec::IntoIter<PastQuestion>, total: usize },
    Mails(Box<Mails>),
}

struct Mails {
    mailbox: Mailbox<BufReader<File>>,
    received: Received,
    counts: Counts,
    total_bytes: u64,
}

/// How many mails there were, and how many of them are no questions.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) mails: usize,
    pub(super) left_out: BTreeMap<Aside, usize>,
}

/// A question that was taken.
pub(super) struct Taken {
    pub(super) past: PastQuestion,
    /// Where its mail begins in the mailbox, in bytes.
    pub(super) at: Option<u64>,
}

impl Questions {
    pub(super) fn open(
        path: &Path,
        locale: Option<&Locale>,
        own: Vec<OwnAddress>,
    ) -> anyhow::Result<Self> {
        let named = || format!("cannot read `{}`", path.display());
        let file = File::open(path).with_context(named)?;
        let total_bytes = file.metadata().with_context(named)?.len();
        let mut file = BufReader::with_capacity(BUFFER_BYTES, file);
        let is_mailbox = is_mailbox(file.fill_buf().with_context(named)?);
        let source = if is_mailbox {
            if own.is_empty() {
                console::remark("(without --own, mails of the company count as questions)")?;
            }
            let (mailbox, received) = (Mailbox::new(file, MOST_BYTES), Received::new(own));
            let counts = Counts::default();
            Source::Mails(Box::new(Mails { mailbox, received, counts, total_bytes }))
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("mbox")) {
            bail!("`{}` is no mailbox: it does not begin with a line `From …`", path.display());
        } else if !own.is_empty() {
            bail!("--own is for mailboxes, and `{}` is none", path.display());
        } else {
            let mut text = String::new();
            file.read_to_string(&mut text).with_context(named)?;
            let lines = lines(path, &text, locale)?;
            Source::Lines { total: lines.len(), left: lines.into_iter() }
        };
        Ok(Self { path: path.to_owned(), locale: locale.cloned(), source })
    }

    /// In what progress is counted.
    pub(super) fn unit(&self) -> &'static str {
        if matches!(self.source, Source::Mails(_)) { " kB" } else { "" }
    }

    /// How much is done of how much.
    pub(super) fn progress(&self) -> (usize, usize) {
        let kilo = |it: u64| usize::try_from(it.div_ceil(KILO)).unwrap_or(usize::MAX);
        match &self.source {
            Source::Lines { left, total } => (total - left.len(), *total),
            Source::Mails(it) => (kilo(it.mailbox.position()), kilo(it.total_bytes)),
        }
    }

    /// The next question.
    pub(super) fn take(&mut self) -> anyhow::Result<Option<Taken>> {
        match &mut self.source {
            Source::Lines { left, .. } => Ok(left.next().map(|past| Taken { past, at: None })),
            Source::Mails(it) => it.take(&self.path, self.locale.as_ref()),
        }
    }

    /// What was left out of a mailbox.
    ///
    /// # Errors
    /// When there was no question at all.
    pub(super) fn end(self, taken: usize) -> anyhow::Result<Option<Counts>> {
        let counts = match self.source {
            Source::Lines { .. } => None,
            Source::Mails(it) => Some(it.counts),
        };
        if taken == 0 {
            let why = counts.map(|it| it.told()).unwrap_or_default();
            bail!("there is no question in `{}`{why}", self.path.display());
        }
        Ok(counts)
    }
}

impl Mails {
    fn take(&mut self, path: &Path, locale: Option<&Locale>) -> anyhow::Result<Option<Taken>> {
        while let Some(kept) = self.mailbox.next() {
            let at = self.mailbox.position();
            let kept = kept.with_context(|| format!("`{}`, after byte {at}", path.display()))?;
            self.counts.mails += 1;
            match self.received.question(&kept.bytes) {
                Ok(text) => {
                    let past = PastQuestion { text, locale: locale.cloned(), expected: None };
                    return Ok(Some(Taken { past, at: Some(kept.at) }));
                }
                Err(why) => *self.counts.left_out.entry(why).or_default() += 1,
            }
        }
        Ok(None)
    }
}

impl Counts {
    fn told(&self) -> String {
        let told = self.left_out.iter().map(|(why, count)| format!("{count} {}", reason(*why)));
        format!(" ({} mails: {})", self.mails, told.collect::<Vec<_>>().join(", "))
    }
}

/// Why a mail was left out.
pub(super) fn reason(why: Aside) -> &'static str {
    match why {
        Aside::Own => "from the company",
        Aside::Automatic => "automatic or to many",
        Aside::NoQuestion => "answers without a question",
        Aside::Empty => "without words of their own",
        Aside::Unreadable => "that cannot be read",
        Aside::Twice => "that are there twice",
    }
}

fn lines(path: &Path, text: &str, locale: Option<&Locale>) -> anyhow::Result<Vec<PastQuestion>> {
    let mut questions = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (at, line) in lines.filter(|(_, it)| !it.trim().is_empty()) {
        let place = || format!("`{}`, line {}", path.display(), at + 1);
        let is_json = line.trim_start().starts_with('{');
        if questions.is_empty() && !is_json {
            bail!("{}: neither a question in JSON nor the beginning of a mailbox", place());
        }
        let line: Line = serde_json::from_str(line).with_context(place)?;
        let its_own = line.lang.as_deref().map(str::parse).transpose();
        let its_own = its_own.ok().with_context(|| format!("{}: no language", place()))?;
        let locale = its_own.or_else(|| locale.cloned());
        questions.push(PastQuestion { text: line.text, locale, expected: line.expected });
    }
    Ok(questions)
}
