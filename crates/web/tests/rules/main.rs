//! The rules of HTTP, each as one test: whole requests against a database.

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod brands;
#[cfg(test)]
mod chat;
#[cfg(test)]
mod chat_callback;
#[cfg(test)]
mod chat_edges;
#[cfg(test)]
mod chat_events;
#[cfg(test)]
mod chat_exits;
#[cfg(test)]
mod chat_files;
#[cfg(test)]
mod chat_identity;
#[cfg(test)]
mod chat_live;
#[cfg(test)]
mod descriptions;
#[cfg(test)]
mod escaping;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod once;
mod pace;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod places;
#[cfg(test)]
mod served;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod site;
