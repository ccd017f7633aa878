//! Agents sign in, and nobody else does.

use chrono::Duration;
use lotse_app::Secret;
use lotse_app::access::{Actor, Credentials, SignInError, SignedIn, TotpError};
use lotse_domain::access::{Role, WeakPassword};
use lotse_testkit::{PASSWORD, TestLotse, on_both_databases};
use totp_rs::{Builder, Secret as TotpSecret};

on_both_databases!(
    the_right_password_opens_a_session_until_it_ends,
    a_wrong_password_and_an_unknown_address_are_told_alike,
    ten_wrong_guesses_lock_an_account_until_fifteen_minutes_have_passed,
    an_address_nobody_has_is_locked_like_one_that_somebody_has,
    a_right_password_forgives_the_wrong_ones_before,
    an_authenticator_counts_once_it_was_confirmed,
    a_code_of_the_authenticator_counts_once,
    of_two_sign_ins_at_once_one_uses_the_code,
    wrong_codes_lock_the_account_too,
    an_authenticator_is_removed_with_a_code_of_it_only,
    a_new_password_ends_all_other_sessions,
    a_weak_password_is_refused,
    signing_out_ends_one_session,
    a_session_cannot_be_guessed,
);

const ADA: &str = "ada@example.org";

async fn sign_in(
    lotse: &TestLotse,
    email: &str,
    password: &str,
    code: Option<&str>,
) -> Result<SignedIn, SignInError> {
    let (password, code) = (Secret::new(password), code.map(Secret::new));
    lotse.sign_in(Credentials { email: email.to_owned(), password, code }).await
}

async fn opens(lotse: &TestLotse, session: &SignedIn) -> bool {
    lotse.actor_with_session(session.token.reveal()).await.unwrap().is_some()
}

async fn ada(lotse: &TestLotse) -> (Actor, SignedIn) {
    lotse.add(ADA, Role::Editor).await;
    let session = lotse.signed_in(ADA).await;
    (lotse.actor(&session).await, session)
}

async fn the_right_password_opens_a_session_until_it_ends(lotse: &TestLotse) {
    let (_, session) = ada(lotse).await;
    lotse.pass(Duration::hours(16) - Duration::seconds(1));
    assert!(opens(lotse, &session).await);
    assert_eq!(session.expires_at, lotse.now() + Duration::seconds(1));
    lotse.pass(Duration::seconds(1));
    assert!(!opens(lotse, &session).await);
}

async fn a_wrong_password_and_an_unknown_address_are_told_alike(lotse: &TestLotse) {
    lotse.add(ADA, Role::Editor).await;
    for (email, password) in
        [(ADA, "falsches Kennwort"), ("bob@example.org", PASSWORD), ("ada", PASSWORD), ("", "")]
    {
        let refused = sign_in(lotse, email, password, None).await;
        assert!(matches!(refused, Err(SignInError::Wrong)), "{email}");
    }
}

async fn guess_wrong(lotse: &TestLotse, email: &str, times: usize) {
    for _ in 0..times {
        let refused = sign_in(lotse, email, "falsches Kennwort", None).await;
        assert!(matches!(refused, Err(SignInError::Wrong)));
    }
}

async fn ten_wrong_guesses_lock_an_account_until_fifteen_minutes_have_passed(lotse: &TestLotse) {
    let (_, session) = ada(lotse).await;
    guess_wrong(lotse, ADA, 10).await;
    let end = lotse.now() + Duration::minutes(15);
    for email in [ADA, "ADA@Example.org "] {
        let refused = sign_in(lotse, email, PASSWORD, None).await;
        assert!(matches!(refused, Err(SignInError::TooManyTries(until)) if until == end));
    }
    assert!(opens(lotse, &session).await, "a stranger cannot sign anybody out");
    lotse.pass(Duration::minutes(15) - Duration::seconds(1));
    let refused = sign_in(lotse, ADA, PASSWORD, None).await;
    assert!(matches!(refused, Err(SignInError::TooManyTries(_))));
    lotse.pass(Duration::seconds(1));
    sign_in(lotse, ADA, PASSWORD, None).await.unwrap();
}

async fn an_address_nobody_has_is_locked_like_one_that_somebody_has(lotse: &TestLotse) {
    guess_wrong(lotse, "bob@example.org", 10).await;
    let refused = sign_in(lotse, "bob@example.org", PASSWORD, None).await;
    assert!(matches!(refused, Err(SignInError::TooManyTries(_))));
}

async fn a_right_password_forgives_the_wrong_ones_before(lotse: &TestLotse) {
    lotse.add(ADA, Role::Editor).await;
    for _ in 0..2 {
        guess_wrong(lotse, ADA, 9).await;
        sign_in(lotse, ADA, PASSWORD, None).await.unwrap();
    }
}

pub(crate) fn code(lotse: &TestLotse, secret: &str) -> String {
    let secret = TotpSecret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("a".to_owned());
    let totp = totp.with_issuer(Some("Lotse")).build().unwrap();
    totp.generate(u64::try_from(lotse.now().timestamp()).unwrap()).to_string()
}

/// Ada with an authenticator, and its secret.
async fn ada_with_totp(lotse: &TestLotse) -> (Actor, String) {
    let (ada, _) = ada(lotse).await;
    let secret = lotse.begin_totp(&ada).await.unwrap().secret.reveal().to_owned();
    lotse.confirm_totp(&ada, &Secret::new(code(lotse, &secret))).await.unwrap();
    lotse.pass(Duration::seconds(30));
    (ada, secret)
}

async fn an_authenticator_counts_once_it_was_confirmed(lotse: &TestLotse) {
    let (actor, _) = ada(lotse).await;
    let set_up = lotse.begin_totp(&actor).await.unwrap();
    assert!(set_up.otpauth_url.reveal().starts_with("otpauth://totp/Lotse"));
    sign_in(lotse, ADA, PASSWORD, None).await.expect("nothing changed yet");
    let refused = lotse.confirm_totp(&actor, &Secret::new("12345")).await;
    assert!(matches!(refused, Err(TotpError::Wrong)));
    let secret = set_up.secret.reveal();
    lotse.confirm_totp(&actor, &Secret::new(code(lotse, secret))).await.unwrap();
    lotse.pass(Duration::seconds(30));
    let refused = sign_in(lotse, ADA, PASSWORD, None).await;
    assert!(matches!(refused, Err(SignInError::CodeNeeded)));
    let refused = sign_in(lotse, ADA, "falsches Kennwort", Some(&code(lotse, secret))).await;
    assert!(matches!(refused, Err(SignInError::Wrong)), "the code alone is not enough");
    let session = sign_in(lotse, ADA, PASSWORD, Some(&code(lotse, secret))).await.unwrap();
    assert!(session.agent.has_totp);
}

async fn a_code_of_the_authenticator_counts_once(lotse: &TestLotse) {
    let (_, secret) = ada_with_totp(lotse).await;
    let code = code(lotse, &secret);
    sign_in(lotse, ADA, PASSWORD, Some(&code)).await.unwrap();
    let replayed = sign_in(lotse, ADA, PASSWORD, Some(&code)).await;
    assert!(matches!(replayed, Err(SignInError::CodeWrong)));
    lotse.pass(Duration::seconds(90));
    let stale = sign_in(lotse, ADA, PASSWORD, Some(&code)).await;
    assert!(matches!(stale, Err(SignInError::CodeWrong)));
}

async fn of_two_sign_ins_at_once_one_uses_the_code(lotse: &TestLotse) {
    let (_, secret) = ada_with_totp(lotse).await;
    let code = code(lotse, &secret);
    let (one, other) = tokio::join!(
        sign_in(lotse, ADA, PASSWORD, Some(&code)),
        sign_in(lotse, ADA, PASSWORD, Some(&code)),
    );
    let late = if one.is_ok() { other } else { one };
    assert!(matches!(late, Err(SignInError::CodeWrong)));
    lotse.pass(Duration::seconds(30));
    let fresh = self::code(lotse, &secret);
    sign_in(lotse, ADA, PASSWORD, Some(&fresh)).await.unwrap();
}

async fn wrong_codes_lock_the_account_too(lotse: &TestLotse) {
    let (_, secret) = ada_with_totp(lotse).await;
    for _ in 0..10 {
        let refused = sign_in(lotse, ADA, PASSWORD, Some("12345")).await;
        assert!(matches!(refused, Err(SignInError::CodeWrong)));
    }
    let refused = sign_in(lotse, ADA, PASSWORD, Some(&code(lotse, &secret))).await;
    assert!(matches!(refused, Err(SignInError::TooManyTries(_))));
}

async fn an_authenticator_is_removed_with_a_code_of_it_only(lotse: &TestLotse) {
    let (ada, secret) = ada_with_totp(lotse).await;
    let refused = lotse.remove_totp(&ada, &Secret::new("12345")).await;
    assert!(matches!(refused, Err(TotpError::Wrong)));
    let refused = sign_in(lotse, ADA, PASSWORD, None).await;
    assert!(matches!(refused, Err(SignInError::CodeNeeded)));
    lotse.remove_totp(&ada, &Secret::new(code(lotse, &secret))).await.unwrap();
    assert!(!sign_in(lotse, ADA, PASSWORD, None).await.unwrap().agent.has_totp);
    let refused = lotse.remove_totp(&ada, &Secret::new(code(lotse, &secret))).await;
    assert!(matches!(refused, Err(TotpError::Wrong)), "there is none left");
    let refused = lotse.begin_totp(&Actor::operator()).await;
    assert!(matches!(refused, Err(TotpError::NoAgent)));
}

async fn a_new_password_ends_all_other_sessions(lotse: &TestLotse) {
    let (ada, here) = ada(lotse).await;
    let elsewhere = lotse.signed_in(ADA).await;
    let new = "Möwen über dem Kai";
    let change = async |old: &str| {
        let passwords = (Secret::new(old), Secret::new(new));
        lotse.change_password(&ada, passwords, here.token.reveal()).await
    };
    assert!(matches!(change("falsches Kennwort").await, Err(TotpError::Wrong)));
    assert!(opens(lotse, &elsewhere).await);
    change(PASSWORD).await.unwrap();
    assert!(opens(lotse, &here).await);
    assert!(!opens(lotse, &elsewhere).await);
    let refused = sign_in(lotse, ADA, PASSWORD, None).await;
    assert!(matches!(refused, Err(SignInError::Wrong)));
    sign_in(lotse, ADA, new, None).await.unwrap();
}

async fn a_weak_password_is_refused(lotse: &TestLotse) {
    let (ada, here) = ada(lotse).await;
    for (weak, why) in [
        ("kurz", WeakPassword::TooShort),
        ("aaaaaaaaaaaaaaa", WeakPassword::TooEasy),
        (ADA, WeakPassword::TooEasy),
    ] {
        let passwords = (Secret::new(PASSWORD), Secret::new(weak));
        let refused = lotse.change_password(&ada, passwords, here.token.reveal()).await;
        assert!(matches!(refused, Err(TotpError::Weak(it)) if it == why), "{weak}");
    }
    sign_in(lotse, ADA, PASSWORD, None).await.unwrap();
}

async fn signing_out_ends_one_session(lotse: &TestLotse) {
    let (_, here) = ada(lotse).await;
    let elsewhere = lotse.signed_in(ADA).await;
    for _ in 0..2 {
        lotse.sign_out(here.token.reveal()).await.unwrap();
    }
    assert!(!opens(lotse, &here).await);
    assert!(opens(lotse, &elsewhere).await);
}

async fn a_session_cannot_be_guessed(lotse: &TestLotse) {
    let (_, session) = ada(lotse).await;
    let token = session.token.reveal();
    for guess in ["", "' or 1=1 --", token.split_at(1).1, &token.to_lowercase()] {
        assert!(lotse.actor_with_session(guess).await.unwrap().is_none(), "{guess}");
    }
}
