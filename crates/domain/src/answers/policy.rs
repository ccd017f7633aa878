//! What a brand lets Lotse do by itself, where customers ask.

use chrono::{DateTime, Utc};

/// Where a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The help page's search.
    Search,
    /// The contact form, while writing.
    Form,
    /// The chat.
    Chat,
    /// The desk, for an agent.
    Desk,
    /// A program.
    Api,
    /// The command line.
    Command,
}

impl Surface {
    /// Those where customers ask, each with a policy of its own.
    pub const CUSTOMERS: [Self; 3] = [Self::Search, Self::Form, Self::Chat];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Form => "form",
            Self::Chat => "chat",
            Self::Desk => "desk",
            Self::Api => "api",
            Self::Command => "command",
        }
    }

    /// The surface of that name where customers ask.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::CUSTOMERS.into_iter().find(|it| it.as_str() == name)
    }
}

/// How far a brand lets Lotse go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// It answers where it is sure.
    #[default]
    Answer,
    /// It only suggests articles.
    SuggestOnly,
    /// It says nothing of its own: people answer.
    Off,
}

impl Mode {
    /// All modes, the one that goes farthest first.
    pub const ALL: [Self; 3] = [Self::Answer, Self::SuggestOnly, Self::Off];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::SuggestOnly => "suggest",
            Self::Off => "off",
        }
    }

    /// The mode of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// What is promised of the answers: that at most one of so many is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Promise {
    /// At most one in ten.
    OneInTen,
    /// At most one in twenty.
    #[default]
    OneInTwenty,
    /// At most one in fifty.
    OneInFifty,
}

impl Promise {
    /// All promises, the easiest to keep first.
    pub const ALL: [Self; 3] = [Self::OneInTen, Self::OneInTwenty, Self::OneInFifty];

    /// Of so many answers one may be wrong.
    #[must_use]
    pub fn answers(self) -> u8 {
        match self {
            Self::OneInTen => 10,
            Self::OneInTwenty => 20,
            Self::OneInFifty => 50,
        }
    }

    /// The promise that lets one of so many be wrong.
    #[must_use]
    pub fn of_answers(answers: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| i64::from(it.answers()) == answers)
    }

    /// The share of answers that may be wrong, in (0, 1).
    #[must_use]
    pub fn wrong(self) -> f64 {
        1.0 / f64::from(self.answers())
    }
}

/// What customers said of answers: those that were right and those that were wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Judged {
    /// Right.
    pub right: u32,
    /// Wrong.
    pub wrong: u32,
}

/// How probable it must be that a promise is broken, before it counts as broken. It is looked at
/// after each judgement, so one in twenty would cry wolf.
const BEYOND_CHANCE: f64 = 0.01;

impl Judged {
    /// Whether so many wrong answers would come about by chance in one of a hundred cases at most if the
    /// promise were kept: the upper tail of the binomial distribution,
    ///
    /// `P(X ≥ wrong) = Σ C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ`, k from `wrong` to `n = right + wrong`,
    ///
    /// with the promised share `p`. Two wrong answers are never enough.
    #[must_use]
    pub fn breaks(self, promise: Promise) -> bool {
        2 < self.wrong && self.tail(promise.wrong()) < BEYOND_CHANCE
    }

    /// Whether the promise was kept in what was judged, to the answer.
    #[must_use]
    pub fn keeps(self, promise: Promise) -> bool {
        f64::from(self.wrong) <= promise.wrong() * f64::from(self.right + self.wrong)
    }

    fn tail(self, share: f64) -> f64 {
        let all = self.right + self.wrong;
        let mut term = (1.0 - share).powf(f64::from(all));
        let mut below = 0.0;
        for at in 0..self.wrong {
            below += term;
            term *= f64::from(all - at) / f64::from(at + 1) * share / (1.0 - share);
        }
        1.0 - below
    }
}

/// What holds where a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policy {
    /// How far Lotse may go.
    pub mode: Mode,
    /// What it promises of its answers.
    pub promise: Promise,
    /// Since when it only suggests because customers found more answers wrong than promised.
    pub broken_since: Option<DateTime<Utc>>,
    /// What customers said before does not count for that any more.
    pub judged_from: Option<DateTime<Utc>>,
}

impl Policy {
    /// How far Lotse goes now: while its promise is broken it only suggests.
    #[must_use]
    pub fn mode_now(&self) -> Mode {
        match self.mode {
            Mode::Answer if self.broken_since.is_some() => Mode::SuggestOnly,
            mode => mode,
        }
    }

    /// The policy once customers judged so, at that time: a promise that is broken beyond chance stops
    /// the answers, and one that is kept again lets them go on.
    #[must_use]
    pub fn after(self, judged: Judged, now: DateTime<Utc>) -> Self {
        let broken_since = match self.broken_since {
            None if judged.breaks(self.promise) => Some(now),
            Some(_) if judged.keeps(self.promise) => None,
            since => since,
        };
        Self { broken_since, ..self }
    }
}

/// The policies of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policies {
    /// On the help page.
    pub search: Policy,
    /// In the contact form.
    pub form: Policy,
    /// In the chat.
    pub chat: Policy,
}

impl Policies {
    /// The policy there; where no customer asks, Lotse says what it knows.
    #[must_use]
    pub fn of(&self, surface: Surface) -> Policy {
        match surface {
            Surface::Search => self.search,
            Surface::Form => self.form,
            Surface::Chat => self.chat,
            Surface::Desk | Surface::Api | Surface::Command => Policy::default(),
        }
    }

    /// The same with another policy where customers ask.
    #[must_use]
    pub fn with(mut self, surface: Surface, policy: Policy) -> Self {
        match surface {
            Surface::Search => self.search = policy,
            Surface::Form => self.form = policy,
            Surface::Chat => self.chat = policy,
            Surface::Desk | Surface::Api | Surface::Command => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(right: u32, wrong: u32) -> Judged {
        Judged { right, wrong }
    }

    #[test]
    fn names_lead_back() {
        for mode in Mode::ALL {
            assert_eq!(Mode::from_name(mode.as_str()), Some(mode));
        }
        for surface in Surface::CUSTOMERS {
            assert_eq!(Surface::from_name(surface.as_str()), Some(surface));
        }
        for promise in Promise::ALL {
            assert_eq!(Promise::of_answers(promise.answers().into()), Some(promise));
        }
        assert_eq!(Surface::from_name("desk"), None);
        assert_eq!(Promise::of_answers(7), None);
    }

    #[test]
    fn the_tail_is_that_of_the_binomial_distribution() {
        // 1 - 0.95^10 - 10 * 0.05 * 0.95^9
        assert!((judged(8, 2).tail(0.05) - 0.086_138).abs() < 1e-6);
        assert!((judged(10, 0).tail(0.05) - 1.0).abs() < 1e-12);
        assert!((judged(0, 3).tail(0.1) - 0.001).abs() < 1e-12);
    }

    #[test]
    fn a_promise_is_broken_by_more_wrong_answers_than_chance_explains() {
        for (right, wrong, expect) in
            [(0, 0, false), (0, 2, false), (0, 3, true), (57, 3, false), (180, 20, true)]
        {
            assert_eq!(
                judged(right, wrong).breaks(Promise::OneInTwenty),
                expect,
                "{right} {wrong}"
            );
        }
        assert!(judged(92, 8).breaks(Promise::OneInFifty));
        assert!(!judged(92, 8).breaks(Promise::OneInTen));
    }

    #[test]
    fn answers_stop_when_the_promise_breaks_and_go_on_when_it_is_kept() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let stopped = Policy::default().after(judged(20, 6), now);
        assert_eq!((stopped.broken_since, stopped.mode_now()), (Some(now), Mode::SuggestOnly));
        let later = now + chrono::Duration::days(1);
        // No longer beyond chance is not yet kept.
        assert_eq!(stopped.after(judged(70, 6), later), stopped);
        assert_eq!(stopped.after(judged(114, 6), later), Policy::default());
        let off = Policy { mode: Mode::Off, ..stopped };
        assert_eq!(off.mode_now(), Mode::Off);
    }

    #[test]
    fn each_surface_of_customers_has_a_policy_of_its_own() {
        let policy = Policy { mode: Mode::SuggestOnly, ..Policy::default() };
        for surface in Surface::CUSTOMERS {
            let policies = Policies::default().with(surface, policy);
            for other in Surface::CUSTOMERS {
                assert_eq!(policies.of(other) == policy, other == surface);
            }
            assert_eq!(policies.of(Surface::Desk), Policy::default());
        }
    }
}
