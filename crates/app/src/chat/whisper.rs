//! Who types, told to the other processes. It is never kept and may be lost.

use std::sync::Arc;

use lotse_domain::ids::{BrandId, ContactId, ConversationId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::Typing;
use crate::App;

/// What one process tells the others.
#[derive(Debug, Serialize, Deserialize)]
struct Whisper {
    /// The process that tells it.
    from: String,
    conversation: String,
    brand: String,
    contact: String,
    agent_name: Option<String>,
    is_typing: bool,
}

impl App {
    /// Tells everybody who listens, here and in other processes, that somebody types.
    pub(crate) async fn tell_typing(&self, it: Typing) {
        let whisper = Whisper {
            from: self.store.process().to_string(),
            conversation: it.conversation.to_string(),
            brand: it.brand.to_string(),
            contact: it.contact.to_string(),
            agent_name: it.agent_name.clone(),
            is_typing: it.is_typing,
        };
        self.hub.typing(it, self.now());
        let text = serde_json::to_string(&whisper).unwrap_or_default();
        if let Err(error) = self.store.whisper(&text).await {
            tracing::debug!(%error, "other processes do not hear who types");
        }
    }

    /// Passes on what another process whispers; what is not understood is of a newer one.
    fn overhear(&self, text: &str) {
        let Ok(it) = serde_json::from_str::<Whisper>(text) else { return };
        if it.from == self.store.process().to_string() {
            return;
        }
        if let Some(typing) = it.typing() {
            self.hub.typing(typing, self.now());
        }
    }
}

impl Whisper {
    fn typing(self) -> Option<Typing> {
        Some(Typing {
            conversation: self.conversation.parse::<ConversationId>().ok()?,
            brand: self.brand.parse::<BrandId>().ok()?,
            contact: self.contact.parse::<ContactId>().ok()?,
            agent_name: self.agent_name,
            is_typing: self.is_typing,
        })
    }
}

/// Listens to the other processes as long as the app is there.
pub(crate) async fn overhear(app: Arc<App>, mut whispers: broadcast::Receiver<String>) {
    loop {
        match whispers.recv().await {
            Ok(text) => app.overhear(&text),
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
