//! Rows of knowledge. `articles.rs` keeps what editors write, `live.rs` what customers read,
//! `structure.rs` brands, categories and words, `places.rs` notices, locations and hours.

mod articles;
mod live;
mod places;
mod structure;

pub use articles::{ArticleFilter, ArticleLine, Saved, VersionLine};
pub use live::{HelpCentre, LiveChange, LiveLine, LiveRow, Slug};
pub use places::LocationRow;
