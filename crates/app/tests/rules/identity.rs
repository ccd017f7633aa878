//! Who a visitor of the chat is: what the shop signs counts, and nothing else does.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use lotse_app::chat::{ChatError, Saying, Visitor};
use lotse_app::identity::{
    Identified, IdentityError, IdentityKeyChange, IdentityKeyError, IdentityKeyToAdd, TokenFlaw,
};
use lotse_app::{IdentityKey, Secret};
use lotse_domain::contacts::{Proof, SigningAlgorithm};
use lotse_domain::ids::BrandId;
use lotse_domain::inbox::{Author, Holder, Status};
use lotse_testkit::{TestLotse, on_both_databases};
use serde_json::{Value, json};

use crate::chat::{catalogue, chat, say, visitor};

on_both_databases!(
    what_a_shop_signs_says_who_is_here_and_fills_the_card,
    both_algorithms_count_each_with_its_own_key,
    what_does_not_hold_is_refused_and_leaves_nothing,
    a_token_counts_once_even_when_sent_twice_at_once,
    a_key_that_was_disabled_no_longer_counts,
    a_contact_who_comes_back_on_another_device_finds_their_conversation,
    two_conversations_of_one_person_become_one,
    whoever_signs_in_after_somebody_else_never_sees_their_conversation,
    the_token_before_ends_and_so_does_one_that_is_let_go,
    a_proof_counts_for_twelve_hours,
    a_code_proves_an_address_and_brings_back_its_conversation,
    codes_are_few_and_nobody_can_use_up_somebody_elses_tries,
    keys_are_checked_when_they_are_made,
);

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIyWzE91AilWcRoyIrFSfSnrtkiyoVN3dsRKbZ3t9/qC\n-----END PRIVATE KEY-----";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAZfcDLyE7OcscFXlDEAMPtuXRLyVRtM2MgZBi+rXk9qo=\n-----END PUBLIC KEY-----\n";

async fn hs256(lotse: &TestLotse, brand: BrandId) -> (IdentityKey, Secret) {
    let name = "shop".to_owned();
    let algorithm = SigningAlgorithm::Hs256;
    let new = IdentityKeyToAdd { brand, name, algorithm, public_key: None };
    let (key, secret) = lotse.add_identity_key(&lotse.may(), new).await.unwrap();
    (key, secret.unwrap())
}

async fn ed25519(lotse: &TestLotse) -> IdentityKey {
    let new = IdentityKeyToAdd {
        brand: lotse.brand().id,
        name: "key pair".to_owned(),
        algorithm: SigningAlgorithm::EdDsa,
        public_key: Some(PUBLIC.to_owned()),
    };
    let (key, secret) = lotse.add_identity_key(&lotse.may(), new).await.unwrap();
    assert!(secret.is_none());
    key
}

/// What the shop of the first brand says of `sub`, for the first time.
fn claims(lotse: &TestLotse, sub: &str) -> Value {
    let now = lotse.now().timestamp();
    json!({
        "sub": sub, "aud": "optician", "iat": now, "exp": now + 300,
        "jti": lotse.new_id().to_string(),
    })
}

fn with(mut claims: Value, name: &str, value: impl Into<Value>) -> Value {
    claims[name] = value.into();
    claims
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name);
    claims
}

fn signed(secret: &Secret, claims: &Value) -> String {
    let key = EncodingKey::from_secret(secret.reveal().as_bytes());
    encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
}

/// The visitor with the token that counts from now on.
async fn onward(lotse: &TestLotse, before: &Visitor, identified: &Identified) -> Visitor {
    let token = match &identified.token {
        Some(token) => lotse.visitor_with(token.reveal()).await.unwrap(),
        None => lotse.visitor_again(before).await.unwrap(),
    };
    token.unwrap()
}

/// Signs in as `sub`; the visitor goes on with the new token.
async fn sign_in(
    lotse: &TestLotse,
    visitor: &Visitor,
    secret: &Secret,
    sub: &str,
) -> (Identified, Visitor) {
    let identified = lotse.identify(visitor, &signed(secret, &claims(lotse, sub))).await.unwrap();
    let visitor = onward(lotse, visitor, &identified).await;
    (identified, visitor)
}

#[track_caller]
fn flaw(outcome: &Result<Identified, IdentityError>) -> TokenFlaw {
    match outcome {
        Err(IdentityError::Token(flaw)) => *flaw,
        other => panic!("{other:?}"),
    }
}

async fn what_a_shop_signs_says_who_is_here_and_fills_the_card(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let here = visitor(lotse, "de").await;
    assert_eq!(lotse.proof_of(&here).level, Proof::Device);
    say(lotse, &here, "1", "Ich möchte einen Menschen sprechen").await;
    let token = with(claims(lotse, "4711"), "name", " Ada Winter ");
    let token = with(with(token, "email", "Ada@example.org"), "email_verified", true);
    let identified = lotse.identify(&here, &signed(&secret, &token)).await.unwrap();
    assert_eq!(
        (identified.name.as_str(), identified.identity.level),
        ("Ada Winter", Proof::SignedIn)
    );
    let here = onward(lotse, &here, &identified).await;
    let identity = lotse.proof_of(&here);
    assert_eq!(identity, identified.identity);
    assert_eq!(identity.email.unwrap().as_str(), "ada@example.org");
    assert_eq!(identity.subject.as_deref(), Some("4711"));
    let (line, messages) = chat(lotse, &here).await;
    assert_eq!(messages[0].text, "Ich möchte einen Menschen sprechen");
    assert_eq!(line.contact, ("Ada Winter".to_owned(), Some("ada@example.org".to_owned())));
    assert_eq!((line.proof, line.is_email_proven), (Proof::SignedIn, true));
    let card = line.conversation.card.unwrap();
    assert_eq!((card.name.as_str(), card.proof), ("Ada Winter", Proof::SignedIn));
    assert_eq!(card.email.unwrap().as_str(), "ada@example.org");
    // An address the shop has not verified proves nothing.
    let other = visitor(lotse, "de").await;
    let token = with(claims(lotse, "4712"), "email", "ada@example.org");
    let identified = lotse.identify(&other, &signed(&secret, &token)).await.unwrap();
    assert_eq!(identified.identity.email, None);
    assert_ne!(identified.identity.contact, identity.contact);
}

async fn both_algorithms_count_each_with_its_own_key(lotse: &TestLotse) {
    let (first, secret) = hs256(lotse, lotse.brand().id).await;
    let pair = ed25519(lotse).await;
    let (_, newer) = hs256(lotse, lotse.brand().id).await;
    let key = EncodingKey::from_ed_pem(PRIVATE.as_bytes()).unwrap();
    let here = visitor(lotse, "de").await;
    let token = encode(&Header::new(Algorithm::EdDSA), &claims(lotse, "1"), &key).unwrap();
    let identified = lotse.identify(&here, &token).await.unwrap();
    let here = onward(lotse, &here, &identified).await;
    // While keys change, the older one still counts, with its id or without.
    let (_, here) = sign_in(lotse, &here, &secret, "1").await;
    let (_, here) = sign_in(lotse, &here, &newer, "1").await;
    let named = |kid: String| Header { kid: Some(kid), ..Header::new(Algorithm::HS256) };
    let sign = |kid: String| {
        let key = EncodingKey::from_secret(secret.reveal().as_bytes());
        encode(&named(kid), &claims(lotse, "1"), &key).unwrap()
    };
    assert_eq!(
        flaw(&lotse.identify(&here, &sign(pair.id.to_string())).await),
        TokenFlaw::Signature
    );
    assert_eq!(flaw(&lotse.identify(&here, &sign("other".to_owned())).await), TokenFlaw::Signature);
    lotse.identify(&here, &sign(first.id.to_string())).await.unwrap();
    let keys = lotse.identity_keys(&lotse.may(), lotse.brand().id).await.unwrap();
    assert!(keys.iter().all(|it| it.used_at == Some(lotse.now())), "{keys:?}");
}

async fn what_does_not_hold_is_refused_and_leaves_nothing(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let pair = ed25519(lotse).await;
    let other = lotse.second_brand("bikes", &["de"]).await;
    let (_, others) = hs256(lotse, other.id).await;
    let here = visitor(lotse, "de").await;
    let fine = || claims(lotse, "4711");
    let now = lotse.now().timestamp();
    let forged = |header: Value, claims: &Value, signature: &str| {
        let part = |it: &Value| URL_SAFE_NO_PAD.encode(it.to_string());
        format!("{}.{}.{signature}", part(&header), part(claims))
    };
    let right = signed(&secret, &fine());
    let (unsigned, _) = right.rsplit_once('.').unwrap();
    let as_secret = EncodingKey::from_secret(PUBLIC.as_bytes());
    let trimmed = EncodingKey::from_secret(PUBLIC.trim().as_bytes());
    let confused = |key| encode(&Header::new(Algorithm::HS256), &fine(), key).unwrap();
    let altered = signed(&secret, &fine());
    let mut parts: Vec<&str> = altered.split('.').collect();
    let somebody = URL_SAFE_NO_PAD.encode(claims(lotse, "1").to_string());
    parts[1] = &somebody;
    let hs384 = encode(
        &Header::new(Algorithm::HS384),
        &fine(),
        &EncodingKey::from_secret(secret.reveal().as_bytes()),
    );
    for (token, expect) in [
        (String::new(), TokenFlaw::Malformed),
        ("a.b.c".to_owned(), TokenFlaw::Malformed),
        ("x".repeat(5_000), TokenFlaw::Malformed),
        (format!("{unsigned}."), TokenFlaw::Signature),
        (parts.join("."), TokenFlaw::Signature),
        (forged(json!({"alg": "none"}), &fine(), ""), TokenFlaw::Algorithm),
        (forged(json!({"alg": "None"}), &fine(), ""), TokenFlaw::Algorithm),
        (forged(json!({"typ": "JWT"}), &fine(), ""), TokenFlaw::Malformed),
        (forged(json!({"alg": "HS256", "crit": ["b64"]}), &fine(), "x"), TokenFlaw::Malformed),
        (hs384.unwrap(), TokenFlaw::Algorithm),
        // The public key is known to all and must not count as a secret.
        (confused(&as_secret), TokenFlaw::Signature),
        (confused(&trimmed), TokenFlaw::Signature),
        (signed(&others, &fine()), TokenFlaw::Signature),
        (signed(&Secret::new("guess"), &fine()), TokenFlaw::Signature),
        (signed(&secret, &with(fine(), "aud", "bikes")), TokenFlaw::Audience),
        (signed(&secret, &with(fine(), "aud", json!([]))), TokenFlaw::Audience),
        (signed(&secret, &with(fine(), "exp", now)), TokenFlaw::Expired),
        (signed(&secret, &with(fine(), "iat", now + 120)), TokenFlaw::Expired),
        (signed(&secret, &with(fine(), "nbf", now + 120)), TokenFlaw::Expired),
        (signed(&secret, &with(fine(), "exp", now + 3_601)), TokenFlaw::TooLong),
        (signed(&secret, &with(fine(), "sub", "")), TokenFlaw::Malformed),
        (signed(&secret, &with(fine(), "sub", 4711)), TokenFlaw::Malformed),
        (signed(&secret, &with(fine(), "email_verified", "yes")), TokenFlaw::Malformed),
        (signed(&secret, &without(fine(), "jti")), TokenFlaw::Malformed),
        (signed(&secret, &without(fine(), "exp")), TokenFlaw::Malformed),
        (signed(&secret, &without(fine(), "iat")), TokenFlaw::Malformed),
        (signed(&secret, &without(fine(), "aud")), TokenFlaw::Malformed),
    ] {
        let outcome = lotse.identify(&here, &token).await;
        assert_eq!(flaw(&outcome), expect, "{token}");
    }
    assert!(lotse.is_current(&here).await.unwrap(), "the token is as it was");
    assert_eq!(lotse.proof_of(&here).level, Proof::Device);
    let keys = lotse.identity_keys(&lotse.may(), lotse.brand().id).await.unwrap();
    assert!(keys.iter().all(|it| it.used_at.is_none()), "{pair:?}");
    // Nothing was spent, and the same visitor can still sign in.
    let (identified, _) = sign_in(lotse, &here, &secret, "4711").await;
    assert_eq!(identified.identity.contact, here.contact);
}

async fn a_token_counts_once_even_when_sent_twice_at_once(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let token = signed(&secret, &claims(lotse, "4711"));
    let (one, other) = (visitor(lotse, "de").await, visitor(lotse, "de").await);
    let (first, second) =
        tokio::join!(lotse.identify(&one, &token), lotse.identify(&other, &token));
    assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1);
    let refused = if first.is_ok() { &second } else { &first };
    assert_eq!(flaw(refused), TokenFlaw::Used);
    lotse.pass(Duration::seconds(299));
    let later = visitor(lotse, "de").await;
    assert_eq!(flaw(&lotse.identify(&later, &token).await), TokenFlaw::Used);
    lotse.pass(Duration::seconds(1));
    assert_eq!(flaw(&lotse.identify(&later, &token).await), TokenFlaw::Expired);
}

async fn a_key_that_was_disabled_no_longer_counts(lotse: &TestLotse) {
    let (key, secret) = hs256(lotse, lotse.brand().id).await;
    let here = visitor(lotse, "de").await;
    let off = IdentityKeyChange { is_active: Some(false), name: None };
    lotse.change_identity_key(&lotse.may(), key.id, off).await.unwrap();
    let outcome = lotse.identify(&here, &signed(&secret, &claims(lotse, "1"))).await;
    assert_eq!(flaw(&outcome), TokenFlaw::Signature);
    let on = IdentityKeyChange { is_active: Some(true), name: Some(" shop 2 ".to_owned()) };
    let key = lotse.change_identity_key(&lotse.may(), key.id, on).await.unwrap();
    assert_eq!(key.name, "shop 2");
    sign_in(lotse, &here, &secret, "1").await;
}

async fn a_contact_who_comes_back_on_another_device_finds_their_conversation(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let phone = visitor(lotse, "de").await;
    say(lotse, &phone, "1", "Wo ist mein Paket?").await;
    let (_, phone) = sign_in(lotse, &phone, &secret, "4711").await;
    let laptop = visitor(lotse, "de").await;
    let (_, laptop) = sign_in(lotse, &laptop, &secret, "4711").await;
    assert_eq!(laptop.contact, phone.contact);
    let (there, messages) = chat(lotse, &laptop).await;
    assert_eq!(there.conversation, chat(lotse, &phone).await.0.conversation);
    assert_eq!(messages[0].text, "Wo ist mein Paket?");
    // At another brand they are somebody else, and nothing is seen of it.
    let other = lotse.second_brand("bikes", &["de"]).await;
    let (_, others) = hs256(lotse, other.id).await;
    let token = lotse.new_visitor(other.id, &"de".parse().unwrap()).await.unwrap();
    let bikes = lotse.visitor_with(token.0.reveal()).await.unwrap().unwrap();
    let token = with(claims(lotse, "4711"), "aud", "bikes");
    let identified = lotse.identify(&bikes, &signed(&others, &token)).await.unwrap();
    assert_ne!(identified.identity.contact, phone.contact);
    let bikes = onward(lotse, &bikes, &identified).await;
    assert!(lotse.talk(&bikes, 0).await.unwrap().line.is_none());
}

async fn two_conversations_of_one_person_become_one(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let phone = visitor(lotse, "de").await;
    say(lotse, &phone, "1", "Wo ist mein Paket?").await;
    let (_, phone) = sign_in(lotse, &phone, &secret, "4711").await;
    let mut hearing = lotse.listen(&phone);
    let laptop = visitor(lotse, "de").await;
    say(lotse, &laptop, "2", "Ich möchte einen Menschen sprechen").await;
    let (left, _) = chat(lotse, &laptop).await;
    let (_, laptop) = sign_in(lotse, &laptop, &secret, "4711").await;
    let (line, messages) = chat(lotse, &laptop).await;
    let texts: Vec<&str> = messages
        .iter()
        .filter(|it| it.author == Author::Contact)
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(texts, ["Wo ist mein Paket?", "Ich möchte einen Menschen sprechen"]);
    let numbers: Vec<i64> = messages.iter().map(|it| it.seq).collect();
    assert_eq!(numbers, [1, 2, 3, 4], "without a gap");
    assert_eq!((line.conversation.holder, line.conversation.last_seq), (Holder::Queue, 4));
    assert!(hearing.hear().await.is_some(), "the phone hears of it");
    let left = lotse.conversation(&lotse.may(), left.conversation.id).await.unwrap().unwrap();
    assert_eq!(left.line.conversation.status, Status::Resolved);
    assert_eq!(left.messages[0].text, format!("→ #{}", line.conversation.reference));
    assert_eq!(left.messages.len(), 1);
    say(lotse, &laptop, "3", "Noch da?").await;
    assert_eq!(chat(lotse, &phone).await.0.conversation.last_seq, 5);
}

async fn whoever_signs_in_after_somebody_else_never_sees_their_conversation(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let device = visitor(lotse, "de").await;
    let (_, ada) = sign_in(lotse, &device, &secret, "ada").await;
    say(lotse, &ada, "1", "Meine Sehstärke ist -4").await;
    let (identified, ben) = sign_in(lotse, &ada, &secret, "ben").await;
    assert_ne!(identified.identity.contact, ada.contact);
    assert!(lotse.talk(&ben, 0).await.unwrap().line.is_none());
    say(lotse, &ben, "2", "Hallo").await;
    // Ada's other windows lose what she left.
    assert!(!lotse.is_current(&ada).await.unwrap());
    // Somebody we know takes the device over, and then Ada again.
    let (_, cara) = sign_in(lotse, &visitor(lotse, "de").await, &secret, "cara").await;
    say(lotse, &cara, "3", "Ich bin Cara").await;
    let (_, cara) = sign_in(lotse, &ben, &secret, "cara").await;
    assert_eq!(chat(lotse, &cara).await.1[0].text, "Ich bin Cara");
    let (_, ada) = sign_in(lotse, &cara, &secret, "ada").await;
    assert_eq!(chat(lotse, &ada).await.1[0].text, "Meine Sehstärke ist -4");
}

async fn the_token_before_ends_and_so_does_one_that_is_let_go(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let before = visitor(lotse, "de").await;
    let (identified, after) = sign_in(lotse, &before, &secret, "4711").await;
    assert!(identified.token.is_some());
    let (again, after) = sign_in(lotse, &after, &secret, "4711").await;
    assert!(again.token.is_none(), "windows of the same contact need no other token");
    assert!(!lotse.is_current(&before).await.unwrap(), "who knew it from before gets nothing");
    let outcome = lotse.identify(&before, &signed(&secret, &claims(lotse, "4711"))).await;
    assert!(matches!(outcome, Err(IdentityError::Busy)), "{outcome:?}");
    let saying = Saying { key: "0".to_owned(), text: "Hallo".to_owned(), ..Saying::default() };
    let outcome = lotse.say(&before, saying, &catalogue()).await;
    assert!(matches!(outcome, Err(ChatError::Ended)), "{outcome:?}");
    say(lotse, &after, "1", "Hallo").await;
    lotse.let_go(&after).await.unwrap();
    assert!(!lotse.is_current(&after).await.unwrap());
    let fresh = visitor(lotse, "de").await;
    assert!(lotse.talk(&fresh, 0).await.unwrap().line.is_none());
}

async fn a_proof_counts_for_twelve_hours(lotse: &TestLotse) {
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let (_, here) = sign_in(lotse, &visitor(lotse, "de").await, &secret, "4711").await;
    lotse.pass(Duration::hours(12) - Duration::seconds(1));
    assert_eq!(lotse.proof_of(&here).level, Proof::SignedIn);
    lotse.pass(Duration::seconds(1));
    let identity = lotse.proof_of(&here);
    assert_eq!((identity.level, identity.subject), (Proof::Claimed, None));
    let (_, here) = sign_in(lotse, &here, &secret, "4711").await;
    assert_eq!(lotse.proof_of(&here).level, Proof::SignedIn);
}

/// Asks for a code and says what was in the mail.
async fn code(lotse: &TestLotse, visitor: &Visitor, email: &str) -> String {
    let letter = |code: &str| ("Code".to_owned(), code.to_owned());
    lotse.send_chat_code(visitor, &email.parse().unwrap(), letter).await.unwrap();
    lotse.pass(Duration::milliseconds(1));
    lotse.waiting_mails(1).await.unwrap().remove(0).mail.text
}

/// The visitor once a code has proven that this is their address.
pub(crate) async fn proven(lotse: &TestLotse, visitor: &Visitor, email: &str) -> Visitor {
    let sent = code(lotse, visitor, email).await;
    let identified = lotse.check_chat_code(visitor, &sent).await.unwrap();
    onward(lotse, visitor, &identified).await
}

async fn a_code_proves_an_address_and_brings_back_its_conversation(lotse: &TestLotse) {
    let phone = visitor(lotse, "de").await;
    say(lotse, &phone, "1", "Wo ist mein Paket?").await;
    let sent = code(lotse, &phone, "ada@example.org").await;
    let identified = lotse.check_chat_code(&phone, &format!(" {sent} ")).await.unwrap();
    let phone = onward(lotse, &phone, &identified).await;
    let identity = lotse.proof_of(&phone);
    assert_eq!(identity.level, Proof::Possession);
    assert_eq!(identity.email.unwrap().as_str(), "ada@example.org");
    let laptop = visitor(lotse, "de").await;
    let sent = code(lotse, &laptop, "ada@example.org").await;
    let identified = lotse.check_chat_code(&laptop, &sent).await.unwrap();
    let laptop = onward(lotse, &laptop, &identified).await;
    assert_eq!(chat(lotse, &laptop).await.1[0].text, "Wo ist mein Paket?");
    // Who is signed in at the shop stays so when an address is proven too.
    let (_, secret) = hs256(lotse, lotse.brand().id).await;
    let (_, ben) = sign_in(lotse, &visitor(lotse, "de").await, &secret, "ben").await;
    let sent = code(lotse, &ben, "ada@example.org").await;
    let identified = lotse.check_chat_code(&ben, &sent).await.unwrap();
    assert_eq!(identified.identity.level, Proof::SignedIn);
    assert_eq!(identified.identity.contact, ben.contact, "and sees nothing of Ada");
    assert_eq!(identified.identity.email.unwrap().as_str(), "ada@example.org");
}

async fn codes_are_few_and_nobody_can_use_up_somebody_elses_tries(lotse: &TestLotse) {
    let (ada, eve) = (visitor(lotse, "de").await, visitor(lotse, "de").await);
    let email = "ada@example.org";
    let sent = code(lotse, &ada, email).await;
    let eves = code(lotse, &eve, email).await;
    // Eve's guesses count for Eve, and a code is of use only to whoever asked for it.
    for _ in 0..5 {
        let wrong = if eves == "000000" { "000001" } else { "000000" };
        let outcome = lotse.check_chat_code(&eve, wrong).await;
        assert!(matches!(outcome, Err(IdentityError::Code)), "{outcome:?}");
    }
    let outcome = lotse.check_chat_code(&eve, &eves).await;
    assert!(matches!(outcome, Err(IdentityError::Code)), "five tries: {outcome:?}");
    let nobody = visitor(lotse, "de").await;
    let outcome = lotse.check_chat_code(&nobody, &sent).await;
    assert!(matches!(outcome, Err(IdentityError::Code)), "{outcome:?}");
    let letter = |code: &str| ("Code".to_owned(), code.to_owned());
    // The third mail in 15 minutes is the last one, whoever asks.
    for n in 0..2 {
        lotse.send_chat_code(&nobody, &email.parse().unwrap(), letter).await.unwrap();
        assert_eq!(lotse.waiting_mails(9).await.unwrap().len(), 3, "{n}");
    }
    lotse.send_chat_code(&nobody, &email.parse().unwrap(), letter).await.unwrap();
    let outcome = lotse.send_chat_code(&nobody, &"x@example.org".parse().unwrap(), letter).await;
    assert!(matches!(outcome, Err(IdentityError::TooManyCodes(_))), "{outcome:?}");
    lotse.check_chat_code(&ada, &sent).await.unwrap();
    let late = visitor(lotse, "de").await;
    let sent = code(lotse, &late, "late@example.org").await;
    lotse.pass(Duration::minutes(15));
    let outcome = lotse.check_chat_code(&late, &sent).await;
    assert!(matches!(outcome, Err(IdentityError::Code)), "too old: {outcome:?}");
}

async fn keys_are_checked_when_they_are_made(lotse: &TestLotse) {
    let brand = lotse.brand().id;
    let new = |name: &str, key: Option<&str>| IdentityKeyToAdd {
        brand,
        name: name.to_owned(),
        algorithm: SigningAlgorithm::EdDsa,
        public_key: key.map(str::to_owned),
    };
    for bad in [None, Some(""), Some("x"), Some(PRIVATE)] {
        let outcome = lotse.add_identity_key(&lotse.may(), new("a", bad)).await;
        assert!(matches!(outcome, Err(IdentityKeyError::NotAKey)), "{outcome:?}");
    }
    let outcome = lotse.add_identity_key(&lotse.may(), new(" ", Some(PUBLIC))).await;
    assert!(matches!(outcome, Err(IdentityKeyError::NoName)), "{outcome:?}");
    for _ in 0..10 {
        lotse.add_identity_key(&lotse.may(), new("a", Some(PUBLIC))).await.unwrap();
    }
    let outcome = lotse.add_identity_key(&lotse.may(), new("a", Some(PUBLIC))).await;
    assert!(matches!(outcome, Err(IdentityKeyError::Full)), "{outcome:?}");
    // Stored is not what the shop signs with.
    let other = lotse.second_brand("bikes", &["de"]).await;
    let (key, secret) = hs256(lotse, other.id).await;
    assert!(!key.sealed_secret.unwrap().contains(secret.reveal()));
}
