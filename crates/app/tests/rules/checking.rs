//! When somebody last said that a text is right.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use lotse_app::knowledge::CheckError;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::State;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    publishing_counts_as_a_check,
    a_check_is_shown_at_once_and_changes_nothing_else,
    only_what_is_live_can_be_checked,
    a_check_settles_what_is_due_until_the_next_day_set,
);

/// What the desk and what readers see.
async fn checked_at(lotse: &TestLotse, id: ArticleId) -> [Option<DateTime<Utc>>; 2] {
    let article = lotse.article(&lotse.may(), id).await.unwrap().unwrap();
    let rows = lotse.live_rows(&lotse.reader("de"), &[id]).await.unwrap();
    [article.translations[0].checked_at, rows.first().map(|it| it.article.checked_at)]
}

async fn check(lotse: &TestLotse, id: ArticleId, version: Option<i64>) -> Result<(), CheckError> {
    let at = (id, &"de".parse().unwrap());
    lotse.check(&lotse.may(), at, version).await.map(|_| ())
}

async fn publishing_counts_as_a_check(lotse: &TestLotse) {
    let id = lotse.write("Nasenpads wechseln", "Die Nasenpads lösen.").saved().await;
    assert_eq!(checked_at(lotse, id).await, [None, None]);
    lotse.put(id, "de", State::Published).await;
    assert_eq!(checked_at(lotse, id).await, [Some(lotse.now()); 2]);
}

async fn a_check_is_shown_at_once_and_changes_nothing_else(lotse: &TestLotse) {
    let id = lotse.published("Nasenpads wechseln", "Die Nasenpads lösen.").await;
    let row = async || lotse.live_rows(&lotse.reader("de"), &[id]).await.unwrap().remove(0);
    let before = row().await;
    lotse.pass(Duration::days(30));
    check(lotse, id, Some(1)).await.unwrap();
    assert_eq!(checked_at(lotse, id).await, [Some(lotse.now()); 2]);
    let mut after = row().await;
    assert!(before.article.revision < after.article.revision, "pages made before are not shown");
    assert_eq!(lotse.current().revision, after.article.revision);
    assert_eq!(after.html, before.html);
    (after.article.revision, after.article.checked_at) =
        (before.article.revision, before.article.checked_at);
    assert_eq!(after.article, before.article);
    let facts = before.article.facts;
    lotse.pass(Duration::days(1));
    lotse.change_facts(&lotse.may(), id, facts).await.unwrap();
    let kept = Some(lotse.now() - Duration::days(1));
    assert_eq!(checked_at(lotse, id).await, [kept; 2], "other changes leave it");
}

async fn only_what_is_live_can_be_checked(lotse: &TestLotse) {
    let id = lotse.write("Nasenpads wechseln", "Die Nasenpads lösen.").saved().await;
    assert!(matches!(check(lotse, id, None).await, Err(CheckError::NotLive)));
    lotse.put(id, "de", State::Published).await;
    assert!(matches!(check(lotse, id, Some(2)).await, Err(CheckError::Meanwhile(1))));
    let nobody = ArticleId(lotse.new_id());
    assert!(matches!(check(lotse, nobody, None).await, Err(CheckError::NotFound)));
    let french = (id, &"fr".parse().unwrap());
    let refused = lotse.check(&lotse.may(), french, None).await;
    assert!(matches!(refused, Err(CheckError::NotFound)));
}

async fn a_check_settles_what_is_due_until_the_next_day_set(lotse: &TestLotse) {
    let review_on = |days: i64| Some((lotse.now() + Duration::days(days)).date_naive());
    let due = async || lotse.due_for_review(&lotse.may(), lotse.brand().id).await.unwrap();
    let set = async |id, day: Option<NaiveDate>| {
        let article = lotse.article(&lotse.may(), id).await.unwrap().unwrap();
        let mut facts = article.facts;
        facts.review_on = day;
        lotse.change_facts(&lotse.may(), id, facts).await.unwrap();
    };
    let id = lotse.published("Nasenpads wechseln", "Die Nasenpads lösen.").await;
    set(id, review_on(10)).await;
    lotse.pass(Duration::days(9));
    assert_eq!(due().await, 0);
    check(lotse, id, None).await.unwrap();
    lotse.pass(Duration::days(1));
    assert_eq!(due().await, 1, "a check before the day does not count");
    check(lotse, id, None).await.unwrap();
    assert_eq!(due().await, 0);
    set(id, review_on(5)).await;
    lotse.pass(Duration::days(6));
    assert_eq!(due().await, 1);
    lotse.put(id, "de", State::Published).await;
    assert_eq!(due().await, 0, "publishing counts");
}
