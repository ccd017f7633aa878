//! Rows of knowledge. `articles.rs` keeps what editors write, `lists.rs` lists it, `live.rs`
//! keeps what customers read, `counts.rs` counts it, `brands.rs` brands, `structure.rs` categories
//! and words, `places.rs` notices, locations and hours.

mod articles;
mod brands;
mod counts;
mod lists;
mod live;
mod places;
mod structure;

pub use articles::Saved;
pub use lists::{ArticleFilter, ArticleLine, LanguageLine, VersionLine};
pub use live::{HelpCentre, LiveChange, LiveLine, LiveRow, Slug};
pub use places::LocationRow;
