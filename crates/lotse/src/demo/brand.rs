//! The demo's `brand.json`, and what it means in our own nouns.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone as _, Utc, Weekday};
use lotse_app::{App, LocationRow};
use lotse_domain::answers::Policies;
use lotse_domain::hours::{Holiday, Hours, Location, Span};
use lotse_domain::ids::{BrandId, LocationId};
use lotse_domain::knowledge::{Brand, CategoryName, ChatRules, Validity};
use lotse_domain::locale::Locale;
use serde::Deserialize;

/// A text per language.
type Texts = BTreeMap<String, String>;

/// Everything of the shop but its articles.
#[derive(Debug, Deserialize)]
pub(super) struct BrandFile {
    pub(super) slug: String,
    name: String,
    default_locale: String,
    locales: Vec<String>,
    accent: String,
    pub(super) categories: Vec<CategoryFile>,
    locations: Vec<LocationFile>,
    service_hours: HoursFile,
    pub(super) notices: Vec<NoticeFile>,
    pub(super) synonyms: BTreeMap<String, Vec<SynonymFile>>,
}

/// A topic.
#[derive(Debug, Deserialize)]
pub(super) struct CategoryFile {
    pub(super) key: String,
    pub(super) parent: Option<String>,
    pub(super) icon: String,
    pub(super) position: i32,
    titles: Texts,
    descriptions: Texts,
}

/// A lay word.
#[derive(Debug, Deserialize)]
pub(super) struct SynonymFile {
    pub(super) word: String,
    pub(super) means: Vec<String>,
}

/// A notice; both its days count.
#[derive(Debug, Deserialize)]
pub(super) struct NoticeFile {
    text: Texts,
    from: NaiveDate,
    until: NaiveDate,
    pub(super) article: String,
}

#[derive(Debug, Deserialize)]
struct LocationFile {
    key: String,
    name: String,
    street: String,
    postal_code: String,
    city: String,
    country: String,
    phone: String,
    #[serde(flatten)]
    hours: HoursFile,
}

#[derive(Debug, Deserialize)]
struct HoursFile {
    time_zone: String,
    hours: Vec<SpanFile>,
    holidays: Vec<HolidayFile>,
}

#[derive(Debug, Deserialize)]
struct SpanFile {
    days: Vec<String>,
    opens: String,
    closes: String,
}

#[derive(Debug, Deserialize)]
struct HolidayFile {
    date: NaiveDate,
    opens: Option<String>,
    closes: Option<String>,
    #[serde(default)]
    closed: bool,
    name: Texts,
}

impl BrandFile {
    /// The brand, with an id of its own.
    pub(super) fn brand(&self, app: &App) -> anyhow::Result<Brand> {
        let locales = self.locales.iter().map(|it| it.parse()).collect::<Result<_, _>>()?;
        Ok(Brand {
            id: BrandId(app.new_id()),
            slug: self.slug.clone(),
            name: self.name.clone(),
            default_locale: self.default_locale.parse()?,
            locales,
            accent: Some(self.accent.clone()),
            hosts: Vec::new(),
            chat: ChatRules::default(),
            policies: Policies::default(),
            is_gated: false,
        })
    }

    /// The shops.
    pub(super) fn places(&self, app: &App, brand: BrandId) -> anyhow::Result<Vec<LocationRow>> {
        let mut rows = Vec::new();
        for it in &self.locations {
            let location = Location {
                id: LocationId(app.new_id()),
                brand,
                name: it.name.clone(),
                street: it.street.clone(),
                postal_code: it.postal_code.clone(),
                city: it.city.clone(),
                country: it.country.clone(),
                phone: it.phone.clone(),
                hours: it.hours.hours()?,
            };
            rows.push(LocationRow { slug: it.key.clone(), location });
        }
        Ok(rows)
    }

    /// When the service team is there.
    pub(super) fn service_hours(&self) -> anyhow::Result<Hours> {
        self.service_hours.hours()
    }

    /// From the midnight a notice's first day begins to the one its last day ends, where the
    /// service team sits.
    pub(super) fn validity(&self, notice: &NoticeFile) -> anyhow::Result<Validity> {
        let zone = self.service_hours()?.zone;
        let midnight = |day: NaiveDate| -> anyhow::Result<DateTime<Utc>> {
            let begins = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
            Ok(begins.context("this day does not begin at midnight")?.to_utc())
        };
        let after = notice.until.checked_add_days(Days::new(1)).context("too late a day")?;
        Ok(Validity { from: Some(midnight(notice.from)?), until: Some(midnight(after)?) })
    }
}

impl CategoryFile {
    /// Its names, in the order of the brand's languages.
    pub(super) fn names(&self, locales: &[Locale]) -> Vec<CategoryName> {
        let name = |locale: &Locale| {
            let description = self.descriptions.get(locale.as_str());
            Some(CategoryName {
                locale: locale.clone(),
                title: self.titles.get(locale.as_str())?.clone(),
                description: description.cloned().unwrap_or_default(),
            })
        };
        locales.iter().filter_map(name).collect()
    }
}

impl NoticeFile {
    /// Its text per language.
    pub(super) fn texts(&self) -> anyhow::Result<Vec<(Locale, String)>> {
        texts(&self.text)
    }
}

impl HoursFile {
    fn hours(&self) -> anyhow::Result<Hours> {
        let zone = self.time_zone.parse();
        let zone = zone.ok().with_context(|| format!("`{}` is no time zone", self.time_zone))?;
        let mut week = Vec::new();
        for it in &self.hours {
            let (opens, closes) = (time(&it.opens)?, time(&it.closes)?);
            for day in &it.days {
                let day: Weekday =
                    day.parse().ok().with_context(|| format!("`{day}` is no weekday"))?;
                week.push(Span { day, opens, closes });
            }
        }
        let holidays = self.holidays.iter().map(HolidayFile::holiday).collect::<Result<_, _>>()?;
        Ok(Hours { zone, week, holidays })
    }
}

impl HolidayFile {
    fn holiday(&self) -> anyhow::Result<Holiday> {
        let open = match (&self.opens, &self.closes) {
            (Some(opens), Some(closes)) if !self.closed => Some((time(opens)?, time(closes)?)),
            (None, None) if self.closed => None,
            _ => bail!("{} is neither open nor closed", self.date),
        };
        Ok(Holiday { date: self.date, open, names: texts(&self.name)? })
    }
}

fn time(text: &str) -> anyhow::Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").with_context(|| format!("`{text}` is no time"))
}

fn texts(texts: &Texts) -> anyhow::Result<Vec<(Locale, String)>> {
    let mut all = Vec::new();
    for (locale, text) in texts {
        all.push((locale.parse()?, text.clone()));
    }
    Ok(all)
}
