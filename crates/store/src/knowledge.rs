//! Rows of knowledge. `articles.rs` keeps what editors write, `lists.rs` lists it, `live.rs`
//! keeps what customers read, `counts.rs` counts it, `brands.rs` brands, `structure.rs` categories
//! and words, `golden.rs` questions whose answer is settled, `places.rs` notices, locations and
//! hours.

mod articles;
mod brands;
mod counts;
mod golden;
mod lists;
mod live;
mod places;
mod structure;

pub use articles::Saved;
pub use golden::{GoldenFilter, GoldenRow};
pub use lists::{ArticleFilter, ArticleLine, LanguageLine, Overridden, VersionLine};
pub use live::{HelpCentre, LiveChange, LiveLine, LiveRow, Slug};
pub use places::LocationRow;
