//! What the shop does and when it refuses: values in, changed books out.

pub(crate) mod appointments;
mod customers;
mod fields;
pub(crate) mod orders;
pub(crate) mod slots;

pub(crate) use fields::required;
