//! How a visitor is greeted: by what is known of them, so that nobody is welcomed as new who was
//! here before, and nobody who has something open is sold anything.

/// What is known when somebody opens the chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, all combinations occur"
)]
pub struct Situation {
    /// Whether they were here before, or have proven who they are.
    pub is_known: bool,
    /// Whether a conversation of theirs is not resolved.
    pub has_open_case: bool,
    /// Whether an order of theirs is on its way.
    pub has_open_order: bool,
    /// Whether the page is about orders, see [`is_about_orders`].
    pub is_about_orders: bool,
    /// Whether the service team is there.
    pub is_open: bool,
}

/// What a visitor is greeted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greeting {
    /// Hello, for somebody we do not know.
    New,
    /// Welcome back.
    Again,
    /// It may be about an order.
    Order,
    /// Their case goes on.
    Case,
}

impl Greeting {
    /// Its name in the protocol.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Again => "again",
            Self::Order => "order",
            Self::Case => "case",
        }
    }
}

/// How the chat begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welcome {
    /// The greeting.
    pub greeting: Greeting,
    /// Whether something may be offered that was not asked for.
    pub may_promote: bool,
    /// Whether to say when the team is back.
    pub says_when: bool,
}

/// Decides how the chat begins. A case comes before an order, an order before everything else.
#[must_use]
pub fn decide_welcome(it: &Situation) -> Welcome {
    let greeting = if it.has_open_case {
        Greeting::Case
    } else if it.has_open_order || it.is_about_orders {
        Greeting::Order
    } else if it.is_known {
        Greeting::Again
    } else {
        Greeting::New
    };
    let has_a_worry = matches!(greeting, Greeting::Case | Greeting::Order);
    Welcome { greeting, may_promote: !has_a_worry, says_when: !it.is_open }
}

/// Parts of addresses of pages about orders, in our three languages and the shops' usual English.
const ORDER_WORDS: [&str; 16] = [
    "order",
    "bestell",
    "zamow",
    "track",
    "sendung",
    "shipment",
    "lieferung",
    "delivery",
    "dostaw",
    "przesyl",
    "parcel",
    "paket",
    "retour",
    "return",
    "zwrot",
    "refund",
];

/// Whether the address of a page says that it is about an order, its delivery or its return.
/// Where the page comes from is no sign: only path and query count.
#[must_use]
pub fn is_about_orders(page: &str) -> bool {
    let rest = page.split_once("://").map_or(page, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path).to_lowercase();
    ORDER_WORDS.iter().any(|it| path.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = Situation> {
        (0..32).map(|bits| Situation {
            is_known: bits & 1 != 0,
            has_open_case: bits & 2 != 0,
            has_open_order: bits & 4 != 0,
            is_about_orders: bits & 8 != 0,
            is_open: bits & 16 != 0,
        })
    }

    #[test]
    fn all_32_situations_are_greeted_as_they_should_be() {
        use Greeting::{Again, Case, New, Order};
        // By page and order (columns), for new and known without a case; with one it is the case.
        let expect =
            |it: &Situation| match (it.has_open_case, it.has_open_order, it.is_about_orders) {
                (true, ..) => Case,
                (false, false, false) if it.is_known => Again,
                (false, false, false) => New,
                (false, ..) => Order,
            };
        let mut counts = [0; 4];
        for it in all() {
            let welcome = decide_welcome(&it);
            assert_eq!(welcome.greeting, expect(&it), "{it:?}");
            assert_eq!(welcome.says_when, !it.is_open, "{it:?}");
            let greetings = [New, Again, Order, Case];
            let at = greetings.iter().position(|other| *other == welcome.greeting).unwrap();
            *counts.get_mut(at).unwrap() += 1;
        }
        assert_eq!(counts, [2, 2, 12, 16]);
    }

    #[test]
    fn nobody_who_was_here_is_welcomed_as_new() {
        for it in all().filter(|it| it.is_known || it.has_open_case || it.has_open_order) {
            assert_ne!(decide_welcome(&it).greeting, Greeting::New, "{it:?}");
        }
    }

    #[test]
    fn nobody_with_a_case_or_an_order_sees_a_promotion() {
        for it in all() {
            let has_a_worry = it.has_open_case || it.has_open_order || it.is_about_orders;
            assert_eq!(decide_welcome(&it).may_promote, !has_a_worry, "{it:?}");
        }
    }

    #[test]
    fn pages_about_orders_are_known_by_their_address() {
        for page in [
            "https://shop.example/account/orders/4711",
            "https://shop.example/de/Sendungsverfolgung",
            "https://shop.example/pl/zamowienia?id=1",
            "https://shop.example/?page=returns",
        ] {
            assert!(is_about_orders(page), "{page}");
        }
        for page in ["", "https://shop.example/", "https://orders.example/glasses", "https://x"] {
            assert!(!is_about_orders(page), "{page}");
        }
    }
}
