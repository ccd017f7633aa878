//! The rules of the use cases, each as one test, on both databases.

#[cfg(test)]
mod access;
#[cfg(test)]
mod actions;
#[cfg(test)]
mod blocks;
#[cfg(test)]
mod brands;
#[cfg(test)]
mod callbacks;
#[cfg(test)]
mod chat;
#[cfg(test)]
mod chat_agents;
#[cfg(test)]
mod chat_files;
mod chat_races;
mod chat_time;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod contacts;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod encoder;
#[cfg(test)]
mod exporting;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod learning;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod models;
#[cfg(test)]
mod page_events;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod places;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod promise;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod rehearsing;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod rewording;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod surfaces;
#[cfg(test)]
mod thesaurus;
#[cfg(test)]
mod wording;
