//! The papers of an order: its invoice, and the label of a parcel that comes back.

mod pdf;

use crate::books::{Books, Order, Return};
use crate::money;
use crate::words::Locale;
use pdf::{Page, Text};

/// The left edge of what is written, in points.
const LEFT: f64 = 56.0;
/// The right edge.
const RIGHT: f64 = 539.0;
/// Where the shop is.
const SHOP: [&str; 2] = ["Brillenwerk", "Lindenkai 12, 20459 Hamburg"];

/// The number of an order's invoice.
pub(crate) fn invoice_number(order: &Order) -> String {
    order.number.replacen("BW-", "RE-", 1)
}

/// The invoice whose link ends so.
pub(crate) fn invoice(books: &Books, secret: &str) -> Option<Vec<u8>> {
    let order = books.orders.iter().find(|it| it.invoice_secret == secret)?;
    Some(draw_invoice(order))
}

/// The label whose link ends so.
pub(crate) fn label(books: &Books, secret: &str) -> Option<Vec<u8>> {
    let found = books.orders.iter().find_map(|order| {
        let returned = order.returned.as_ref()?;
        (returned.secret == secret).then_some((order, returned))
    });
    found.map(|(order, returned)| draw_label(order, returned))
}

fn draw_invoice(order: &Order) -> Vec<u8> {
    let locale = order.locale;
    let mut page = Page::new(locale.say("storefront.invoice.title"));
    let [name, street] = SHOP;
    page.write(Text { at: (LEFT, 770.0), size: 18.0, is_bold: true }, name);
    page.write(Text { at: (LEFT, 752.0), size: 9.0, is_bold: false }, street);
    let address = &order.address;
    let place = format!("{} {}", address.postcode, address.city);
    for (y, line) in [(700.0, &address.name), (685.0, &address.street), (670.0, &place)] {
        page.write(Text { at: (LEFT, y), size: 11.0, is_bold: false }, line);
    }
    let title = format!("{} {}", locale.say("storefront.invoice.title"), invoice_number(order));
    page.write(Text { at: (LEFT, 610.0), size: 15.0, is_bold: true }, &title);
    let facts = format!(
        "{} {} · {} {}",
        locale.say("storefront.order"),
        order.number,
        locale.say("storefront.placed_on"),
        money::day(money::day_of(order.placed_at), locale)
    );
    page.write(Text { at: (LEFT, 590.0), size: 10.0, is_bold: false }, &facts);
    let below = draw_items(&mut page, order);
    let total = order.total_cents();
    // The price holds the tax; both countries have one rate for all that is sold here.
    let (rate, percent) = if order.currency == "PLN" { (123, "23") } else { (119, "19") };
    let tax = total - (total * 100 + rate / 2) / rate;
    let last = Text { at: (LEFT, below - 10.0), size: 12.0, is_bold: true };
    row(&mut page, &last, locale.say("storefront.total"), &amount(total, order));
    let tax_line = Text { at: (LEFT, below - 28.0), size: 10.0, is_bold: false };
    row(
        &mut page,
        &tax_line,
        &locale.fill("storefront.invoice.tax", "rate", percent),
        &amount(tax, order),
    );
    page.write(
        Text { at: (LEFT, 60.0), size: 9.0, is_bold: false },
        locale.say("storefront.invoice.demo"),
    );
    page.finish()
}

/// The lines of an order; returns where the next one goes.
fn draw_items(page: &mut Page, order: &Order) -> f64 {
    let mut y = 555.0;
    page.line(LEFT, y + 16.0, RIGHT);
    for it in &order.items {
        let text = Text { at: (LEFT, y), size: 10.0, is_bold: false };
        let sum = it.price_cents * i64::from(it.quantity);
        row(page, &text, &format!("{} × {}", it.quantity, it.name), &amount(sum, order));
        y -= 18.0;
    }
    page.line(LEFT, y + 8.0, RIGHT);
    y
}

fn amount(cents: i64, order: &Order) -> String {
    money::price(cents, &order.currency, order.locale)
}

fn row(page: &mut Page, text: &Text, left: &str, right: &str) {
    page.write(*text, left);
    page.write_before(Text { at: (RIGHT, text.at.1), ..*text }, right);
}

fn draw_label(order: &Order, it: &Return) -> Vec<u8> {
    let locale: Locale = order.locale;
    let mut page = Page::new(locale.say("storefront.label.title"));
    page.write(
        Text { at: (LEFT, 770.0), size: 18.0, is_bold: true },
        locale.say("storefront.label.title"),
    );
    let until = money::day(it.send_until, locale);
    page.write(
        Text { at: (LEFT, 748.0), size: 11.0, is_bold: false },
        &locale.fill("storefront.label.until", "day", &until),
    );
    page.frame((LEFT, 470.0), (RIGHT - LEFT, 250.0));
    let from = &order.address;
    let sender = format!("{}, {}, {} {}", from.name, from.street, from.postcode, from.city);
    let small = Text { at: (LEFT + 16.0, 695.0), size: 9.0, is_bold: false };
    page.write(small, &locale.fill("storefront.label.from", "sender", &sender));
    let [name, street] = SHOP;
    let lines = [name, "Retouren", street];
    for (y, line) in [(640.0, lines[0]), (620.0, lines[1]), (600.0, lines[2])] {
        page.write(Text { at: (LEFT + 16.0, y), size: 15.0, is_bold: true }, line);
    }
    page.bars((LEFT + 16.0, 500.0), 60.0, &it.id);
    let number = format!("{} · {}", order.number, it.id);
    page.write(Text { at: (LEFT + 16.0, 484.0), size: 9.0, is_bold: false }, &number);
    page.write(
        Text { at: (LEFT, 60.0), size: 9.0, is_bold: false },
        locale.say("storefront.label.demo"),
    );
    page.finish()
}
