//! The demo's books: invented people, and orders in every state, counted back from the first start.

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Utc, Weekday};

use crate::books::{
    Address, Appointment, Books, Cancellation, Customer, Entry, Event, Happening, Order, Place,
    Service, Slot, Standing, Status, Turn,
};
use crate::catalogue::{Product, currency};
use crate::rules::appointments::Booking;
use crate::rules::orders::{secret, tracking};
use crate::words::Locale;

/// Id, name, e-mail, language, then the address: street, postcode, place, country.
type Person = (&'static str, &'static str, &'static str, Locale, [&'static str; 4]);

const PEOPLE: [Person; 5] = [
    (
        "C-1001",
        "Karla Winter",
        "kundin@example.org",
        Locale::De,
        ["Ankergasse 7", "20457", "Hamburg", "DE"],
    ),
    (
        "C-1002",
        "Maja Nowak",
        "maja@example.org",
        Locale::Pl,
        ["ul. Latarniana 21", "60-101", "Poznań", "PL"],
    ),
    (
        "C-1003",
        "Jonas Feld",
        "jonas@example.org",
        Locale::De,
        ["Laternenstraße 3", "10969", "Berlin", "DE"],
    ),
    (
        "C-1004",
        "Piotr Zieliński",
        "piotr@example.org",
        Locale::Pl,
        ["ul. Żaglowa 4/12", "50-201", "Wrocław", "PL"],
    ),
    (
        "C-1005",
        "Firma Fenster",
        "firma@example.org",
        Locale::De,
        ["Werftweg 30", "28195", "Bremen", "DE"],
    ),
];

/// Number, whose, how far, how many days ago, and what: product, colour, lens, quantity.
type Bought = (u32, usize, Status, i64, &'static [(&'static str, &'static str, &'static str, u32)]);

/// Oldest first.
const ORDERS: [Bought; 15] = [
    (103_870, 0, Status::Delivered, 80, &[("fjord", "black", "sun", 1)]),
    (103_912, 1, Status::Delivered, 71, &[("spray", "sea", "", 2)]),
    (104_061, 2, Status::Delivered, 24, &[("halden-54", "black", "single", 1)]),
    (104_077, 1, Status::Delivered, 21, &[("lumen", "sea", "plain", 1)]),
    (
        104_102,
        0,
        Status::Delivered,
        18,
        &[("lumen", "crystal", "plain", 1), ("spray", "sea", "", 1)],
    ),
    (104_133, 3, Status::Cancelled, 13, &[("fjord", "pine", "sun_single", 1)]),
    (104_150, 0, Status::Cancelled, 11, &[("halden-48", "berry", "single", 1)]),
    (104_172, 3, Status::Shipped, 9, &[("halden-52", "black", "progressive", 1)]),
    (104_177, 0, Status::Shipped, 8, &[("fjord", "pine", "sun", 1)]),
    (104_181, 1, Status::Shipped, 7, &[("halden-48", "tortoise", "single", 1)]),
    (104_188, 2, Status::Packed, 5, &[("halden-52", "crystal", "single", 1)]),
    (104_190, 0, Status::Packed, 4, &[("halden-54", "tortoise", "single", 1)]),
    (104_196, 4, Status::Ordered, 2, &[("lumen", "black", "single", 24)]),
    (104_199, 0, Status::Ordered, 1, &[("halden-52", "tortoise", "progressive", 1)]),
    (
        104_201,
        1,
        Status::Ordered,
        1,
        &[("halden-52", "tortoise", "single", 1), ("spray", "sea", "", 1)],
    ),
];

/// The last number given out.
const LAST: u32 = 104_203;

/// The books a new shop begins with.
pub(crate) fn books(now: DateTime<Utc>) -> Books {
    let customers: Vec<Customer> = PEOPLE.iter().map(customer).collect();
    let mut books = Books { last_order: LAST, ..Books::default() };
    for bought in &ORDERS {
        if let Some(it) = customers.get(bought.1) {
            books.orders.push(order(bought, it, now));
        }
    }
    books.customers = customers;
    earlier_appointments(&mut books, now);
    coming_appointments(&mut books, now);
    books
}

fn customer((id, name, email, locale, address): &Person) -> Customer {
    let [street, postcode, city, country] = address.map(str::to_owned);
    Customer {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        email: (*email).to_owned(),
        locale: *locale,
        address: Address { name: (*name).to_owned(), street, postcode, city, country },
    }
}

fn order((number, _, status, days, bought): &Bought, it: &Customer, now: DateTime<Utc>) -> Order {
    let placed_at = now - Duration::days(*days) - Duration::minutes(i64::from(number % 90));
    let paid = currency(&it.address.country);
    let items = bought.iter().filter_map(|(slug, colour, lens, quantity)| {
        Some(Product::of_slug(slug)?.item((colour, lens), (*quantity, paid), it.locale))
    });
    let number = format!("BW-{number}");
    let steps = steps(*status, placed_at);
    let delivered_at = steps.iter().find(|it| it.what == Happening::Delivered).map(|it| it.at);
    let is_sent = matches!(status, Status::Shipped | Status::Delivered);
    let cancelled = (*status == Status::Cancelled).then(|| Cancellation {
        id: secret(),
        reason: None,
        before: Status::Ordered,
        undo_until: placed_at + Duration::hours(6),
        is_undone: false,
    });
    Order {
        email: it.email.clone(),
        locale: it.locale,
        status: *status,
        placed_at,
        delivered_at,
        expected_on: Some(
            (placed_at + Duration::days(9)).max(now + Duration::days(1)).date_naive(),
        ),
        items: items.collect(),
        currency: paid.to_owned(),
        address: it.address.clone(),
        tracking: is_sent.then(|| tracking(&number, &it.address.country)),
        address_changes: Vec::new(),
        cancellations: cancelled.into_iter().collect(),
        returned: None,
        invoice_secret: secret(),
        history: steps,
        number,
    }
}

/// What happened to an order until it was as far as that.
fn steps(status: Status, placed_at: DateTime<Utc>) -> Vec<Event> {
    let all: &[(i64, Happening)] = match status {
        Status::Ordered => &[],
        Status::Cancelled => &[(5, Happening::Cancelled)],
        Status::Packed => &[(70, Happening::Packed)],
        Status::Shipped => &[(70, Happening::Packed), (96, Happening::Shipped)],
        Status::Delivered => {
            &[(70, Happening::Packed), (96, Happening::Shipped), (142, Happening::Delivered)]
        }
    };
    let later = all.iter().map(|(hours, what)| (placed_at + Duration::hours(*hours), *what));
    let placed = std::iter::once((placed_at, Happening::Placed));
    placed.chain(later).map(|(at, what)| Event { at, what }).collect()
}

/// What the ledger knows of the weeks before the first start.
fn earlier_appointments(books: &mut Books, now: DateTime<Utc>) {
    let told = [
        (40, 0, Service::EyeTest, Place::Hamburg, "web", Standing::Booked),
        (33, 2, Service::Repair, Place::Berlin, "phone", Standing::NoShow),
        (26, 1, Service::EyeTest, Place::Poznan, "phone", Standing::NoShow),
        (19, 3, Service::Fitting, Place::Wroclaw, "web", Standing::Cancelled),
        (12, 0, Service::Repair, Place::Hamburg, "phone", Standing::Booked),
        (6, 2, Service::EyeTest, Place::Berlin, "web", Standing::NoShow),
    ];
    for (at, (days, who, service, shop, channel, standing)) in (1..).zip(told) {
        let Some(customer) = books.customers.get(who) else { continue };
        let starts_at = while_open((now - Duration::days(days)).date_naive());
        let id = format!("T-{at:04}");
        let mut note = |at: DateTime<Utc>, turn: Turn| {
            let (appointment, channel) = (id.clone(), channel.to_owned());
            let value_cents = service.value_cents();
            books.ledger.push(Entry { at, appointment, turn, channel, value_cents });
        };
        note(starts_at - Duration::days(3), Turn::Booked);
        match standing {
            Standing::Booked => {}
            Standing::Cancelled => note(starts_at - Duration::days(1), Turn::Cancelled),
            Standing::NoShow => note(starts_at + Duration::hours(1), Turn::NoShow),
        }
        books.appointments.push(Appointment {
            id,
            email: customer.email.clone(),
            name: customer.name.clone(),
            slot: Slot { shop, service, starts_at },
            standing,
        });
    }
}

/// A time of that day at which every shop is open; of the day before where it is a Sunday.
fn while_open(day: NaiveDate) -> DateTime<Utc> {
    let day = if day.weekday() == Weekday::Sun { day - Duration::days(1) } else { day };
    day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(10)
}

/// What is booked for the days after the first start.
fn coming_appointments(books: &mut Books, now: DateTime<Utc>) {
    let wanted = [
        (0, Service::EyeTest, Place::Hamburg, 6, "web"),
        (1, Service::Fitting, Place::Poznan, 4, "phone"),
    ];
    for (who, service, shop, days, channel) in wanted {
        let from = (now + Duration::days(days)).date_naive();
        let free = books.free_slots((shop, service), Some(from), now);
        let (Some(slot), Some(customer)) = (free.first(), books.customers.get(who)) else {
            continue;
        };
        let booking = Booking {
            email: customer.email.clone(),
            name: customer.name.clone(),
            slot: slot.id(),
            channel: channel.to_owned(),
        };
        if let Err(refusal) = books.book(&booking, now - Duration::days(2)) {
            tracing::warn!(%refusal, "an appointment of the demo could not be made");
        }
    }
}
