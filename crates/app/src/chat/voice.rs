//! What Lotse says in a chat, in the conversation's language; always as what it is, automatic.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use lotse_domain::hours::Opening;
use lotse_domain::ids::BrandId;
use lotse_domain::inbox::{Callback, HandOverReason, Wording};
use lotse_domain::locale::Locale;
use lotse_text::catalogue::{Catalogue, Sentence, Value};

use crate::{App, BrandNow};

/// The sentences of one conversation.
#[derive(Debug, Clone)]
pub(crate) struct Voice<'a> {
    catalogue: &'a Catalogue,
    locale: Locale,
    own: Arc<Wording>,
}

impl App {
    /// What Lotse speaks with in conversations of a brand in a language.
    pub(crate) fn voice<'a>(
        &self,
        (brand, locale): (BrandId, &Locale),
        catalogue: &'a Catalogue,
    ) -> Voice<'a> {
        let current = self.current();
        let own = current.brand_of(brand).map(|it| Arc::clone(&it.wording)).unwrap_or_default();
        Voice { catalogue, locale: locale.clone(), own }
    }
}

impl Voice<'_> {
    /// The sentence as the brand words it, else as it is shipped.
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, it)| (*name, Value::Text(it))).collect();
        let own = self.own.sentence(&self.locale, key).and_then(Sentence::read);
        let locale = self.locale.as_str();
        match own {
            Some(own) => own.filled(locale, &values),
            None => self.catalogue.text(locale, key, &values),
        }
    }

    /// The language it speaks.
    pub(crate) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The first word of Lotse in a conversation says what it is.
    pub(super) fn introduced(&self, is_first: bool, brand: &BrandNow, text: String) -> String {
        if !is_first {
            return text;
        }
        let hello = self.say("chat.bot.first", &[("brand", &brand.brand.name)]);
        format!("{hello}\n\n{text}")
    }

    /// Why and how a person comes; out of hours it says when, and asks where to answer unless that
    /// is known.
    pub(super) fn handed_over(
        &self,
        reason: HandOverReason,
        (brand, has_address): (&BrandNow, bool),
        now: DateTime<Utc>,
    ) -> String {
        let sorry = match reason {
            HandOverReason::Rage => Some(self.say("chat.bot.sorry_rage", &[])),
            HandOverReason::Rejected => Some(self.say("chat.bot.sorry_rejected", &[])),
            HandOverReason::TwoMisses => Some(self.say("chat.bot.sorry_misses", &[])),
            HandOverReason::Asked
            | HandOverReason::TopicForPeople
            | HandOverReason::ActionRefused
            | HandOverReason::ActionUnreachable
            | HandOverReason::ActionUncertain => None,
        };
        let when = self.when(brand, now);
        let asks = !has_address && !is_open(brand, now);
        let address = asks.then(|| self.say("chat.bot.leave_email", &[]));
        [sorry, Some(when), address].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// When somebody is called, or that nobody is called any more.
    pub(super) fn call_chosen(&self, call: Option<&Callback>) -> String {
        let Some(it) = call else { return self.say("chat.bot.call_off", &[]) };
        let local = |at: DateTime<Utc>| at.with_timezone(&it.zone);
        let clock = |at| local(at).format("%H:%M").to_string();
        let day = local(it.window.from).date_naive();
        let number = day.weekday().number_from_monday();
        let date = if self.locale.language() == "en" { "%-d %B" } else { "%d.%m." };
        let place = it.zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        let values = [
            ("day", self.say(&format!("help.on_day.{number}"), &[])),
            ("date", day.format(date).to_string()),
            ("from", clock(it.window.from)),
            ("until", clock(it.window.until)),
            ("place", place),
            ("phone", it.phone.as_str().to_owned()),
        ];
        let values: Vec<_> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        self.say("chat.bot.call", &values)
    }

    fn when(&self, brand: &BrandNow, now: DateTime<Utc>) -> String {
        let Some(hours) = &brand.service_hours else {
            return self.say("chat.bot.handed_over", &[]);
        };
        let local = |at: DateTime<Utc>| at.with_timezone(&hours.zone);
        match hours.at(now) {
            Opening::OpenUntil(_) => self.say("chat.bot.handed_over", &[]),
            Opening::ClosedUntil(None) => self.say("chat.bot.handed_over_closed", &[]),
            Opening::ClosedUntil(Some(at)) => {
                let time = local(at).format("%H:%M").to_string();
                let day = local(at).date_naive();
                match (day - local(now).date_naive()).num_days() {
                    0 => self.say("chat.bot.handed_over_at", &[("time", &time)]),
                    1..=6 => {
                        let number = day.weekday().number_from_monday();
                        let day = self.say(&format!("help.on_day.{number}"), &[]);
                        self.say("chat.bot.handed_over_on", &[("day", &day), ("time", &time)])
                    }
                    _ => self.say("chat.bot.handed_over_closed", &[]),
                }
            }
        }
    }
}

/// Whether the service team is there; where no hours are known, nobody said it is not.
pub(super) fn is_open(brand: &BrandNow, now: DateTime<Utc>) -> bool {
    let hours = brand.service_hours.as_ref();
    hours.is_none_or(|it| matches!(it.at(now), Opening::OpenUntil(_)))
}
