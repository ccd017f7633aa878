//! The demo's shop: orders, appointments and a storefront, as a shop's own system would have them.
//!
//! It stands for the system an installation of Lotse works with, and knows nothing of Lotse but
//! the address of its chat. Tests break it on purpose through [`Shop::faults`].

mod api;
mod books;
mod catalogue;
mod chat;
mod documents;
mod faults;
mod file;
mod money;
mod pages;
mod refusal;
mod rules;
mod seed;
mod words;

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

pub use api::openapi;
pub use books::{
    Address, AddressChange, Answered, Appointment, Books, Cancellation, Customer, Entry, Event,
    Happening, Item, Order, Place, Return, Service, Slot, Standing, Status, Tracking, Turn,
};
pub use chat::Chat;
pub use faults::Faults;
pub use file::{Folder, OpenError};
pub use refusal::Refusal;
pub use words::Locale;

/// Opens the shop's API, in `Authorization: Bearer …`. It is the demo's and no secret.
pub const API_KEY: &str = "demo-shop-key";

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What the shop is told when it opens.
#[derive(Clone)]
pub struct Setting {
    /// Tells the time.
    pub clock: Clock,
    /// Where people reach it, without a slash at the end; links to documents begin with it.
    pub address: String,
    /// The chat on its pages; they have none without.
    pub chat: Option<Chat>,
}

/// The shop. Clones are the same shop.
#[derive(Clone)]
pub struct Shop(Arc<Inner>);

struct Inner {
    setting: Setting,
    faults: Faults,
    /// Held by whoever changes the books, from reading to having written.
    changing: Mutex<()>,
    books: RwLock<Arc<Books>>,
    folder: Option<Folder>,
}

impl fmt::Debug for Shop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shop").field("address", &self.0.setting.address).finish_non_exhaustive()
    }
}

impl Shop {
    /// Opens the shop whose books lie in that folder, with the demo's books when there are none.
    ///
    /// # Errors
    /// When they cannot be read or written.
    pub fn open(folder: Folder, setting: Setting) -> Result<Self, OpenError> {
        let books = if let Some(books) = folder.read()? {
            books
        } else {
            let books = seed::books((setting.clock)());
            folder.write(&books)?;
            books
        };
        Ok(Self::with(books, Some(folder), setting))
    }

    /// A shop with the demo's books that is gone with the last clone.
    #[must_use]
    pub fn in_memory(setting: Setting) -> Self {
        Self::with(seed::books((setting.clock)()), None, setting)
    }

    fn with(books: Books, folder: Option<Folder>, setting: Setting) -> Self {
        Self(Arc::new(Inner {
            setting,
            faults: Faults::default(),
            changing: Mutex::new(()),
            books: RwLock::new(Arc::new(books)),
            folder,
        }))
    }

    /// Its storefront and its API.
    pub fn router(&self) -> Router {
        pages::routes(self).nest("/api/v1", api::routes()).with_state(self.clone())
    }

    /// Serves it until the future is dropped.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(&self, listener: TcpListener) -> io::Result<()> {
        axum::serve(listener, self.router()).await
    }

    /// What it does wrong next.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Its books as they are now.
    #[must_use]
    pub fn books(&self) -> Arc<Books> {
        Arc::clone(&self.0.books.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The order of that number.
    #[must_use]
    pub fn order(&self, number: &str) -> Option<Order> {
        self.books().orders.iter().find(|it| it.number == number).cloned()
    }

    /// Packs, ships or delivers an order, as the people at the shop do; it must be the next step.
    ///
    /// # Errors
    /// When it is not.
    pub async fn move_on(&self, number: &str, to: Status) -> Result<(), MoveError> {
        let number = number.to_owned();
        Ok(self.change(move |books, now| books.move_on(&number, to, now)).await??)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.0.setting.clock)()
    }

    pub(crate) fn address(&self) -> &str {
        &self.0.setting.address
    }

    pub(crate) fn chat(&self) -> Option<&Chat> {
        self.0.setting.chat.as_ref()
    }

    /// Changes the books, one change after the other. What was changed is on the disk when this
    /// returns; it is carried out even if nobody waits for it any more.
    ///
    /// # Errors
    /// When they could not be written; nothing is changed then.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Books, DateTime<Utc>) -> T + Send + 'static,
    ) -> io::Result<T> {
        let shop = self.clone();
        spawn_blocking(move || {
            let _alone = shop.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
            let before = shop.books();
            let mut books = Books::clone(&before);
            let outcome = act(&mut books, shop.now());
            if books != *before {
                if let Some(folder) = &shop.0.folder {
                    folder.write(&books)?;
                }
                *shop.0.books.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(books);
            }
            Ok(outcome)
        })
        .await
        .map_err(io::Error::other)?
    }
}

/// Why an order was not moved on.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// It is not its turn.
    #[error("the order cannot be moved there")]
    Refused(#[from] Refusal),
    /// The books could not be written.
    #[error("the books could not be written")]
    Books(#[from] io::Error),
}
