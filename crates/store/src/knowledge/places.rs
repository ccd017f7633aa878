//! Notices, locations and hours.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use lotse_domain::hours::{Holiday, Hours, Location, Span};
use lotse_domain::ids::{BrandId, LocationId, NoticeId};
use lotse_domain::knowledge::{Notice, Validity};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};

use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// A location with its name in addresses and imports.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationRow {
    /// Unique in the brand.
    pub slug: String,
    /// The location.
    pub location: Location,
}

/// A location as stored; fields are only added, with defaults.
#[derive(Serialize, Deserialize)]
struct StoredLocation {
    name: String,
    street: String,
    postal_code: String,
    city: String,
    country: String,
    phone: String,
    hours: StoredHours,
}

#[derive(Serialize, Deserialize)]
struct StoredHours {
    zone: String,
    week: Vec<(String, NaiveTimeText, NaiveTimeText)>,
    holidays: Vec<StoredHoliday>,
}

/// `HH:MM`.
type NaiveTimeText = String;

#[derive(Serialize, Deserialize)]
struct StoredHoliday {
    date: String,
    open: Option<(NaiveTimeText, NaiveTimeText)>,
    names: Vec<(String, String)>,
}

impl Tx {
    /// All locations of a brand in their order.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn locations(&mut self, of: BrandId) -> Result<Vec<LocationRow>, StoreError> {
        let rows = self
            .all("select * from locations where brand = $1 order by position, slug", values![of])
            .await?;
        rows.iter().map(location).collect()
    }

    /// A location of a brand.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn location(
        &mut self,
        of: BrandId,
        id: LocationId,
    ) -> Result<Option<LocationRow>, StoreError> {
        let row = self
            .one("select * from locations where id = $1 and brand = $2", values![id, of])
            .await?;
        row.as_ref().map(location).transpose()
    }

    /// Keeps a location, new or changed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another one of its brand has the slug, else only when the
    /// store fails.
    pub async fn save_location(
        &mut self,
        row: &LocationRow,
        position: i64,
    ) -> Result<(), StoreError> {
        let it = &row.location;
        let document = StoredLocation {
            name: it.name.clone(),
            street: it.street.clone(),
            postal_code: it.postal_code.clone(),
            city: it.city.clone(),
            country: it.country.clone(),
            phone: it.phone.clone(),
            hours: stored_hours(&it.hours),
        };
        let mut values = values![it.id, it.brand, &row.slug, position];
        values.push(json(&document));
        self.run(
            "insert into locations (id, brand, slug, position, document)
             values ($1, $2, $3, $4, $5) on conflict (id) do update set slug = excluded.slug,
             position = excluded.position, document = excluded.document",
            values,
        )
        .await?;
        self.structure_changed().await
    }

    /// Puts locations of a brand into this order; those not named stay where they are.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn order_locations(
        &mut self,
        of: BrandId,
        ids: &[LocationId],
    ) -> Result<(), StoreError> {
        let rows =
            self.all("select id, position from locations where brand = $1", values![of]).await?;
        let mut before: HashMap<LocationId, i64> = HashMap::new();
        for row in &rows {
            before.insert(row.parsed("id")?, row.int("position")?);
        }
        for (position, id) in (0_i64..).zip(ids) {
            if before.get(id).is_some_and(|it| *it != position) {
                let values = values![*id, position];
                self.run("update locations set position = $2 where id = $1", values).await?;
            }
        }
        self.structure_changed().await
    }

    /// Removes a location; `false` when the brand has none such.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_location(
        &mut self,
        of: BrandId,
        id: LocationId,
    ) -> Result<bool, StoreError> {
        let gone =
            self.run("delete from locations where id = $1 and brand = $2", values![id, of]).await?;
        self.structure_changed().await?;
        Ok(gone == 1)
    }

    /// When the brand's service team is there; `None` until somebody says so.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn service_hours(&mut self, of: BrandId) -> Result<Option<Hours>, StoreError> {
        let row = self.one("select service_hours from brands where id = $1", values![of]).await?;
        let Some(text) = row.map(|it| it.opt_text("service_hours")).transpose()?.flatten() else {
            return Ok(None);
        };
        let stored = serde_json::from_str(&text).or(Err(StoreError::Corrupt("service_hours")))?;
        hours(stored).map(Some)
    }

    /// Says when the brand's service team is there; `None` says that nobody knows.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_service_hours(
        &mut self,
        of: BrandId,
        hours: Option<&Hours>,
    ) -> Result<(), StoreError> {
        let mut values = values![of];
        values.push(hours.map_or(Value::Text(None), |it| json(&stored_hours(it))));
        self.run("update brands set service_hours = $2 where id = $1", values).await?;
        self.structure_changed().await
    }

    /// All notices of a brand, shown or not.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn notices(&mut self, of: BrandId) -> Result<Vec<Notice>, StoreError> {
        let rows =
            self.all("select * from notices where brand = $1 order by id", values![of]).await?;
        rows.iter().map(notice).collect()
    }

    /// Keeps a notice, new or changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_notice(&mut self, it: &Notice) -> Result<(), StoreError> {
        let texts: Vec<(&str, &str)> =
            it.texts.iter().map(|(locale, text)| (locale.as_str(), text.as_str())).collect();
        let mut values = values![it.id, it.brand, it.validity.from, it.validity.until, it.article];
        values.push(json(&texts));
        self.run(
            "insert into notices (id, brand, valid_from, valid_until, article, texts)
             values ($1, $2, $3, $4, $5, $6) on conflict (id) do update set
             valid_from = excluded.valid_from, valid_until = excluded.valid_until,
             article = excluded.article, texts = excluded.texts",
            values,
        )
        .await?;
        self.structure_changed().await
    }

    /// Removes a notice; `false` when the brand has none such.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_notice(&mut self, of: BrandId, id: NoticeId) -> Result<bool, StoreError> {
        let gone =
            self.run("delete from notices where id = $1 and brand = $2", values![id, of]).await?;
        self.structure_changed().await?;
        Ok(gone == 1)
    }
}

fn notice(row: &Row) -> Result<Notice, StoreError> {
    let texts: Vec<(String, String)> = row.json("texts")?;
    Ok(Notice {
        id: row.parsed("id")?,
        brand: row.parsed("brand")?,
        texts: named(texts, "texts")?,
        validity: Validity {
            from: row.opt_time("valid_from")?,
            until: row.opt_time("valid_until")?,
        },
        article: row.opt_parsed("article")?,
    })
}

fn location(row: &Row) -> Result<LocationRow, StoreError> {
    let it: StoredLocation = row.json("document")?;
    Ok(LocationRow {
        slug: row.text("slug")?,
        location: Location {
            id: row.parsed("id")?,
            brand: row.parsed("brand")?,
            name: it.name,
            street: it.street,
            postal_code: it.postal_code,
            city: it.city,
            country: it.country,
            phone: it.phone,
            hours: hours(it.hours)?,
        },
    })
}

fn named(
    texts: Vec<(String, String)>,
    column: &'static str,
) -> Result<Vec<(Locale, String)>, StoreError> {
    texts
        .into_iter()
        .map(|(locale, text)| Ok((locale.parse().or(Err(StoreError::Corrupt(column)))?, text)))
        .collect()
}

fn stored_hours(hours: &Hours) -> StoredHours {
    let text = |time: NaiveTime| time.format("%H:%M").to_string();
    StoredHours {
        zone: hours.zone.name().to_owned(),
        week: hours
            .week
            .iter()
            .map(|it| (it.day.to_string(), text(it.opens), text(it.closes)))
            .collect(),
        holidays: hours
            .holidays
            .iter()
            .map(|it| StoredHoliday {
                date: it.date.to_string(),
                open: it.open.map(|(from, until)| (text(from), text(until))),
                names: it.names.iter().map(|(l, n)| (l.to_string(), n.clone())).collect(),
            })
            .collect(),
    }
}

fn hours(stored: StoredHours) -> Result<Hours, StoreError> {
    const CORRUPT: StoreError = StoreError::Corrupt("hours");
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").or(Err(CORRUPT));
    let week = stored.week.iter().map(|(day, opens, closes)| {
        let day: Weekday = day.parse().or(Err(CORRUPT))?;
        Ok(Span { day, opens: time(opens)?, closes: time(closes)? })
    });
    let holidays = stored.holidays.into_iter().map(|it| {
        let date: NaiveDate = it.date.parse().or(Err(CORRUPT))?;
        let open = match it.open {
            Some((from, until)) => Some((time(&from)?, time(&until)?)),
            None => None,
        };
        Ok(Holiday { date, open, names: named(it.names, "hours")? })
    });
    Ok(Hours {
        zone: stored.zone.parse().or(Err(CORRUPT))?,
        week: week.collect::<Result<_, StoreError>>()?,
        holidays: holidays.collect::<Result<_, StoreError>>()?,
    })
}
