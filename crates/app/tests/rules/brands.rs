//! Brands: what one must have, and that a change is shown at once.

use lotse_app::App;
use lotse_app::knowledge::{BrandChange, BrandError};
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Brand, BrandFlaw};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_brand_offers_its_default_language,
    two_brands_have_two_names,
    a_brand_without_a_short_name_gets_one_of_its_name,
    a_change_of_a_brand_leaves_the_rest_and_is_shown_at_once,
    a_short_name_a_brand_had_before_leads_to_it_until_another_takes_it,
    a_host_belongs_to_one_brand_and_is_free_when_it_is_given_up,
    two_changes_of_one_brand_at_once_are_both_kept,
);

async fn change(lotse: &TestLotse, it: BrandChange) -> Result<Brand, BrandError> {
    lotse.change_brand(&lotse.may(), lotse.brand().id, it).await
}

fn renamed(slug: &str) -> BrandChange {
    BrandChange { slug: Some(slug.to_owned()), ..BrandChange::default() }
}

/// The short name of the brand that `slug` leads to.
fn leads_to(lotse: &TestLotse, slug: &str) -> Option<String> {
    lotse.current().brand(Some(slug)).map(|it| it.brand.slug.clone())
}

async fn a_brand_offers_its_default_language(lotse: &TestLotse) {
    let mut brand = lotse.brand().clone();
    brand.default_locale = "fr".parse().unwrap();
    let refused = lotse.save_brand(&lotse.may(), &brand).await;
    assert!(matches!(refused, Err(BrandError::Flaw(BrandFlaw::Locales))));
    brand.locales.push("fr".parse().unwrap());
    lotse.save_brand(&lotse.may(), &brand).await.unwrap();
    assert_eq!(lotse.current().brand(None).unwrap().brand, brand);
}

async fn two_brands_have_two_names(lotse: &TestLotse) {
    let mut other = lotse.second_brand("baker", &["de"]).await;
    other.slug.clone_from(&lotse.brand().slug);
    let refused = lotse.save_brand(&lotse.may(), &other).await;
    assert!(matches!(refused, Err(BrandError::Taken)));
    let current = lotse.current();
    let names: Vec<_> = current.brands.iter().map(|it| it.brand.slug.as_str()).collect();
    assert_eq!(names, ["optician", "baker"], "the first brand stays the first");
}

async fn a_brand_without_a_short_name_gets_one_of_its_name(lotse: &TestLotse) {
    let mut brand = lotse.brand().clone();
    brand.id = BrandId(lotse.new_id());
    (brand.slug, brand.name) = (String::new(), "Bäcker & Söhne".to_owned());
    let kept = lotse.save_brand(&lotse.may(), &brand).await.unwrap();
    assert_eq!(kept.slug, "baecker-soehne");
    assert_eq!(lotse.current().brand_of(brand.id).unwrap().brand, kept);
    (brand.id, brand.name) = (BrandId(lotse.new_id()), "眼鏡".to_owned());
    let refused = lotse.save_brand(&lotse.may(), &brand).await;
    assert!(matches!(refused, Err(BrandError::Flaw(BrandFlaw::NoName))));
}

async fn a_change_of_a_brand_leaves_the_rest_and_is_shown_at_once(lotse: &TestLotse) {
    let other = lotse.another().await;
    let before = lotse.current().revision;
    let accent = Some("#C0FFEE".to_owned());
    change(lotse, BrandChange { accent, ..BrandChange::default() }).await.unwrap();
    let mut expect = lotse.brand().clone();
    expect.accent = Some("#c0ffee".to_owned());
    assert_eq!(lotse.current().brand(None).unwrap().brand, expect);
    assert!(before < lotse.current().revision, "pages made before are not shown any more");
    let sees = async |app: &App| app.current().brand(None).is_some_and(|it| it.brand == expect);
    other.until(sees).await;
    other.stopped().await;
    let accent = Some(String::new());
    change(lotse, BrandChange { accent, ..BrandChange::default() }).await.unwrap();
    assert_eq!(lotse.current().brand(None).unwrap().brand, *lotse.brand());
    let other = BrandId(lotse.new_id());
    let nobody = lotse.change_brand(&lotse.may(), other, BrandChange::default()).await;
    assert!(matches!(nobody, Err(BrandError::NotFound)));
}

async fn a_short_name_a_brand_had_before_leads_to_it_until_another_takes_it(lotse: &TestLotse) {
    change(lotse, renamed("Augen Optik")).await.unwrap();
    change(lotse, renamed("brillen")).await.unwrap();
    for name in ["optician", "augen-optik", "brillen"] {
        assert_eq!(leads_to(lotse, name).as_deref(), Some("brillen"), "{name}");
    }
    lotse.second_brand("optician", &["de"]).await;
    assert_eq!(leads_to(lotse, "optician").as_deref(), Some("optician"));
    change(lotse, renamed("augen-optik")).await.unwrap();
    assert_eq!(leads_to(lotse, "brillen").as_deref(), Some("augen-optik"));
    assert!(matches!(change(lotse, renamed("optician")).await, Err(BrandError::Taken)));
    assert_eq!(leads_to(lotse, "brillen").as_deref(), Some("augen-optik"), "nothing was kept");
}

async fn a_host_belongs_to_one_brand_and_is_free_when_it_is_given_up(lotse: &TestLotse) {
    let host = || "hilfe.laden.example".parse().unwrap();
    let hosts = |all| BrandChange { hosts: Some(all), ..BrandChange::default() };
    let at =
        |it: &TestLotse| it.current().brand_at("HILFE.laden.example:8443").map(|it| it.0.brand.id);
    let other = lotse.second_brand("baker", &["de"]).await;
    assert_eq!(at(lotse), None);
    change(lotse, hosts(vec![host()])).await.unwrap();
    assert_eq!(at(lotse), Some(lotse.brand().id));
    let take = async || lotse.change_brand(&lotse.may(), other.id, hosts(vec![host()])).await;
    assert!(matches!(take().await, Err(BrandError::HostTaken(it)) if it == host()));
    change(lotse, hosts(Vec::new())).await.unwrap();
    assert_eq!(at(lotse), None);
    take().await.unwrap();
    assert_eq!(at(lotse), Some(other.id));
}

async fn two_changes_of_one_brand_at_once_are_both_kept(lotse: &TestLotse) {
    let name = BrandChange { name: Some("Neu".to_owned()), ..BrandChange::default() };
    let accent = BrandChange { accent: Some("#123456".to_owned()), ..BrandChange::default() };
    let (one, other) = tokio::join!(change(lotse, name), change(lotse, accent));
    one.unwrap();
    other.unwrap();
    let current = lotse.current();
    let brand = &current.brand(None).unwrap().brand;
    assert_eq!((brand.name.as_str(), brand.accent.as_deref()), ("Neu", Some("#123456")));
}
