//! Turns what arrives into messages and messages into what leaves, one file per channel.
//!
//! What arrives is checked without I/O: bytes and fields in, checked values out. Mails leave
//! through [`smtp`], the only file here that waits on the network.

pub mod files;
pub mod form;
pub mod mail;
pub mod mailbox;
pub mod received;
pub mod smtp;
