//! Vectors for questions and articles, where the operator has an encoder. Questions are answered without
//! it when it fails or takes longer than its budget; articles are found by their words at once and by
//! their vectors a little later.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lotse_answer::{Embedded, Encode, NotEncoded, Unembedded};
use lotse_store::{LiveChange, Store, StoreError};
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;

use super::Resting;
use crate::App;
use crate::current::document;
use crate::secret::hex;

/// Questions that may wait for the encoder; more would wait longer than any budget.
const QUEUE: usize = 16;
/// So many questions in a row may wait in vain before the encoder is left alone.
const MISSES: u32 = 3;
/// Characters of a question that are read; few are longer.
const QUESTION_CHARS: usize = 600;
/// Articles looked at in one step.
const ARTICLES: usize = 500;
/// Texts read by the encoder in one step; a stop waits for them.
const TEXTS: usize = 16;
/// Rows read at a time.
const PAGE: i64 = 1_000;
/// Bytes of a hash that tell texts and models apart.
const MARK_BYTES: usize = 16;

/// An encoder that takes part in answers.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// The encoder.
    pub encoder: Arc<dyn Encode>,
    /// How long a question may wait for it.
    pub budget: Duration,
}

/// Why articles got no vectors. What was done before stays.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// The encoder failed.
    #[error(transparent)]
    Encoder(#[from] NotEncoded),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How many texts of live articles an encoder has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// All there are.
    pub all: usize,
    /// Those that wait for their vector.
    pub waiting: usize,
}

/// A question that waits for the encoder, and where its vector is to go.
type Asked = (String, oneshot::Sender<Result<Vec<f32>, NotEncoded>>);

/// Reads questions in a thread of its own, one after the other.
#[derive(Debug)]
pub(crate) struct Reading {
    questions: SyncSender<Asked>,
    budget: Duration,
    patience: Patience,
}

/// When the encoder is left alone.
#[derive(Debug, Default)]
struct Patience {
    resting: Resting,
    /// Questions in a row that waited in vain.
    misses: AtomicU32,
}

impl Patience {
    fn kept(&self) {
        self.misses.store(0, Ordering::Relaxed);
    }

    /// One is slow now and then where other work runs beside it; many in a row are a reason.
    fn missed(&self, now: DateTime<Utc>) {
        if MISSES <= self.misses.fetch_add(1, Ordering::Relaxed) + 1 {
            tracing::warn!("the encoder is too slow and is left alone for a while");
            self.rest(now);
        }
    }

    fn rest(&self, now: DateTime<Utc>) {
        self.misses.store(0, Ordering::Relaxed);
        self.resting.begin(now);
    }
}

impl Reading {
    pub(crate) fn begin(encoding: &Encoding) -> Self {
        let (questions, asked) = sync_channel(QUEUE);
        let encoder = Arc::clone(&encoding.encoder);
        // Nobody waits for it when Lotse ends: it holds nothing that could be lost.
        thread::spawn(move || read(&*encoder, &asked));
        Self { questions, budget: encoding.budget, patience: Patience::default() }
    }
}

/// Reads questions until there are no more to come.
fn read(encoder: &dyn Encode, asked: &Receiver<Asked>) {
    while let Ok((text, answer)) = asked.recv() {
        // Whoever has gone on without it needs it no more.
        if !answer.is_closed() {
            let _ = answer.send(encoder.question(&text));
        }
    }
}

impl App {
    /// Whether there is an encoder.
    #[must_use]
    pub fn has_encoder(&self) -> bool {
        self.config.encoder.is_some()
    }

    /// The vector of a question; `None` where there is no encoder, it is too slow or down.
    pub(super) async fn meaning_of(&self, text: &str) -> Option<Vec<f32>> {
        let reading = self.reading.as_ref()?;
        let patience = &reading.patience;
        let text: String = text.trim().chars().take(QUESTION_CHARS).collect();
        let now = self.now();
        if text.is_empty() || patience.resting.rests(now) {
            return None;
        }
        let (answer, vector) = oneshot::channel();
        if reading.questions.try_send((text, answer)).is_err() {
            patience.missed(now);
            return None;
        }
        match tokio::time::timeout(reading.budget, vector).await {
            Ok(Ok(Ok(vector))) => {
                patience.kept();
                Some(vector)
            }
            Ok(Ok(Err(error))) => {
                tracing::warn!(%error, "the encoder is left alone for a while");
                patience.rest(now);
                None
            }
            // Its thread has panicked.
            Ok(Err(_)) => {
                patience.rest(now);
                None
            }
            Err(_) => {
                patience.missed(now);
                None
            }
        }
    }

    /// Gives some articles that have none their vectors: those that were made before, and new ones of a
    /// few texts, which are kept at once. Says whether there may be more to do. Safe to call by many.
    ///
    /// # Errors
    /// See [`EmbedError`].
    pub async fn embed(&self) -> Result<bool, EmbedError> {
        let Some(Encoding { encoder, .. }) = &self.config.encoder else { return Ok(false) };
        let articles = self.engine.unembedded(ARTICLES);
        if articles.is_empty() {
            return Ok(false);
        }
        let model = model_mark(&**encoder);
        // In the order of the articles, so that some are complete soon.
        let texts = articles.iter().flat_map(|it| &it.texts);
        let mut seen = HashSet::new();
        let mut texts: Vec<(String, String)> = texts
            .map(|it| (text_mark(it), it.clone()))
            .filter(|(mark, _)| seen.insert(mark.clone()))
            .collect();
        let marks: Vec<String> = texts.iter().map(|it| it.0.clone()).collect();
        let known = self.store.read().await?.vectors(&model, &marks).await?;
        let of_length = |it: &(String, Vec<f32>)| it.1.len() == encoder.dimension();
        let mut known: HashMap<String, Vec<f32>> = known.into_iter().filter(of_length).collect();
        texts.retain(|(mark, _)| !known.contains_key(mark));
        texts.truncate(TEXTS);
        if !texts.is_empty() {
            let made = encoded(Arc::clone(encoder), texts).await?;
            let mut tx = self.store.begin().await?;
            tx.keep_vectors(&model, &made).await?;
            tx.commit().await?;
            known.extend(made);
        }
        let embedded: Vec<Embedded> =
            articles.into_iter().filter_map(|it| embedded(it, &known)).collect();
        self.engine.set_vectors(&embedded);
        Ok(true)
    }

    /// Forgets vectors of other models and of texts that no live article has any more. What another
    /// process is about to need it makes anew.
    ///
    /// # Errors
    /// Only when the store fails; what was forgotten until then stays so.
    pub async fn forget_old_vectors(&self) -> Result<(), StoreError> {
        let Some(Encoding { encoder, .. }) = &self.config.encoder else { return Ok(()) };
        let model = model_mark(&**encoder);
        let mut needed = HashSet::new();
        self.engine.each_text(|text| {
            needed.insert(text_mark(text));
        });
        let mut tx = self.store.begin().await?;
        tx.forget_other_models(&model).await?;
        let mut last = String::new();
        loop {
            let mut marks = tx.read_texts(&model, &last, PAGE).await?;
            let Some(end) = marks.last().cloned() else { break };
            last = end;
            marks.retain(|it| !needed.contains(it));
            tx.forget_vectors(&model, &marks).await?;
        }
        tx.commit().await
    }
}

/// How many texts of live articles wait for their vector.
///
/// # Errors
/// Only when the store fails.
pub async fn waiting_texts(store: &Store, encoder: &dyn Encode) -> Result<Waiting, StoreError> {
    let model = model_mark(encoder);
    let mut tx = store.read().await?;
    let mut texts = HashSet::new();
    let mut revision = 0;
    loop {
        let changes = tx.live_changes(revision, PAGE).await?;
        for change in &changes {
            let LiveChange::Up(live) = change else { continue };
            texts.extend(document((**live).clone()).texts().iter().map(|it| text_mark(it)));
        }
        let Some(last) = changes.last() else { break };
        revision = match last {
            LiveChange::Up(live) => live.revision,
            LiveChange::Down { revision, .. } => *revision,
        };
    }
    let marks: Vec<String> = texts.into_iter().collect();
    let mut waiting = Waiting { all: marks.len(), waiting: marks.len() };
    for some in marks.chunks(ARTICLES) {
        waiting.waiting -= tx.vectors(&model, some).await?.len();
    }
    Ok(waiting)
}

/// The vectors of texts, off the async threads, each with the mark of its text.
async fn encoded(
    encoder: Arc<dyn Encode>,
    texts: Vec<(String, String)>,
) -> Result<Vec<(String, Vec<f32>)>, EmbedError> {
    let read = move || {
        let list: Vec<&str> = texts.iter().map(|it| it.1.as_str()).collect();
        let vectors = encoder.passages(&list)?;
        let is_whole = vectors.iter().all(|it| it.len() == encoder.dimension());
        if is_whole && vectors.len() == list.len() {
            Ok(texts.into_iter().map(|it| it.0).zip(vectors).collect())
        } else {
            Err(NotEncoded("it has not read all texts".to_owned()))
        }
    };
    let done = tokio::task::spawn_blocking(read).await;
    let done = done.unwrap_or_else(|error| Err(NotEncoded(error.to_string())));
    Ok(done?)
}

/// The article with its vectors, if all are known.
fn embedded(article: Unembedded, known: &HashMap<String, Vec<f32>>) -> Option<Embedded> {
    let vectors = article.texts.iter().map(|it| known.get(&text_mark(it)).cloned());
    let vectors = vectors.collect::<Option<Vec<_>>>()?;
    Some(Embedded { key: article.key, revision: article.revision, vectors })
}

/// What a model's vectors are kept under.
fn model_mark(encoder: &dyn Encode) -> String {
    short_hash(encoder.mark())
}

/// What the vector of a text is kept under.
fn text_mark(text: &str) -> String {
    short_hash(text)
}

fn short_hash(text: &str) -> String {
    let hash = Sha256::digest(text);
    hex(hash.get(..MARK_BYTES).unwrap_or(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoder_rests_after_some_slow_questions_in_a_row() {
        let patience = Patience::default();
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..5 {
            patience.missed(now);
            patience.missed(now);
            patience.kept();
        }
        assert!(!patience.resting.rests(now), "one is slow now and then");
        for _ in 0..MISSES {
            assert!(!patience.resting.rests(now));
            patience.missed(now);
        }
        assert!(patience.resting.rests(now));
        assert!(patience.resting.rests(now + chrono::Duration::seconds(29)));
        assert!(!patience.resting.rests(now + chrono::Duration::seconds(30)));
    }
}
