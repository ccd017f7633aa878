//! The help centre.

pub(crate) mod view;

use axum::Router;

use crate::Web;

pub(crate) fn routes(_web: &Web) -> Router<Web> {
    Router::new()
}
