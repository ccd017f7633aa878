//! Keys of programs.

use chrono::Duration;
use lotse_app::access::{Actor, Administer, KeyToAdd, ReadInbox, ReadKnowledge, WriteKnowledge};
use lotse_domain::access::Permission;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_key_opens_what_its_scopes_say_and_nothing_else,
    a_key_expires,
    a_deleted_key_opens_nothing,
    the_text_of_a_key_is_given_out_once,
    a_write_is_remembered_by_its_key_for_its_actor_alone,
);

async fn actor(lotse: &TestLotse, key: &str) -> Option<Actor> {
    lotse.actor_with_key(key).await.unwrap()
}

fn key(scopes: &[Permission]) -> KeyToAdd {
    KeyToAdd { name: "shop".to_owned(), scopes: scopes.to_vec(), expires_at: None }
}

async fn a_key_opens_what_its_scopes_say_and_nothing_else(lotse: &TestLotse) {
    let wanted = key(&[Permission::ReadKnowledge]);
    let (_, text) = lotse.add_api_key(&lotse.may(), wanted).await.unwrap();
    let reader = actor(lotse, text.reveal()).await.unwrap();
    assert!(reader.may::<ReadKnowledge>().is_ok());
    assert_eq!(reader.may::<WriteKnowledge>().unwrap_err().0, Permission::WriteKnowledge);
    assert!(reader.may::<ReadInbox>().is_err());
    assert!(reader.may::<Administer>().is_err());
    let (_, text) = lotse.add_api_key(&lotse.may(), key(&[])).await.unwrap();
    assert!(actor(lotse, text.reveal()).await.unwrap().permissions().is_empty());
}

async fn a_key_expires(lotse: &TestLotse) {
    let expires_at = Some(lotse.now() + Duration::hours(1));
    let wanted = KeyToAdd { expires_at, ..key(&[Permission::ReadInbox]) };
    let (_, text) = lotse.add_api_key(&lotse.may(), wanted).await.unwrap();
    lotse.pass(Duration::minutes(59));
    assert!(actor(lotse, text.reveal()).await.is_some());
    lotse.pass(Duration::minutes(1));
    assert!(actor(lotse, text.reveal()).await.is_none());
}

async fn a_deleted_key_opens_nothing(lotse: &TestLotse) {
    let wanted = key(&[Permission::ReadInbox]);
    let (kept, text) = lotse.add_api_key(&lotse.may(), wanted).await.unwrap();
    assert!(lotse.delete_api_key(&lotse.may(), kept.id).await.unwrap());
    assert!(actor(lotse, text.reveal()).await.is_none());
    assert!(!lotse.delete_api_key(&lotse.may(), kept.id).await.unwrap());
}

async fn the_text_of_a_key_is_given_out_once(lotse: &TestLotse) {
    let wanted = key(&[Permission::ReadInbox]);
    let (kept, text) = lotse.add_api_key(&lotse.may(), wanted).await.unwrap();
    assert!(text.reveal().starts_with("lotse_"));
    assert!(actor(lotse, text.reveal()).await.is_some());
    let listed = lotse.api_keys(&lotse.may()).await.unwrap();
    assert_eq!((listed[0].id, listed[0].used_at), (kept.id, Some(lotse.now())));
    let secret = text.reveal().trim_start_matches("lotse_");
    assert!(!format!("{listed:?}").contains(secret));
    for guess in ["", "lotse_", secret, &text.reveal().to_uppercase()] {
        assert!(actor(lotse, guess).await.is_none(), "{guess}");
    }
}

async fn a_write_is_remembered_by_its_key_for_its_actor_alone(lotse: &TestLotse) {
    let request = ("agent:a", "k", "print");
    assert!(lotse.reserve_answer(request).await.unwrap());
    assert_eq!(lotse.earlier_answer("agent:a", "k").await.unwrap(), None, "being answered");
    assert!(!lotse.reserve_answer(request).await.unwrap(), "a second one must wait");
    lotse.release_answer("agent:a", "k").await.unwrap();
    assert!(lotse.reserve_answer(request).await.unwrap(), "what failed may be tried again");
    lotse.keep_answer(("agent:a", "k"), (201, "{}")).await.unwrap();
    let kept = lotse.earlier_answer("agent:a", "k").await.unwrap();
    assert_eq!(kept, Some(("print".to_owned(), 201, "{}".to_owned())));
    assert_eq!(lotse.earlier_answer("agent:b", "k").await.unwrap(), None);
    lotse.release_answer("agent:a", "k").await.unwrap();
    assert!(!lotse.reserve_answer(request).await.unwrap(), "an answer stays");
}
