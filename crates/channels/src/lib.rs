//! Turns what arrives into messages and messages into what leaves, one file per channel.
//!
//! Pure: bytes and fields in, checked values out; nothing here does I/O. The help page's contact
//! form is the first channel.

pub mod files;
pub mod form;
