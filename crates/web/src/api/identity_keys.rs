//! The keys that shops sign with who is signed in there.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::IdentityKey;
use lotse_app::access::Administer;
use lotse_app::identity::{IdentityKeyChange, IdentityKeyToAdd};
use lotse_domain::contacts::SigningAlgorithm;
use lotse_domain::ids::BrandId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Sent, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A key a shop signs with.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdentityKeyJson {
    /// Tokens may name it as `kid`.
    id: String,
    brand: String,
    name: String,
    /// `HS256` or `EdDSA`.
    algorithm: String,
    /// In PEM form; null for HS256.
    public_key: Option<String>,
    /// Whether tokens it signed are taken.
    is_active: bool,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
}

impl From<IdentityKey> for IdentityKeyJson {
    fn from(it: IdentityKey) -> Self {
        Self {
            id: it.id.to_string(),
            brand: it.brand.to_string(),
            name: it.name,
            algorithm: it.algorithm.as_str().to_owned(),
            public_key: it.public_key,
            is_active: it.is_active,
            created_at: it.created_at,
            last_used_at: it.used_at,
        }
    }
}

/// Whose keys.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The brand's id.
    brand: String,
}

/// The keys of a brand, newest first; at most ten.
#[utoipa::path(get, path = "/identity-keys", tag = "admin", params(Whose),
    responses((status = 200, body = List<IdentityKeyJson>)))]
pub(super) async fn keys(
    State(web): State<Web>,
    With(may): With<Administer>,
    Asked(whose): Asked<Whose>,
) -> Answer<List<IdentityKeyJson>> {
    let brand: BrandId = parsed(&whose.brand, "brand")?;
    let keys = web.app.identity_keys(&may, brand).await?;
    Ok(Json(List::whole(keys.into_iter().map(Into::into).collect())))
}

/// A key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIdentityKey {
    /// The brand's id.
    brand: String,
    /// What it is for.
    name: String,
    /// `HS256` or `EdDSA`.
    algorithm: String,
    /// For `EdDSA`: the Ed25519 public key in PEM form.
    public_key: Option<String>,
}

/// A made key.
#[derive(Serialize, ToSchema)]
pub(super) struct MadeIdentityKey {
    #[serde(flatten)]
    about: IdentityKeyJson,
    /// For HS256: what the shop signs with, the characters as they stand here. It is shown this
    /// once; null for `EdDSA`.
    secret: Option<String>,
}

/// Makes a key.
#[utoipa::path(post, path = "/identity-keys", tag = "admin", request_body = NewIdentityKey,
    responses((status = 201, body = MadeIdentityKey), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewIdentityKey>,
) -> Result<(StatusCode, Json<MadeIdentityKey>), Problem> {
    let algorithm = SigningAlgorithm::from_name(&new.algorithm);
    let unknown = || Problem::field("algorithm", "unknown", "use HS256 or EdDSA");
    let key = IdentityKeyToAdd {
        brand: parsed(&new.brand, "brand")?,
        name: new.name,
        algorithm: algorithm.ok_or_else(unknown)?,
        public_key: new.public_key,
    };
    let (key, secret) = web.app.add_identity_key(&may, key).await?;
    let secret = secret.map(|it| it.reveal().to_owned());
    Ok((StatusCode::CREATED, Json(MadeIdentityKey { about: key.into(), secret })))
}

/// What to change of a key; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityKeyChangeJson {
    name: Option<String>,
    /// From the next call on, tokens of a key that is not active are refused.
    is_active: Option<bool>,
}

/// Changes a key.
#[utoipa::path(patch, path = "/identity-keys/{id}", tag = "admin", params(("id" = String, Path)),
    request_body = IdentityKeyChangeJson,
    responses((status = 200, body = IdentityKeyJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(change): Sent<IdentityKeyChangeJson>,
) -> Answer<IdentityKeyJson> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let change = IdentityKeyChange { name: change.name, is_active: change.is_active };
    Ok(Json(web.app.change_identity_key(&may, id, change).await?.into()))
}
