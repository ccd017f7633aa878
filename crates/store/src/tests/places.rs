//! Notices, shops, hours, and what waits to leave or is under way.

use chrono::{NaiveDate, NaiveTime, Weekday};
use lotse_domain::hours::{Holiday, Hours, Location, Span};
use lotse_domain::ids::{ArticleId, BrandId, ImportId, JobId, LocationId, NoticeId};
use lotse_domain::knowledge::{Notice, Validity};
use uuid::Uuid;

use super::{Home, both_dbs, brand_id, locale, minutes, noon};
use crate::{ImportRun, LocationRow};

both_dbs!(
    hours_are_read_back_to_the_minute,
    a_shop_is_replaced_by_its_short_name_and_keeps_its_id,
    a_notice_is_changed_and_deleted_by_its_own_brand,
    an_import_tells_how_far_it_is,
    mails_wait_newest_first,
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
    tx.set_service_hours(brand_id(), &hours()).await.unwrap();
    assert_eq!(tx.service_hours(brand_id()).await.unwrap(), Some(hours()));
}

async fn a_shop_is_replaced_by_its_short_name_and_keeps_its_id(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.save_location(&shop(1, "poznan", "Poznań"), 2).await.unwrap();
    tx.save_location(&shop(2, "berlin", "Berlin"), 1).await.unwrap();
    tx.save_location(&shop(3, "poznan", "Poznań Stary Rynek"), 2).await.unwrap();
    let kept = tx.locations(brand_id()).await.unwrap();
    let seen: Vec<_> = kept.iter().map(|it| it.location.clone()).collect();
    let expect = [shop(2, "", "Berlin"), shop(1, "", "Poznań Stary Rynek")];
    assert_eq!(seen, expect.map(|it| it.location));
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

async fn mails_wait_newest_first(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let to = "ada@example.org".parse().unwrap();
    for (n, subject) in [(1, "first"), (2, "second"), (3, "third")] {
        let at = noon() + minutes(i64::try_from(n).unwrap());
        tx.post_mail(JobId(Uuid::from_u128(n)), (&to, subject, "text"), at).await.unwrap();
    }
    let waiting = tx.waiting_mails(2).await.unwrap();
    let subjects: Vec<_> = waiting.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(subjects, ["third", "second"]);
    assert_eq!((waiting[0].0.as_str(), waiting[0].2.as_str()), ("ada@example.org", "text"));
}
