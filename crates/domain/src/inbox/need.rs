//! Whom a conversation that waits is kept for, and until when.

use chrono::{DateTime, Duration, Utc};

use crate::access::Abilities;
use crate::hours::{Hours, Opening};
use crate::locale::Locale;

/// What a conversation needs of the agent who takes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Need {
    /// What the agent should know about.
    pub skill: Option<String>,
    /// Until then only those who can are offered it: they have the skill, and write its language.
    pub reserved_until: Option<DateTime<Utc>>,
}

/// What a conversation needs that begins to wait now. It is kept for those who can as long as the
/// brand promises an answer within, counted from when the service team is there; not at all where
/// everybody can, or nobody.
#[must_use]
pub fn need_of(
    (skill, locale): (Option<String>, &Locale),
    team: &[Abilities],
    (hours, promise): (Option<&Hours>, Duration),
    now: DateTime<Utc>,
) -> Need {
    let kept = Need { skill: skill.clone(), reserved_until: Some(now) };
    let able = team.iter().filter(|it| it.fit(&kept, locale)).count();
    if able == 0 || able == team.len() {
        return Need { skill, reserved_until: None };
    }
    let from = match hours.map(|it| it.at(now)) {
        Some(Opening::ClosedUntil(Some(opens))) => opens,
        _ => now,
    };
    Need { skill, reserved_until: Some(from + promise) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::Span;
    use chrono::{NaiveTime, TimeZone, Weekday};

    fn knows(skill: &str) -> Abilities {
        Abilities { skills: vec![skill.to_owned()], ..Abilities::default() }
    }

    fn at(hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2027, 3, 1, hour, 0, 0).unwrap()
    }

    #[track_caller]
    fn check(team: &[Abilities], hours: Option<&Hours>, expect: Option<DateTime<Utc>>) {
        let promise = Duration::minutes(5);
        let locale = "de".parse().unwrap();
        let skill = Some("Zoll".to_owned());
        let need = need_of((skill.clone(), &locale), team, (hours, promise), at(7));
        assert_eq!(need, Need { skill, reserved_until: expect });
    }

    #[test]
    fn it_is_kept_where_some_can_and_others_cannot() {
        let promised = Some(at(7) + Duration::minutes(5));
        check(&[knows("zoll"), knows("Technik")], None, promised);
        check(&[knows("zoll")], None, None);
        check(&[knows("Technik")], None, None);
        check(&[], None, None);
        let polish = Abilities { languages: vec!["pl".parse().unwrap()], ..knows("Zoll") };
        check(&[knows("Zoll"), polish.clone()], None, promised);
        check(&[polish], None, None);
    }

    #[test]
    fn the_promise_counts_from_when_the_team_is_there() {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let span = Span { day: Weekday::Mon, opens: time(9), closes: time(17) };
        let hours = Hours { zone: chrono_tz::UTC, week: vec![span], holidays: Vec::new() };
        let opens = Some(at(9) + Duration::minutes(5));
        check(&[knows("Zoll"), knows("Technik")], Some(&hours), opens);
    }
}
