//! The answer engine: finds the answers to a question in its index and says how sure it is.
//!
//! Pure computation over what it was given: no socket, no model file, no clock. Reads never wait
//! for writes: every change makes a new state beside the old one and swaps it in.
//!
//! Way of a question: [`reading`] turns text into words and features, a [`shelf`] (one brand in one
//! language) collects candidates from its word index, its phrasings and what it has learned,
//! [`fusion`] orders them, [`surety`] says how sure that is, [`meaning`] adds what is near by its
//! vectors, where there are any, and [`sections`] finds the passage to show.

mod ask;
mod asked;
mod candidates;
mod complete;
mod corrections;
mod document;
mod encode;
#[cfg(feature = "encoder")]
mod encoder;
mod engine;
pub mod eval;
mod fusion;
mod kin;
mod learning;
mod lesson;
mod linear;
mod lists;
mod meaning;
mod phrases;
mod question;
mod reading;
mod related;
mod rewording;
mod sections;
mod segment;
mod shelf;
mod signals;
mod snapshot;
mod strange;
mod support;
mod surety;
mod surfaces;
mod trade;
mod training;
mod trial;
mod typing;

pub use document::{Change, Confirmed, Document, Embedded, Key, Unembedded};
pub use encode::{Encode, NotEncoded};
#[cfg(feature = "encoder")]
pub use encoder::{Encoder, EncoderError};
pub use engine::Engine;
pub use question::{Asker, Hit, Outcome, Question, Reason};
pub use reading::know_dictionary;
pub use rewording::Reworded;
pub use sections::anchor_of;
pub use snapshot::SnapshotError;
pub use strange::{Spoken, Term};
pub use support::{Sources, supported};
