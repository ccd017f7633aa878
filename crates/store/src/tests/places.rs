//! Notices, shops, hours, and what waits to leave or is under way.

use chrono::{NaiveDate, NaiveTime, Weekday};
use lotse_domain::hours::{Holiday, Hours, Location, Span};
use lotse_domain::ids::{ArticleId, BrandId, ImportId, LocationId, NoticeId};
use lotse_domain::knowledge::{Notice, Validity};
use uuid::Uuid;

use super::{Home, both_dbs, brand_id, locale, minutes, noon};
use crate::{ImportRun, LocationRow, StoreError};

both_dbs!(
    hours_are_read_back_to_the_minute,
    a_shop_is_changed_found_and_deleted_by_its_own_brand,
    a_short_name_belongs_to_one_shop_of_a_brand,
    shops_stand_in_the_order_they_were_put_in,
    a_notice_is_changed_and_deleted_by_its_own_brand,
    an_import_tells_how_far_it_is,
);

fn hours() -> Hours {
    let clock = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let span = |day, from, until| Span { day, opens: from, closes: until };
    Hours {
        zone: "Europe/Warsaw".parse().unwrap(),
        week: vec![
            span(Weekday::Mon, clock(9, 30), clock(12, 0)),
            span(Weekday::Mon, clock(13, 0), clock(18, 45)),
            span(Weekday::Sat, clock(0, 0), clock(23, 59)),
        ],
        holidays: vec![
            Holiday {
                date: NaiveDate::from_ymd_opt(2026, 12, 24).unwrap(),
                open: Some((clock(10, 0), clock(14, 0))),
                names: vec![(locale("pl"), "Wigilia".to_owned())],
            },
            Holiday {
                date: NaiveDate::from_ymd_opt(2027, 1, 6).unwrap(),
                open: None,
                names: Vec::new(),
            },
        ],
    }
}

fn shop(n: u128, slug: &str, name: &str) -> LocationRow {
    LocationRow {
        slug: slug.to_owned(),
        location: Location {
            id: LocationId(Uuid::from_u128(n)),
            brand: brand_id(),
            name: name.to_owned(),
            street: "ul. Soczewkowa 14".to_owned(),
            postal_code: "61-819".to_owned(),
            city: "Poznań".to_owned(),
            country: "PL".to_owned(),
            phone: String::new(),
            hours: hours(),
        },
    }
}

async fn hours_are_read_back_to_the_minute(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.service_hours(brand_id()).await.unwrap(), None);
    tx.set_service_hours(brand_id(), Some(&hours())).await.unwrap();
    assert_eq!(tx.service_hours(brand_id()).await.unwrap(), Some(hours()));
    tx.set_service_hours(brand_id(), None).await.unwrap();
    assert_eq!(tx.service_hours(brand_id()).await.unwrap(), None);
}

async fn a_shop_is_changed_found_and_deleted_by_its_own_brand(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut row = shop(1, "poznan", "Poznań");
    tx.save_location(&row, 0).await.unwrap();
    row.slug = "stary-rynek".to_owned();
    row.location.name = "Poznań Stary Rynek".to_owned();
    tx.save_location(&row, 0).await.unwrap();
    let stranger = BrandId(Uuid::from_u128(2));
    assert_eq!(tx.location(stranger, row.location.id).await.unwrap(), None);
    assert_eq!(tx.location(brand_id(), row.location.id).await.unwrap().as_ref(), Some(&row));
    assert_eq!(tx.locations(brand_id()).await.unwrap(), std::slice::from_ref(&row));
    assert!(!tx.delete_location(stranger, row.location.id).await.unwrap());
    assert!(tx.delete_location(brand_id(), row.location.id).await.unwrap());
    assert!(!tx.delete_location(brand_id(), row.location.id).await.unwrap());
    assert!(tx.locations(brand_id()).await.unwrap().is_empty());
}

async fn a_short_name_belongs_to_one_shop_of_a_brand(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.save_location(&shop(1, "poznan", "Poznań"), 0).await.unwrap();
    let second = tx.save_location(&shop(2, "poznan", "Drugi Poznań"), 1).await;
    assert!(matches!(second, Err(StoreError::Conflict(_))));
}

async fn shops_stand_in_the_order_they_were_put_in(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (n, slug) in [(1, "berlin"), (2, "gdynia"), (3, "poznan")] {
        tx.save_location(&shop(n, slug, slug), i64::try_from(n).unwrap()).await.unwrap();
    }
    let ids = [3, 1, 2].map(|n| LocationId(Uuid::from_u128(n)));
    tx.order_locations(BrandId(Uuid::from_u128(2)), &ids).await.unwrap();
    let slugs = |all: Vec<LocationRow>| -> Vec<_> { all.into_iter().map(|it| it.slug).collect() };
    let before = slugs(tx.locations(brand_id()).await.unwrap());
    assert_eq!(before, ["berlin", "gdynia", "poznan"], "another brand moves nothing here");
    tx.order_locations(brand_id(), &ids).await.unwrap();
    let kept = slugs(tx.locations(brand_id()).await.unwrap());
    assert_eq!(kept, ["poznan", "berlin", "gdynia"]);
}

async fn a_notice_is_changed_and_deleted_by_its_own_brand(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut notice = Notice {
        id: NoticeId(Uuid::from_u128(1)),
        brand: brand_id(),
        texts: vec![(locale("de"), "Werkstatt zu".to_owned())],
        validity: Validity { from: Some(noon()), until: None },
        article: Some(ArticleId(Uuid::from_u128(7))),
    };
    tx.save_notice(&notice).await.unwrap();
    notice.texts.push((locale("pl"), "Warsztat zamknięty".to_owned()));
    notice.validity.until = Some(noon() + minutes(60));
    tx.save_notice(&notice).await.unwrap();
    assert_eq!(tx.notices(brand_id()).await.unwrap(), std::slice::from_ref(&notice));
    let stranger = BrandId(Uuid::from_u128(2));
    assert!(!tx.delete_notice(stranger, notice.id).await.unwrap());
    assert!(tx.delete_notice(brand_id(), notice.id).await.unwrap());
    assert!(tx.notices(brand_id()).await.unwrap().is_empty());
}

async fn an_import_tells_how_far_it_is(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut run = ImportRun {
        id: ImportId(Uuid::from_u128(1)),
        brand: brand_id(),
        source: "faq".to_owned(),
        state: "running".to_owned(),
        done: 0,
        total: 0,
        report: None,
        error: None,
    };
    assert_eq!(tx.import_run(run.id).await.unwrap(), None);
    tx.save_import(&run, noon()).await.unwrap();
    assert_eq!(tx.import_run(run.id).await.unwrap().as_ref(), Some(&run));
    run.state = "done".to_owned();
    (run.done, run.total) = (3, 3);
    run.report = Some("{}".to_owned());
    tx.save_import(&run, noon()).await.unwrap();
    assert_eq!(tx.import_run(run.id).await.unwrap(), Some(run));
}
