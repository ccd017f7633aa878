//! Asks and tells other systems: reads knowledge out of other people's files and pages, writes
//! ours in files others can read, calls their APIs, and holds the one HTTP client of the house.
//!
//! Nothing here knows the database or decides what becomes of what was read.

pub mod call;
pub mod dictionary;
pub mod export;
pub mod http;
pub mod import;
pub mod openapi;
pub mod thesaurus;
