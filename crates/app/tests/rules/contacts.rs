//! Contacts sign in by a code and read what is kept for them.

use chrono::Duration;
use lotse_app::contacts::CodeError;
use lotse_domain::contacts::Email;
use lotse_domain::knowledge::{Audience, Visibility};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_code_opens_a_session_once,
    a_code_is_gone_after_five_wrong_tries,
    a_code_is_gone_after_fifteen_minutes,
    only_the_newest_code_counts,
    three_codes_in_fifteen_minutes_are_enough,
    a_code_opens_nobody_elses_session,
    segments_open_the_articles_kept_for_them,
    an_agents_session_opens_no_contacts_articles,
    a_session_of_a_contact_ends_after_thirty_days,
);

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

async fn refused(lotse: &TestLotse, email: &Email, code: &str) -> bool {
    matches!(lotse.sign_in_contact(email, code).await, Err(CodeError::Wrong))
}

/// A code that differs from this one in its last digit.
fn wrong(code: &str) -> String {
    let (start, last) = code.split_at(5);
    format!("{start}{}", if last == "0" { "1" } else { "0" })
}

async fn a_code_opens_a_session_once(lotse: &TestLotse) {
    let ida = email("ida@example.org");
    assert!(refused(lotse, &ida, "000000").await, "none was sent");
    let code = lotse.code_for(&ida).await.unwrap();
    let mails = lotse.waiting_mails(10).await.unwrap();
    let mails: Vec<_> = mails.iter().map(|it| &it.mail).collect();
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "ida@example.org"));
    assert_eq!((mails[0].subject.as_str(), &mails[0].text), ("Code", &code));
    let (start, end) = code.split_at(3);
    let spaced = format!(" {start} {end}");
    let token = lotse.sign_in_contact(&ida, &spaced).await.unwrap();
    let audience = lotse.audience_with(Some(token.reveal())).await.unwrap();
    assert_eq!(audience, Audience::Contact { segments: Vec::new() });
    assert!(refused(lotse, &ida, &code).await, "used already");
}

async fn a_code_is_gone_after_five_wrong_tries(lotse: &TestLotse) {
    let ida = email("ida@example.org");
    let code = lotse.code_for(&ida).await.unwrap();
    for _ in 0..4 {
        assert!(refused(lotse, &ida, &wrong(&code)).await);
    }
    lotse.sign_in_contact(&ida, &code).await.expect("the fifth try is right");
    let code = lotse.code_for(&ida).await.unwrap();
    for _ in 0..5 {
        assert!(refused(lotse, &ida, &wrong(&code)).await);
    }
    assert!(refused(lotse, &ida, &code).await);
}

async fn a_code_is_gone_after_fifteen_minutes(lotse: &TestLotse) {
    let ida = email("ida@example.org");
    let code = lotse.code_for(&ida).await.unwrap();
    lotse.pass(Duration::minutes(15));
    assert!(refused(lotse, &ida, &code).await);
    let code = lotse.code_for(&ida).await.unwrap();
    lotse.pass(Duration::minutes(15) - Duration::seconds(1));
    lotse.sign_in_contact(&ida, &code).await.unwrap();
}

async fn only_the_newest_code_counts(lotse: &TestLotse) {
    let ida = email("ida@example.org");
    let old = lotse.code_for(&ida).await.unwrap();
    let mut new = lotse.code_for(&ida).await.unwrap();
    // Two codes are the same once in a million.
    if old == new {
        new = lotse.code_for(&ida).await.unwrap();
    }
    assert!(refused(lotse, &ida, &old).await);
    lotse.sign_in_contact(&ida, &new).await.unwrap();
}

async fn three_codes_in_fifteen_minutes_are_enough(lotse: &TestLotse) {
    let (ida, bob) = (email("ida@example.org"), email("bob@example.org"));
    for _ in 0..3 {
        assert!(lotse.code_for(&ida).await.is_some());
    }
    assert!(lotse.code_for(&ida).await.is_none());
    assert!(lotse.code_for(&bob).await.is_some(), "others are not kept waiting");
    assert_eq!(lotse.waiting_mails(10).await.unwrap().len(), 4);
    lotse.pass(Duration::minutes(15));
    assert!(lotse.code_for(&ida).await.is_some());
}

async fn a_code_opens_nobody_elses_session(lotse: &TestLotse) {
    let (ida, bob) = (email("ida@example.org"), email("bob@example.org"));
    let code = lotse.code_for(&ida).await.unwrap();
    assert!(refused(lotse, &bob, &code).await);
    lotse.sign_in_contact(&ida, &code).await.unwrap();
}

async fn segments_open_the_articles_kept_for_them(lotse: &TestLotse) {
    let business = lotse.write("Mengenpreise", "Ab fünf Brillen.");
    let business = business.visible_to(Visibility::Segment("business".into())).published().await;
    let customers = lotse.write("Bestellungen", "Unter Mein Konto.");
    let customers = customers.visible_to(Visibility::SignedIn).published().await;
    assert!(lotse.has_restricted(lotse.brand().id).await.unwrap());
    let ida = lotse.contact("ida@example.org", &["business"]).await;
    let bob = lotse.contact("bob@example.org", &[]).await;
    for (audience, expect) in
        [(Audience::Anyone, vec![]), (bob, vec![customers]), (ida, vec![business, customers])]
    {
        let reader = lotse.reader_as("de", audience);
        let rows = lotse.live_rows(&reader, &[business, customers]).await.unwrap();
        let ids: Vec<_> = rows.iter().map(|it| it.article.article).collect();
        assert_eq!(ids, expect, "{:?}", reader.audience);
    }
}

async fn an_agents_session_opens_no_contacts_articles(lotse: &TestLotse) {
    lotse.add("ada@example.org", lotse_domain::access::Role::Administrator).await;
    let session = lotse.signed_in("ada@example.org").await;
    let audience = lotse.audience_with(Some(session.token.reveal())).await.unwrap();
    assert_eq!(audience, Audience::Anyone);
    let ida = email("ida@example.org");
    let code = lotse.code_for(&ida).await.unwrap();
    let token = lotse.sign_in_contact(&ida, &code).await.unwrap();
    assert!(lotse.actor_with_session(token.reveal()).await.unwrap().is_none());
    assert_eq!(lotse.audience_with(Some("x")).await.unwrap(), Audience::Anyone);
}

async fn a_session_of_a_contact_ends_after_thirty_days(lotse: &TestLotse) {
    let ida = email("ida@example.org");
    let code = lotse.code_for(&ida).await.unwrap();
    let token = lotse.sign_in_contact(&ida, &code).await.unwrap();
    lotse.pass(Duration::days(30) - Duration::seconds(1));
    let audience = lotse.audience_with(Some(token.reveal())).await.unwrap();
    assert!(matches!(audience, Audience::Contact { .. }));
    lotse.pass(Duration::seconds(1));
    let audience = lotse.audience_with(Some(token.reveal())).await.unwrap();
    assert_eq!(audience, Audience::Anyone);
}
