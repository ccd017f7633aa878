//! What pages say to machines in the vocabulary of schema.org, as JSON-LD.

use maud::PreEscaped;
use serde_json::{Value, json};

use super::article::Article;
use super::locations::{Location, Times};
use super::{Frame, Link};

/// Data that may stand in a script element: nothing in it can end the element.
#[must_use]
pub(crate) fn embedded(data: &Value) -> PreEscaped<String> {
    let text = data.to_string();
    PreEscaped(text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028"))
}

/// The help centre with its search.
#[must_use]
pub(crate) fn site(frame: &Frame<'_>) -> PreEscaped<String> {
    embedded(&json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.text.ta("help.title", &[("brand", frame.brand.name)]),
        "url": frame.full_url(""),
        "inLanguage": frame.text.locale,
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}?q={{words}}", frame.full_url("search")),
            "query-input": "required name=words",
        },
    }))
}

/// An article, or a question with its answer, and the way to it.
#[must_use]
pub(crate) fn article(frame: &Frame<'_>, article: &Article) -> PreEscaped<String> {
    let path = format!("a/{}", article.slug);
    let url = frame.full_url(&path);
    let changed = article.changed_on.map(|it| it.to_string());
    let about = if article.is_answer {
        let answer = if article.plain.is_empty() { &article.short } else { &article.plain };
        json!({
            "@type": "FAQPage",
            "url": url,
            "inLanguage": frame.text.locale,
            "dateModified": changed,
            "mainEntity": [{
                "@type": "Question",
                "name": article.title,
                "acceptedAnswer": { "@type": "Answer", "text": answer, "url": url },
            }],
        })
    } else {
        json!({
            "@type": "Article",
            "headline": article.title,
            "description": article.short,
            "url": url,
            "inLanguage": frame.text.locale,
            "dateModified": changed,
            "publisher": { "@type": "Organization", "name": frame.brand.name },
        })
    };
    let way = crumb_list(frame, &article.above, (&article.title, &path));
    embedded(&json!({ "@context": "https://schema.org", "@graph": [about, way] }))
}

/// The way to a topic; `here` is its title and what follows the language in its address.
#[must_use]
pub(crate) fn crumbs(frame: &Frame<'_>, above: &[Link], here: (&str, &str)) -> PreEscaped<String> {
    let mut way = crumb_list(frame, above, here);
    if let Some(object) = way.as_object_mut() {
        object.insert("@context".to_owned(), "https://schema.org".into());
    }
    embedded(&way)
}

fn crumb_list(frame: &Frame<'_>, above: &[Link], (title, path): (&str, &str)) -> Value {
    let first = (frame.text.t("help.nav.help"), frame.full_url(""));
    let between = above.iter().map(|it| (it.title.clone(), format!("{}{}", frame.origin, it.href)));
    let last = (title.to_owned(), frame.full_url(path));
    let steps: Vec<Value> = std::iter::once(first)
        .chain(between)
        .chain(std::iter::once(last))
        .zip(1..)
        .map(|((name, item), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}

/// All shops with their usual hours.
#[must_use]
pub(crate) fn shops(frame: &Frame<'_>, shops: &[Location]) -> PreEscaped<String> {
    let all: Vec<Value> = shops.iter().map(|it| shop(frame, it)).collect();
    embedded(&json!({ "@context": "https://schema.org", "@graph": all }))
}

fn shop(frame: &Frame<'_>, shop: &Location) -> Value {
    let usual = shop.week.iter().flat_map(|(first, last, times)| hours(*first, *last, times));
    let special = shop.special.iter().flat_map(|(date, _, times)| {
        let date = date.to_string();
        let closed = times.is_empty().then(|| ("00:00".to_owned(), "00:00".to_owned()));
        times.clone().into_iter().chain(closed).map(move |(opens, closes)| {
            json!({
                "@type": "OpeningHoursSpecification",
                "opens": opens, "closes": closes, "validFrom": date, "validThrough": date,
            })
        })
    });
    json!({
        "@type": "Store",
        "name": shop.name,
        "url": format!("{}#{}", frame.full_url("locations"), shop.anchor),
        "telephone": shop.phone,
        "parentOrganization": { "@type": "Organization", "name": frame.brand.name },
        "address": {
            "@type": "PostalAddress",
            "streetAddress": shop.street,
            "addressLocality": shop.town,
            "addressCountry": shop.country,
        },
        "openingHoursSpecification": usual.chain(special).collect::<Vec<_>>(),
    })
}

fn hours(first: u32, last: u32, times: &Times) -> Vec<Value> {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let days: Vec<&str> = (1..)
        .zip(DAYS)
        .filter(|(number, _)| (first..=last).contains(number))
        .map(|(_, name)| name)
        .collect();
    times
        .iter()
        .map(|(opens, closes)| {
            json!({
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": days, "opens": opens, "closes": closes,
            })
        })
        .collect()
}
