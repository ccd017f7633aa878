//! The shop's rules, asked through its API as another system asks them.

mod appointments;
mod caller;
mod faults;
mod kept;
mod once;
mod orders;
mod papers;
mod storefront;
