//! Reads what a shop has signed: a JSON Web Token about who is signed in there.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use lotse_domain::contacts::{Email, SigningAlgorithm};
use lotse_domain::ids::IdentityKeyId;
use serde::Deserialize;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Longer tokens are not looked at.
const TOKEN_CHARS: usize = 4_096;
/// So long a token may count.
const LONGEST: Duration = Duration::hours(1);
/// So much the shop's clock may be ahead of ours.
const AHEAD: Duration = Duration::minutes(1);
/// So many characters an id may have.
const ID_CHARS: usize = 255;
/// So many characters a name may have.
const NAME_CHARS: usize = 120;

/// Why a shop's token does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFlaw {
    /// It is no token, or a claim is missing or of another type.
    #[error("it is no JSON Web Token with the claims sub, aud, exp, iat and jti")]
    Malformed,
    /// It is signed by another algorithm than HS256 or `EdDSA`.
    #[error("its algorithm is not HS256 or EdDSA")]
    Algorithm,
    /// No active key of the brand has signed it.
    #[error("no active key of this brand has signed it")]
    Signature,
    /// It is for another brand.
    #[error("its audience is not the short name of this brand")]
    Audience,
    /// Its time is over, or has not come.
    #[error("it does not count now: compare iat, nbf and exp with the clock")]
    Expired,
    /// It counts for longer than an hour.
    #[error("it counts for longer than an hour")]
    TooLong,
    /// It was used before.
    #[error("it was used before: each token needs a jti of its own")]
    Used,
}

/// A key that may have signed a token.
pub(super) struct Candidate {
    pub(super) id: IdentityKeyId,
    pub(super) algorithm: SigningAlgorithm,
    pub(super) key: DecodingKey,
}

/// What a shop says of somebody.
#[derive(Debug)]
pub(super) struct Signed {
    /// The key it signed with.
    pub(super) key: IdentityKeyId,
    /// The shop's own id of the person.
    pub(super) subject: String,
    /// Tells tokens apart.
    pub(super) token_id: String,
    /// Until when the token counts.
    pub(super) expires_at: DateTime<Utc>,
    /// The address, if the shop has verified it.
    pub(super) email: Option<Email>,
    /// The name; may be empty.
    pub(super) name: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    jti: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Reads the key's public half from PEM.
pub(super) fn public_key(pem: &str) -> Option<DecodingKey> {
    let is_public = pem.contains("-----BEGIN PUBLIC KEY-----") && !pem.contains("PRIVATE");
    is_public.then(|| DecodingKey::from_ed_pem(pem.trim().as_bytes()).ok()).flatten()
}

/// What a token says, if one of the keys has signed it for `audience` and it counts at `now`.
/// Whether it was used before is not known here.
pub(super) fn read(
    token: &str,
    keys: &[Candidate],
    (audience, now): (&str, DateTime<Utc>),
) -> Result<Signed, TokenFlaw> {
    let (claims, key) = signed(token, keys)?;
    let is_meant = match &claims.aud {
        Audience::One(it) => it == audience,
        Audience::Several(all) => all.iter().any(|it| it == audience),
    };
    if !is_meant {
        return Err(TokenFlaw::Audience);
    }
    let time = |seconds| DateTime::from_timestamp(seconds, 0).ok_or(TokenFlaw::Malformed);
    let (issued_at, expires_at) = (time(claims.iat)?, time(claims.exp)?);
    let begins_at = claims.nbf.map(time).transpose()?.unwrap_or(issued_at).max(issued_at);
    if expires_at <= now || now + AHEAD < begins_at {
        return Err(TokenFlaw::Expired);
    }
    if LONGEST < expires_at - issued_at {
        return Err(TokenFlaw::TooLong);
    }
    let is_id = |it: &str| (1..=ID_CHARS).contains(&it.chars().count()) && !it.contains('\0');
    if !is_id(&claims.sub) || !is_id(&claims.jti) {
        return Err(TokenFlaw::Malformed);
    }
    let is_shown = |it: &char| !it.is_control();
    Ok(Signed {
        key,
        subject: claims.sub,
        token_id: claims.jti,
        expires_at,
        email: claims.email.filter(|_| claims.email_verified).and_then(|it| it.parse().ok()),
        name: claims.name.trim().chars().filter(is_shown).take(NAME_CHARS).collect(),
    })
}

/// The claims and the key that has signed them. A key counts for its own algorithm only, whatever
/// the token says.
fn signed(token: &str, keys: &[Candidate]) -> Result<(Claims, IdentityKeyId), TokenFlaw> {
    if TOKEN_CHARS < token.len() {
        return Err(TokenFlaw::Malformed);
    }
    let header = token.split('.').next().unwrap_or_default();
    let header = URL_SAFE_NO_PAD.decode(header).or(Err(TokenFlaw::Malformed))?;
    let header: Header = serde_json::from_slice(&header).or(Err(TokenFlaw::Malformed))?;
    let algorithm = SigningAlgorithm::from_name(&header.alg).ok_or(TokenFlaw::Algorithm)?;
    if header.crit.is_some() {
        return Err(TokenFlaw::Malformed);
    }
    let mut validation = Validation::new(match algorithm {
        SigningAlgorithm::Hs256 => Algorithm::HS256,
        SigningAlgorithm::EdDsa => Algorithm::EdDSA,
    });
    // Times and audience are compared above, with our own clock.
    validation.required_spec_claims.clear();
    (validation.validate_exp, validation.validate_aud) = (false, false);
    let named = header.kid.as_deref();
    let fits = |it: &&Candidate| {
        it.algorithm == algorithm && named.is_none_or(|kid| it.id.to_string() == kid)
    };
    for it in keys.iter().filter(fits) {
        match decode::<Claims>(token, &it.key, &validation) {
            Ok(data) => return Ok((data.claims, it.id)),
            Err(error) if matches!(error.kind(), ErrorKind::InvalidSignature) => {}
            Err(_) => return Err(TokenFlaw::Malformed),
        }
    }
    Err(TokenFlaw::Signature)
}
