//! Times that can be booked: which there are, and how they are written.

use chrono::{
    DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _,
};
use chrono::{Timelike as _, Utc, Weekday};
use chrono_tz::Tz;

use crate::books::{Books, Place, Service, Slot, Standing};
use crate::refusal::Refusal;

/// So many are offered at once.
const OFFERED: usize = 20;
/// So far ahead can be booked.
const DAYS_AHEAD: i64 = 60;
/// Whoever books must have the time to get there.
const HEAD_START: Duration = Duration::hours(1);
/// How a slot's time is written in its id, in UTC.
const WRITTEN: &str = "%Y%m%dT%H%MZ";

impl Service {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::EyeTest, Self::Fitting, Self::Repair];

    /// Its name for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EyeTest => "eye_test",
            Self::Fitting => "fitting",
            Self::Repair => "repair",
        }
    }

    /// How long it takes.
    #[must_use]
    pub fn minutes(self) -> i64 {
        match self {
            Self::EyeTest | Self::Repair => 30,
            Self::Fitting => 60,
        }
    }

    /// What such an appointment brings on average, in cents of a euro.
    #[must_use]
    pub fn value_cents(self) -> i64 {
        match self {
            Self::EyeTest => 18_900,
            Self::Fitting => 4_900,
            Self::Repair => 2_500,
        }
    }
}

impl Place {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Hamburg, Self::Berlin, Self::Poznan, Self::Wroclaw];

    /// Its name for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hamburg => "hamburg",
            Self::Berlin => "berlin",
            Self::Poznan => "poznan",
            Self::Wroclaw => "wroclaw",
        }
    }

    /// What people call it, in every language.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hamburg => "Brillenwerk Hamburg, Lindenkai 12",
            Self::Berlin => "Brillenwerk Berlin, Werkhofzeile 8",
            Self::Poznan => "Brillenwerk Poznań, ul. Soczewkowa 14",
            Self::Wroclaw => "Brillenwerk Wrocław, ul. Szkiełkowa 5",
        }
    }

    /// The clock on its wall.
    #[must_use]
    pub fn zone(self) -> Tz {
        match self {
            Self::Hamburg | Self::Berlin => Tz::Europe__Berlin,
            Self::Poznan | Self::Wroclaw => Tz::Europe__Warsaw,
        }
    }
}

impl Slot {
    /// `hamburg.eye_test.20270108T0930Z`.
    #[must_use]
    pub fn id(&self) -> String {
        let at = self.starts_at.format(WRITTEN);
        format!("{}.{}.{at}", self.shop.as_str(), self.service.as_str())
    }

    /// The slot of that id, if the shop has such a time at all.
    ///
    /// # Errors
    /// When there is none.
    pub fn of_id(id: &str) -> Result<Self, Refusal> {
        let why = "is not the id of a time the shop has";
        read(id).filter(Self::exists).ok_or(Refusal::Field { name: "slot", code: "unknown", why })
    }

    fn exists(&self) -> bool {
        let day = self.starts_at.with_timezone(&self.shop.zone()).date_naive();
        of_day(self.shop, self.service, day).any(|it| it == *self)
    }
}

impl Books {
    /// The next free times from the beginning of that day on, at most 20.
    pub(crate) fn free_slots(
        &self,
        (shop, service): (Place, Service),
        from: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Vec<Slot> {
        let today = now.with_timezone(&shop.zone()).date_naive();
        let first = from.unwrap_or(today).max(today);
        let days = first.iter_days().take_while(|it| (*it - today).num_days() <= DAYS_AHEAD);
        days.flat_map(|day| of_day(shop, service, day))
            .filter(|it| now + HEAD_START <= it.starts_at && self.is_free(it))
            .take(OFFERED)
            .collect()
    }

    /// The slot of that id, if it can be booked now.
    pub(crate) fn bookable(&self, id: &str, now: DateTime<Utc>) -> Result<Slot, Refusal> {
        let slot = Slot::of_id(id)?;
        if slot.starts_at < now + HEAD_START {
            return Err(Refusal::SlotOver);
        }
        if self.is_free(&slot) { Ok(slot) } else { Err(Refusal::SlotTaken) }
    }

    fn is_free(&self, slot: &Slot) -> bool {
        let is_booked =
            |it: &crate::books::Appointment| it.standing == Standing::Booked && it.slot == *slot;
        !is_kept_back(slot) && !self.appointments.iter().any(is_booked)
    }
}

/// Two of three times are kept for those who call or walk in, always the same ones.
fn is_kept_back(slot: &Slot) -> bool {
    let day = i64::from(slot.starts_at.num_days_from_ce());
    let minute = i64::from(slot.starts_at.num_seconds_from_midnight() / 60);
    (day * 5 + minute / 30 * 7 + slot.service.minutes() / 30 + minute / 90) % 3 != 0
}

fn read(id: &str) -> Option<Slot> {
    let mut parts = id.split('.');
    let (shop, service, at) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Slot {
        shop: Place::ALL.into_iter().find(|it| it.as_str() == shop)?,
        service: Service::ALL.into_iter().find(|it| it.as_str() == service)?,
        starts_at: NaiveDateTime::parse_from_str(at, WRITTEN).ok()?.and_utc(),
    })
    .filter(|_| parts.next().is_none())
}

/// Every time one service has at one shop on one day.
fn of_day(shop: Place, service: Service, day: NaiveDate) -> impl Iterator<Item = Slot> {
    let hours = match day.weekday() {
        Weekday::Sun => None,
        Weekday::Sat => Some((10, 16)),
        _ => Some((10, 18)),
    };
    let minutes = hours.into_iter().flat_map(move |(opens, closes)| {
        let step = usize::try_from(service.minutes()).unwrap_or(30);
        (opens * 60..closes * 60).step_by(step)
    });
    minutes.filter_map(move |minute| {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)?;
        let local = shop.zone().from_local_datetime(&day.and_time(time)).earliest()?;
        Some(Slot { shop, service, starts_at: local.to_utc() })
    })
}
