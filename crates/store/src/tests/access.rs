//! Sessions, guesses, codes and keys: what no longer counts opens nothing.

use lotse_domain::access::{Abilities, Agent, Permission, Role};
use lotse_domain::contacts::Email;
use lotse_domain::ids::{AgentId, ApiKeyId, ContactId};
use uuid::Uuid;

use super::{Home, both_dbs, locale, minutes, noon};
use crate::{ApiKey, NewAgent, SessionOf, StoreError, Tx};

both_dbs!(
    a_session_opens_until_it_ends,
    whoever_may_no_longer_sign_in_is_signed_out,
    an_address_belongs_to_one_agent,
    guesses_count_in_their_window_until_forgiven,
    a_code_can_be_tried_five_times,
    a_key_opens_until_it_expires_or_is_deleted,
    the_same_write_is_answered_the_same_way,
);

fn agent() -> Agent {
    Agent {
        id: AgentId(Uuid::from_u128(1)),
        name: "Ada".to_owned(),
        email: email(),
        role: Role::Editor,
        locale: locale("pl"),
        has_totp: false,
        abilities: Abilities::default(),
        is_active: true,
    }
}

fn email() -> Email {
    "ada@example.org".parse().unwrap()
}

async fn add_agent(tx: &mut Tx) {
    let new = NewAgent { agent: agent(), password_hash: "$argon2id$".to_owned() };
    tx.add_agent(&new, noon()).await.unwrap();
}

async fn a_session_opens_until_it_ends(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let contact = SessionOf::Contact(ContactId(Uuid::from_u128(2)));
    let of_agent = SessionOf::Agent(agent().id);
    tx.begin_session("a", of_agent, noon(), noon() + minutes(10)).await.unwrap();
    tx.begin_session("b", contact, noon(), noon() + minutes(20)).await.unwrap();
    assert_eq!(tx.session("a", noon()).await.unwrap(), Some(of_agent));
    assert_eq!(tx.session("b", noon()).await.unwrap(), Some(contact));
    assert_eq!(tx.session("c", noon()).await.unwrap(), None);
    assert_eq!(tx.session("a", noon() + minutes(10)).await.unwrap(), None);
    tx.forget_expired(noon() + minutes(10)).await.unwrap();
    assert_eq!(tx.session("a", noon()).await.unwrap(), None);
    tx.end_session("b").await.unwrap();
    assert_eq!(tx.session("b", noon()).await.unwrap(), None);
}

async fn whoever_may_no_longer_sign_in_is_signed_out(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    add_agent(&mut tx).await;
    for token in ["a", "b", "c"] {
        let of = SessionOf::Agent(agent().id);
        tx.begin_session(token, of, noon(), noon() + minutes(10)).await.unwrap();
    }
    tx.end_sessions_of(agent().id, Some("b")).await.unwrap();
    assert_eq!(tx.session("a", noon()).await.unwrap(), None);
    assert!(tx.session("b", noon()).await.unwrap().is_some());
    let left = Agent { is_active: false, ..agent() };
    tx.save_agent(&left).await.unwrap();
    assert_eq!(tx.session("b", noon()).await.unwrap(), None);
    assert_eq!(tx.agents().await.unwrap(), [left]);
}

async fn an_address_belongs_to_one_agent(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    add_agent(&mut tx).await;
    let (found, mut secrets) = tx.agent_at(&email()).await.unwrap().unwrap();
    assert_eq!((found, secrets.password_hash.as_str()), (agent(), "$argon2id$"));
    secrets.totp_secret = Some("BASE32".to_owned());
    secrets.totp_step = 7;
    tx.save_secrets(agent().id, &secrets).await.unwrap();
    let (found, secrets) = tx.agent_at(&email()).await.unwrap().unwrap();
    assert_eq!((found.has_totp, secrets.totp_step), (true, 7));
    let other = Agent { id: AgentId(Uuid::from_u128(2)), ..agent() };
    let taken =
        tx.add_agent(&NewAgent { agent: other, password_hash: String::new() }, noon()).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
}

async fn guesses_count_in_their_window_until_forgiven(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    for minute in [0, 5, 10] {
        tx.add_guess("ada", noon() + minutes(minute)).await.unwrap();
    }
    tx.add_guess("eve", noon()).await.unwrap();
    let recent = tx.guesses("ada", noon()).await.unwrap();
    assert_eq!(recent, [noon() + minutes(10), noon() + minutes(5)]);
    tx.forgive_guesses("ada").await.unwrap();
    assert!(tx.guesses("ada", noon() - minutes(1)).await.unwrap().is_empty());
    assert_eq!(tx.guesses("eve", noon() - minutes(1)).await.unwrap(), [noon()]);
}

async fn a_code_can_be_tried_five_times(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.save_sign_in_code(email().as_str(), "old", noon() + minutes(10)).await.unwrap();
    tx.save_sign_in_code(email().as_str(), "new", noon() + minutes(10)).await.unwrap();
    assert_eq!(tx.try_sign_in_code(email().as_str(), noon() + minutes(10)).await.unwrap(), None);
    for _ in 0..5 {
        let hash = tx.try_sign_in_code(email().as_str(), noon()).await.unwrap();
        assert_eq!(hash.as_deref(), Some("new"));
    }
    assert_eq!(tx.try_sign_in_code(email().as_str(), noon()).await.unwrap(), None);
    tx.save_sign_in_code(email().as_str(), "again", noon() + minutes(10)).await.unwrap();
    assert!(tx.try_sign_in_code(email().as_str(), noon()).await.unwrap().is_some());
    tx.delete_sign_in_code(email().as_str()).await.unwrap();
    assert_eq!(tx.try_sign_in_code(email().as_str(), noon()).await.unwrap(), None);
}

async fn a_key_opens_until_it_expires_or_is_deleted(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let key = ApiKey {
        id: ApiKeyId(Uuid::from_u128(1)),
        name: "shop".to_owned(),
        scopes: vec![Permission::ReadKnowledge, Permission::WriteInbox],
        created_at: noon(),
        expires_at: Some(noon() + minutes(10)),
        used_at: None,
    };
    tx.add_api_key(&key, "hash").await.unwrap();
    tx.note_key_use(key.id, noon() + minutes(1)).await.unwrap();
    let found = tx.api_key_at("hash", noon()).await.unwrap().unwrap();
    assert_eq!((found.scopes, found.used_at), (key.scopes, Some(noon() + minutes(1))));
    assert!(tx.api_key_at("hash", noon() + minutes(10)).await.unwrap().is_none());
    assert!(tx.api_key_at("other", noon()).await.unwrap().is_none());
    assert!(tx.delete_api_key(key.id).await.unwrap());
    assert!(!tx.delete_api_key(key.id).await.unwrap());
    assert!(tx.api_key_at("hash", noon()).await.unwrap().is_none());
}

async fn the_same_write_is_answered_the_same_way(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.earlier_answer("ada", "k").await.unwrap(), None);
    let request = ("ada", "k", "print");
    assert!(tx.reserve_answer(request, noon(), noon()).await.unwrap());
    tx.keep_answer(("ada", "k"), (201, "{}")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let kept = tx.earlier_answer("ada", "k").await.unwrap();
    assert_eq!(kept, Some(("print".to_owned(), 201, "{}".to_owned())));
    assert_eq!(tx.earlier_answer("eve", "k").await.unwrap(), None);
    let later = noon() + minutes(60);
    assert!(!tx.reserve_answer(request, later, later).await.unwrap(), "an answer stays");
    assert!(tx.reserve_answer(("ada", "l", "print"), noon(), noon()).await.unwrap());
    assert!(!tx.reserve_answer(("ada", "l", "print"), noon(), noon()).await.unwrap());
    assert!(tx.reserve_answer(("ada", "l", "print"), later, later).await.unwrap(), "broke off");
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.forget_expired(noon() + minutes(24 * 60)).await.unwrap();
    assert_eq!(tx.earlier_answer("ada", "k").await.unwrap(), None);
}
