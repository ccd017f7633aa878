//! Writing, publishing, importing and reading knowledge.

mod brands;
mod clash;
mod edit;
mod export;
mod gate;
mod golden;
mod import;
mod markup;
mod media;
mod places;
mod preview;
mod publish;
mod read;
mod rehearse;
mod structure;
mod trial;

pub use brands::{BrandChange, BrandError, PolicyChange};
pub use clash::Contradiction;
pub use edit::{EditError, NewArticle, Text};
pub use export::{ExportFailure, ExportFormat};
pub use golden::GoldenError;
pub(crate) use import::Running;
pub use import::{ImportFailure, ImportOrder, ImportReport, Origin, Planned, Table, Why};
pub(crate) use markup::plain_text;
pub use markup::{Heading, Rendered};
pub(crate) use media::kind_of;
pub use media::{MediaError, Picture};
pub use places::{LocationChange, PlaceError};
pub use preview::{DiffLine, Preview, diff};
pub use publish::{CheckError, PublishError};
pub use read::{Reader, Reading};
pub use rehearse::{Rehearsal, Shifted};
pub use structure::StructureError;
pub use trial::{GoldenTrial, Named};
