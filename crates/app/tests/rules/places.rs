//! Shops, and the hours of the service team.

use chrono::{NaiveTime, Weekday};
use lotse_app::LocationRow;
use lotse_app::knowledge::{LocationChange, PlaceError};
use lotse_domain::hours::{Hours, HoursFlaw, LOCATIONS, Location, LocationFlaw, Span};
use lotse_domain::ids::{BrandId, LocationId};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_shop_is_shown_at_once,
    a_shop_gets_a_name_in_addresses_that_no_other_has,
    a_name_in_addresses_stays_until_another_is_given,
    shops_are_moved_and_the_others_make_room,
    a_shop_is_changed_and_deleted_in_its_own_brand_only,
    what_is_wrong_is_not_kept,
    a_brand_has_no_endless_shops,
    shops_added_at_the_same_time_are_all_kept,
    service_hours_are_shown_and_taken_away_at_once,
);

fn hours(opens: u32, closes: u32) -> Hours {
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let week = vec![Span { day: Weekday::Mon, opens: clock(opens), closes: clock(closes) }];
    Hours { zone: "Europe/Berlin".parse().unwrap(), week, holidays: Vec::new() }
}

fn shop(lotse: &TestLotse, name: &str) -> LocationRow {
    let location = Location {
        id: LocationId(lotse.new_id()),
        brand: lotse.brand().id,
        name: name.to_owned(),
        street: "Linsenweg 3".to_owned(),
        postal_code: "10115".to_owned(),
        city: "Berlin".to_owned(),
        country: "de".to_owned(),
        phone: String::new(),
        hours: hours(10, 18),
    };
    LocationRow { slug: String::new(), location }
}

async fn add(lotse: &TestLotse, name: &str) -> LocationRow {
    lotse.add_location(&lotse.may(), shop(lotse, name), None).await.unwrap()
}

async fn change(
    lotse: &TestLotse,
    id: LocationId,
    change: LocationChange,
) -> Result<LocationRow, PlaceError> {
    lotse.change_location(&lotse.may(), lotse.brand().id, id, change).await
}

fn shown(lotse: &TestLotse) -> Vec<LocationRow> {
    lotse.current().brand_of(lotse.brand().id).unwrap().locations.clone()
}

fn slugs(lotse: &TestLotse) -> Vec<String> {
    shown(lotse).into_iter().map(|it| it.slug).collect()
}

async fn a_shop_is_shown_at_once(lotse: &TestLotse) {
    let before = lotse.current().revision;
    let kept = add(lotse, " Laden Mitte ").await;
    assert_eq!((kept.slug.as_str(), kept.location.name.as_str()), ("laden-mitte", "Laden Mitte"));
    assert_eq!(kept.location.country, "DE");
    assert_eq!(shown(lotse), [kept]);
    assert!(before < lotse.current().revision, "pages made before are not shown any more");
}

async fn a_shop_gets_a_name_in_addresses_that_no_other_has(lotse: &TestLotse) {
    for name in ["Berlin", "Berlin", "Berlin!"] {
        add(lotse, name).await;
    }
    let nameless = add(lotse, "東京").await;
    let id = nameless.location.id.to_string();
    assert_eq!(slugs(lotse), ["berlin", "berlin-2", "berlin-3", id.as_str()]);
    let mut taken = shop(lotse, "Anders");
    taken.slug = "Berlin".to_owned();
    let refused = lotse.add_location(&lotse.may(), taken, None).await;
    assert!(matches!(refused, Err(PlaceError::Taken(slug)) if slug == "berlin"));
    let other = lotse.second_brand("baker", &["de"]).await;
    let mut elsewhere = shop(lotse, "Berlin");
    elsewhere.location.brand = other.id;
    let kept = lotse.add_location(&lotse.may(), elsewhere, None).await.unwrap();
    assert_eq!(kept.slug, "berlin", "another brand has names of its own");
}

async fn a_name_in_addresses_stays_until_another_is_given(lotse: &TestLotse) {
    let id = add(lotse, "Mitte").await.location.id;
    let renamed = LocationChange { name: Some("Alexanderplatz".into()), ..Default::default() };
    assert_eq!(change(lotse, id, renamed).await.unwrap().slug, "mitte");
    let moved = LocationChange { slug: Some("Alex!".into()), ..Default::default() };
    let kept = change(lotse, id, moved).await.unwrap();
    assert_eq!((kept.slug.as_str(), kept.location.name.as_str()), ("alex", "Alexanderplatz"));
    assert_eq!(kept.location.hours, hours(10, 18), "what is left out stays");
    assert_eq!(slugs(lotse), ["alex"]);
}

async fn shops_are_moved_and_the_others_make_room(lotse: &TestLotse) {
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(add(lotse, name).await.location.id);
    }
    let to = async |id, position| {
        let moved = LocationChange { position: Some(position), ..Default::default() };
        change(lotse, id, moved).await.unwrap();
        slugs(lotse)
    };
    assert_eq!(to(ids[2], 0).await, ["c", "a", "b"]);
    assert_eq!(to(ids[0], 2).await, ["c", "b", "a"]);
    assert_eq!(to(ids[2], 99).await, ["b", "a", "c"]);
    lotse.add_location(&lotse.may(), shop(lotse, "d"), Some(1)).await.unwrap();
    assert_eq!(slugs(lotse), ["b", "d", "a", "c"]);
    change(lotse, ids[0], LocationChange::default()).await.unwrap();
    assert_eq!(slugs(lotse), ["b", "d", "a", "c"], "a change moves nothing");
}

async fn a_shop_is_changed_and_deleted_in_its_own_brand_only(lotse: &TestLotse) {
    let id = add(lotse, "Mitte").await.location.id;
    let other = lotse.second_brand("baker", &["de"]).await.id;
    let changed = LocationChange { name: Some("Fremd".into()), ..Default::default() };
    let refused = lotse.change_location(&lotse.may(), other, id, changed).await;
    assert!(matches!(refused, Err(PlaceError::NotFound)));
    let refused = lotse.delete_location(&lotse.may(), other, id).await;
    assert!(matches!(refused, Err(PlaceError::NotFound)));
    assert_eq!(slugs(lotse), ["mitte"]);
    lotse.delete_location(&lotse.may(), lotse.brand().id, id).await.unwrap();
    assert!(shown(lotse).is_empty());
    let again = lotse.delete_location(&lotse.may(), lotse.brand().id, id).await;
    assert!(matches!(again, Err(PlaceError::NotFound)));
}

async fn what_is_wrong_is_not_kept(lotse: &TestLotse) {
    let refused = lotse.add_location(&lotse.may(), shop(lotse, " "), None).await;
    assert!(matches!(refused, Err(PlaceError::Location(LocationFlaw::NoName))));
    let mut foreign = shop(lotse, "Nirgends");
    foreign.location.brand = BrandId(lotse.new_id());
    let refused = lotse.add_location(&lotse.may(), foreign, None).await;
    assert!(matches!(refused, Err(PlaceError::NotFound)));
    assert!(shown(lotse).is_empty());
    let kept = add(lotse, "Mitte").await;
    let backwards = LocationChange {
        name: Some("Anders".into()),
        hours: Some(hours(18, 10)),
        ..Default::default()
    };
    let refused = change(lotse, kept.location.id, backwards).await;
    let flaw = HoursFlaw::Backwards(Weekday::Mon);
    let is_told =
        matches!(refused, Err(PlaceError::Location(LocationFlaw::Hours(it))) if it == flaw);
    assert!(is_told);
    assert_eq!(shown(lotse), [kept]);
}

async fn a_brand_has_no_endless_shops(lotse: &TestLotse) {
    for number in 0..LOCATIONS {
        add(lotse, &number.to_string()).await;
    }
    let refused = lotse.add_location(&lotse.may(), shop(lotse, "more"), None).await;
    assert!(matches!(refused, Err(PlaceError::Full)));
    assert_eq!(shown(lotse).len(), LOCATIONS);
}

async fn shops_added_at_the_same_time_are_all_kept(lotse: &TestLotse) {
    let may = lotse.may();
    let add = async || lotse.add_location(&may, shop(lotse, "Berlin"), Some(0)).await;
    let (one, other, third) = tokio::join!(add(), add(), add());
    for it in [one, other, third] {
        it.unwrap();
    }
    let mut kept = slugs(lotse);
    kept.sort();
    assert_eq!(kept, ["berlin", "berlin-2", "berlin-3"]);
}

async fn service_hours_are_shown_and_taken_away_at_once(lotse: &TestLotse) {
    let brand = lotse.brand().id;
    let set = async |hours| lotse.set_service_hours(&lotse.may(), brand, hours).await;
    let shown = || lotse.current().brand_of(brand).unwrap().service_hours.clone();
    assert_eq!(shown(), None);
    set(Some(hours(9, 17))).await.unwrap();
    assert_eq!(shown(), Some(hours(9, 17)));
    let refused = set(Some(hours(17, 9))).await;
    assert!(matches!(refused, Err(PlaceError::Hours(HoursFlaw::Backwards(Weekday::Mon)))));
    assert_eq!(shown(), Some(hours(9, 17)));
    set(None).await.unwrap();
    assert_eq!(shown(), None);
    let nobody = BrandId(lotse.new_id());
    let refused = lotse.set_service_hours(&lotse.may(), nobody, None).await;
    assert!(matches!(refused, Err(PlaceError::NotFound)));
}
