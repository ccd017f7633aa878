//! The chat on the shop's pages, and how the shop says to it who has signed in.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;
use uuid::Uuid;

use crate::books::Customer;

/// A token only has to arrive; the chat asks for a new one when it needs one.
const MINUTES: i64 = 5;

/// Where the chat comes from, and what the shop and it have agreed on.
#[derive(Debug, Clone)]
pub struct Chat {
    /// The address of the chat's system, without a slash at the end.
    pub address: String,
    /// The short name of the shop's brand there.
    pub brand: String,
    /// Which of the brand's keys signs tokens.
    pub key_id: String,
    /// That key: at least 32 bytes.
    pub secret: String,
}

/// What a token says.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
    name: &'a str,
    email: &'a str,
    email_verified: bool,
}

impl Chat {
    /// A token that says that this customer has signed in here; good for five minutes.
    ///
    /// # Errors
    /// When the key cannot sign.
    pub(crate) fn token(
        &self,
        it: &Customer,
        now: DateTime<Utc>,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(self.key_id.clone());
        let claims = Claims {
            sub: &it.id,
            aud: &self.brand,
            iat: now.timestamp(),
            exp: (now + Duration::minutes(MINUTES)).timestamp(),
            jti: Uuid::new_v4().simple().to_string(),
            name: &it.name,
            email: &it.email,
            email_verified: true,
        };
        encode(&header, &claims, &EncodingKey::from_secret(self.secret.as_bytes()))
    }
}
