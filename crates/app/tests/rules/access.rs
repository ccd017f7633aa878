//! Adding and changing agents.

use lotse_app::Secret;
use lotse_app::access::{Actor, AgentChange, AgentError, AgentToAdd, Credentials, SignInError};
use lotse_domain::access::{Agent, Role};
use lotse_domain::ids::AgentId;
use lotse_testkit::{PASSWORD, TestLotse, on_both_databases};

on_both_databases!(
    an_agent_who_may_no_longer_sign_in_is_out_at_once,
    a_change_of_role_holds_from_the_next_request_on,
    the_last_administrator_stays_one,
    an_address_belongs_to_one_agent,
    agents_need_a_name_an_address_and_a_good_password,
    a_new_password_lets_somebody_in_who_lost_everything,
);

async fn known(lotse: &TestLotse, email: &str) -> Agent {
    let agents = lotse.agents(&lotse.may()).await.unwrap();
    agents.into_iter().find(|it| it.email.as_str() == email).unwrap()
}

async fn change(lotse: &TestLotse, id: AgentId, change: AgentChange) -> Result<Agent, AgentError> {
    lotse.change_agent(&lotse.may(), id, change).await
}

fn activity(is_active: bool) -> AgentChange {
    AgentChange { is_active: Some(is_active), ..AgentChange::default() }
}

async fn an_agent_who_may_no_longer_sign_in_is_out_at_once(lotse: &TestLotse) {
    lotse.add("boss@example.org", Role::Administrator).await;
    lotse.add("ada@example.org", Role::Editor).await;
    let session = lotse.signed_in("ada@example.org").await;
    change(lotse, session.agent.id, activity(false)).await.unwrap();
    let token = session.token.reveal();
    assert!(lotse.actor_with_session(token).await.unwrap().is_none());
    let typed = Credentials {
        email: "ada@example.org".to_owned(),
        password: Secret::new(PASSWORD),
        code: None,
    };
    let refused = lotse.sign_in(typed).await;
    assert!(matches!(refused, Err(SignInError::Wrong)));
    change(lotse, session.agent.id, activity(true)).await.unwrap();
    let reopened = lotse.actor_with_session(token).await.unwrap();
    assert!(reopened.is_none(), "the old session does not come back");
    lotse.signed_in("ada@example.org").await;
}

async fn a_change_of_role_holds_from_the_next_request_on(lotse: &TestLotse) {
    lotse.add("boss@example.org", Role::Administrator).await;
    lotse.add("ada@example.org", Role::Editor).await;
    let session = lotse.signed_in("ada@example.org").await;
    let may_write = |it: &Actor| it.may::<lotse_app::access::WriteKnowledge>().is_ok();
    assert!(may_write(&lotse.actor(&session).await));
    let demoted = AgentChange { role: Some(Role::Agent), ..AgentChange::default() };
    change(lotse, session.agent.id, demoted).await.unwrap();
    assert!(!may_write(&lotse.actor(&session).await));
}

async fn the_last_administrator_stays_one(lotse: &TestLotse) {
    lotse.add("boss@example.org", Role::Administrator).await;
    lotse.add("ada@example.org", Role::Editor).await;
    let boss = known(lotse, "boss@example.org").await.id;
    let demotion = AgentChange { role: Some(Role::Editor), ..AgentChange::default() };
    for refused in
        [change(lotse, boss, demotion.clone()).await, change(lotse, boss, activity(false)).await]
    {
        assert!(matches!(refused, Err(AgentError::LastAdministrator)));
    }
    let second = known(lotse, "ada@example.org").await.id;
    let promotion = AgentChange { role: Some(Role::Administrator), ..AgentChange::default() };
    change(lotse, second, promotion).await.unwrap();
    change(lotse, boss, demotion).await.unwrap();
    let refused = change(lotse, second, activity(false)).await;
    assert!(matches!(refused, Err(AgentError::LastAdministrator)));
    let unknown = change(lotse, AgentId(lotse.new_id()), activity(true)).await;
    assert!(matches!(unknown, Err(AgentError::NotFound)));
}

async fn add(
    lotse: &TestLotse,
    name: &str,
    email: &str,
    password: &str,
) -> Result<Agent, AgentError> {
    let agent = AgentToAdd {
        name: name.to_owned(),
        email: email.to_owned(),
        role: Role::Agent,
        locale: "de".parse().unwrap(),
        password: Secret::new(password),
        abilities: lotse_domain::access::Abilities::default(),
    };
    lotse.add_agent(&lotse.may(), agent).await
}

async fn an_address_belongs_to_one_agent(lotse: &TestLotse) {
    add(lotse, "Ada", "ada@example.org", PASSWORD).await.unwrap();
    for same in ["ada@example.org", " ada@EXAMPLE.org"] {
        let refused = add(lotse, "Ada", same, PASSWORD).await;
        assert!(matches!(refused, Err(AgentError::Taken)), "{same}");
    }
}

async fn agents_need_a_name_an_address_and_a_good_password(lotse: &TestLotse) {
    let refused = add(lotse, " ", "ada@example.org", PASSWORD).await;
    assert!(matches!(refused, Err(AgentError::NoName)));
    let refused = add(lotse, "Ada", "ada", PASSWORD).await;
    assert!(matches!(refused, Err(AgentError::Email(_))));
    let refused = add(lotse, "Ada", "ada@example.org", "kurz").await;
    assert!(matches!(refused, Err(AgentError::Weak(_))));
    assert!(lotse.agents(&lotse.may()).await.unwrap().is_empty());
}

async fn a_new_password_lets_somebody_in_who_lost_everything(lotse: &TestLotse) {
    lotse.add("ada@example.org", Role::Editor).await;
    let session = lotse.signed_in("ada@example.org").await;
    let ada = lotse.actor(&session).await;
    let code = lotse.begin_totp(&ada).await.unwrap().secret;
    let code = Secret::new(crate::sign_in::code(lotse, code.reveal()));
    lotse.confirm_totp(&ada, &code).await.unwrap();
    let try_with = async |password: &str| {
        let email = "ada@example.org".to_owned();
        lotse.sign_in(Credentials { email, password: Secret::new(password), code: None }).await
    };
    for _ in 0..9 {
        assert!(matches!(try_with("vergessen").await, Err(SignInError::Wrong)));
    }
    let with = |password: &str| AgentChange {
        password: Some(Secret::new(password)),
        ..AgentChange::default()
    };
    let refused = change(lotse, session.agent.id, with("kurz")).await;
    assert!(matches!(refused, Err(AgentError::Weak(_))));
    assert!(lotse.actor_with_session(session.token.reveal()).await.unwrap().is_some());
    let changed = change(lotse, session.agent.id, with("Möwen über dem Kai")).await.unwrap();
    assert!(!changed.has_totp, "the authenticator may be lost");
    assert!(lotse.actor_with_session(session.token.reveal()).await.unwrap().is_none());
    assert!(matches!(try_with(PASSWORD).await, Err(SignInError::Wrong)));
    try_with("Möwen über dem Kai").await.unwrap();
}
