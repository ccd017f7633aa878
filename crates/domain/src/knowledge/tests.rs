//! Who may read what, and which topics may stand above which.

use chrono::TimeZone;
use uuid::Uuid;

use super::*;

fn at(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, 12, 0, 0).unwrap()
}

#[track_caller]
fn check(visibility: Visibility, audience: &Audience, expect: bool) {
    let access = Access { visibility, validity: Validity::default() };
    assert_eq!(may_read(&access, audience, at(1)), expect, "{access:?} for {audience:?}");
}

#[test]
fn each_visibility_opens_to_its_own_audience_only() {
    let business = Audience::Contact { segments: vec!["business".into()] };
    let plain = Audience::Contact { segments: Vec::new() };
    let segment = || Visibility::Segment("business".into());
    for (visibility, anyone, contact, member, team) in [
        (Visibility::Public, true, true, true, true),
        (Visibility::SignedIn, false, true, true, true),
        (segment(), false, false, true, true),
        (Visibility::Internal, false, false, false, true),
    ] {
        check(visibility.clone(), &Audience::Anyone, anyone);
        check(visibility.clone(), &plain, contact);
        check(visibility.clone(), &business, member);
        check(visibility, &Audience::Team, team);
    }
}

#[test]
fn validity_binds_everybody_and_ends_before_its_end() {
    let validity = Validity { from: Some(at(2)), until: Some(at(4)) };
    let access = Access { visibility: Visibility::Public, validity };
    let reads = |day| may_read(&access, &Audience::Team, at(day));
    assert_eq!([reads(1), reads(2), reads(3), reads(4)], [false, true, true, false]);
}

#[test]
fn a_category_never_becomes_its_own_ancestor() {
    let id = |n| CategoryId(Uuid::from_u128(n));
    let category = |n, parent: Option<u128>| Category {
        id: id(n),
        brand: BrandId(Uuid::nil()),
        parent: parent.map(id),
        slug: n.to_string(),
        icon: String::new(),
        position: 0,
        names: Vec::new(),
        care: Care::default(),
    };
    let tree = [category(1, None), category(2, Some(1)), category(3, Some(2))];
    assert!(would_circle(&tree, id(1), id(3)));
    assert!(would_circle(&tree, id(1), id(1)));
    assert!(!would_circle(&tree, id(3), id(1)));
    let broken = [category(1, Some(2)), category(2, Some(1))];
    assert!(would_circle(&broken, id(3), id(1)), "a circle that is already there is refused too");
}

#[test]
fn a_text_is_due_from_its_day_until_it_is_checked() {
    let at = |day: u32| Utc.with_ymd_and_hms(2027, 3, day, 12, 0, 0).unwrap();
    let check = |now: u32, checked: Option<u32>, expect: bool| {
        let due = is_due(NaiveDate::from_ymd_opt(2027, 3, 10), checked.map(at), at(now));
        assert_eq!(due, expect, "{now} {checked:?}");
    };
    check(9, None, false);
    check(10, None, true);
    check(20, Some(9), true);
    check(10, Some(10), false);
    check(20, Some(15), false);
    assert!(!is_due(None, None, at(20)));
}

#[test]
fn what_is_above_a_topic_holds_for_it_too() {
    let id = |n| CategoryId(Uuid::from_u128(n));
    let category = |n, parent: Option<u128>, is_for_people, skill: Option<&str>| Category {
        id: id(n),
        brand: BrandId(Uuid::nil()),
        parent: parent.map(id),
        slug: n.to_string(),
        icon: String::new(),
        position: 0,
        names: Vec::new(),
        care: Care { is_for_people, skill: skill.map(str::to_owned) },
    };
    let tree = [
        category(1, None, true, Some("Zoll")),
        category(2, Some(1), false, None),
        category(3, Some(2), false, Some("Technik")),
        category(4, None, false, None),
        category(5, Some(5), false, None),
    ];
    let of = |n| care_of(&tree, Some(id(n))).is_for_people;
    assert_eq!([of(1), of(2), of(3), of(4), of(5), of(9)], [true, true, true, false, false, false]);
    assert!(!care_of(&tree, None).is_for_people);
    let skill = |n| care_of(&tree, Some(id(n))).skill;
    assert_eq!(
        [skill(2), skill(3), skill(4)].map(Option::unwrap_or_default),
        ["Zoll", "Technik", ""]
    );
}
