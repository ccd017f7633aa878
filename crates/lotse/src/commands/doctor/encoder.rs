//! Whether the encoder can be loaded, and how far it has got.

use lotse_app::answers::{Waiting, waiting_texts};
use lotse_store::Store;

use super::Findings;
use crate::config::Settings;
use crate::encoder;

/// Loads the encoder as a start would, and counts the texts that wait for it.
pub(super) async fn loaded(settings: &Settings, found: &mut Findings) {
    let Some(folder) = settings.encoder.folder() else {
        found.note("No encoder is set (encoder.folder): articles are found by their words alone.");
        return;
    };
    let shown = folder.display();
    let encoder = match encoder::open(folder) {
        Ok(encoder) => encoder,
        Err(error) => {
            let why = crate::commands::sentence(&error);
            found.wrong(format!("The encoder cannot be used: {why}."));
            return;
        }
    };
    let size = encoder.dimension();
    let has_database = settings.database.file().is_none_or(std::path::Path::exists);
    let counted = async {
        let store = Store::connect(&settings.store_config()).await?;
        let counted = waiting_texts(&store, &*encoder).await;
        store.close().await;
        counted
    };
    let counted = if has_database { counted.await.ok() } else { None };
    let texts = match counted {
        Some(Waiting { waiting: 0, all }) => format!("; all {all} texts have theirs"),
        Some(Waiting { waiting, all }) => {
            format!("; {waiting} of {all} texts wait for theirs, which a running Lotse makes")
        }
        // A database that cannot be read, or is older, is spoken of elsewhere.
        None => String::new(),
    };
    found.fine(format!("The encoder in `{shown}` makes vectors of {size} numbers{texts}."));
}
