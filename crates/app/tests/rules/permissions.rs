//! What is not permitted cannot even be called.

use lotse_app::access::{
    Actor, Administer, ReadInbox, ReadKnowledge, Right, WriteInbox, WriteKnowledge,
};
use lotse_domain::access::Permission;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(roles_are_given_what_they_need_and_nothing_more,);

#[track_caller]
fn check<R: Right>(actor: &Actor, who: &str, expect: bool) {
    let given = actor.may::<R>();
    assert_eq!(given.is_ok(), expect, "{who}, {}", R::PERMISSION.as_str());
    if let Err(refused) = given {
        assert_eq!(refused.0, R::PERMISSION);
    }
}

async fn roles_are_given_what_they_need_and_nothing_more(lotse: &TestLotse) {
    let table = [
        ("operator", Actor::operator(), [true, true, true, true, true]),
        ("administrator", lotse.administrator().await, [true, true, true, true, true]),
        ("editor", lotse.editor().await, [true, true, true, true, false]),
        ("agent", lotse.agent().await, [true, false, true, true, false]),
    ];
    for (who, actor, expect) in table {
        check::<ReadKnowledge>(&actor, who, expect[0]);
        check::<WriteKnowledge>(&actor, who, expect[1]);
        check::<ReadInbox>(&actor, who, expect[2]);
        check::<WriteInbox>(&actor, who, expect[3]);
        check::<Administer>(&actor, who, expect[4]);
        let expect: Vec<Permission> = Permission::ALL
            .into_iter()
            .zip(expect)
            .filter_map(|(it, is_given)| is_given.then_some(it))
            .collect();
        assert_eq!(actor.permissions(), expect, "{who}");
    }
}
