//! The nouns and the rules of Lotse: what an article is, who may read it, when a shop is open,
//! when Lotse may answer alone. Nothing here does I/O or asks for the time.

pub mod access;
pub mod actions;
pub mod answers;
pub mod clock;
pub mod contacts;
pub mod hours;
pub mod ids;
pub mod inbox;
pub mod knowledge;
pub mod locale;
pub mod network;
