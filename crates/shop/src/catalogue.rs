//! What the shop sells.

use crate::books::Item;
use crate::words::Locale;

/// What a frame looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Round, for narrow faces.
    Round,
    /// Round below, straight above.
    Panto,
    /// Four corners.
    Square,
    /// Low and wide.
    Narrow,
    /// Large, with dark lenses.
    Sun,
    /// No glasses at all: a bottle.
    Bottle,
}

/// Something to buy.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Product {
    /// Its name in addresses.
    pub(crate) slug: &'static str,
    /// Its name, the same in every language.
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// In cents of a euro and in grosze, tax included.
    prices: (i64, i64),
    /// The first one is shown; never empty.
    pub(crate) colours: &'static [&'static str],
    /// Empty for what has no lenses.
    pub(crate) lenses: &'static [Lens],
}

/// Lenses to choose for a frame, with what they cost on top.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lens {
    pub(crate) key: &'static str,
    prices: (i64, i64),
}

const SINGLE: Lens = Lens { key: "single", prices: (0, 0) };
const PROGRESSIVE: Lens = Lens { key: "progressive", prices: (14_900, 62_900) };
const PLAIN: Lens = Lens { key: "plain", prices: (0, 0) };
const SUN: Lens = Lens { key: "sun", prices: (0, 0) };
const SUN_SINGLE: Lens = Lens { key: "sun_single", prices: (6_000, 25_500) };

/// Everything, in the order it is shown.
pub(crate) const PRODUCTS: [Product; 6] = [
    Product {
        slug: "halden-52",
        name: "Halden 52",
        shape: Shape::Panto,
        prices: (12_900, 54_900),
        colours: &["tortoise", "black", "crystal"],
        lenses: &[SINGLE, PROGRESSIVE],
    },
    Product {
        slug: "halden-48",
        name: "Halden 48",
        shape: Shape::Round,
        prices: (12_900, 54_900),
        colours: &["berry", "tortoise", "black"],
        lenses: &[SINGLE, PROGRESSIVE],
    },
    Product {
        slug: "halden-54",
        name: "Halden 54",
        shape: Shape::Square,
        prices: (12_900, 54_900),
        colours: &["black", "tortoise", "pine"],
        lenses: &[SINGLE, PROGRESSIVE],
    },
    Product {
        slug: "lumen",
        name: "Lumen",
        shape: Shape::Narrow,
        prices: (9_900, 41_900),
        colours: &["sea", "crystal", "black"],
        lenses: &[PLAIN, SINGLE],
    },
    Product {
        slug: "fjord",
        name: "Fjord",
        shape: Shape::Sun,
        prices: (8_900, 37_900),
        colours: &["pine", "black", "tortoise"],
        lenses: &[SUN, SUN_SINGLE],
    },
    Product {
        slug: "spray",
        name: "Klar 30 ml",
        shape: Shape::Bottle,
        prices: (590, 2_500),
        colours: &["sea"],
        lenses: &[],
    },
];

/// Below the first sum, delivery costs the second one.
const DELIVERY: [(&str, i64, i64); 2] = [("EUR", 5_900, 490), ("PLN", 24_900, 1_690)];

fn of(prices: (i64, i64), currency: &str) -> i64 {
    if currency == "PLN" { prices.1 } else { prices.0 }
}

impl Product {
    /// The product of that name in addresses.
    pub(crate) fn of_slug(slug: &str) -> Option<&'static Self> {
        PRODUCTS.iter().find(|it| it.slug == slug)
    }

    /// What it costs with the lenses that cost nothing on top.
    pub(crate) fn price(&self, currency: &str) -> i64 {
        of(self.prices, currency)
    }

    /// What the customer has chosen, as a line of an order.
    pub(crate) fn item(
        &self,
        (colour, lens): (&str, &str),
        (quantity, currency): (u32, &str),
        locale: Locale,
    ) -> Item {
        let lens = self.lenses.iter().find(|it| it.key == lens);
        let mut name = self.name.to_owned();
        if 1 < self.colours.len() {
            name = format!("{name}, {}", colour_name(colour, locale));
        }
        if let Some(lens) = lens {
            name = format!("{name}, {}", lens.name(locale));
        }
        let extra = lens.map_or(0, |it| it.price(currency));
        Item { name, quantity, price_cents: self.price(currency) + extra }
    }
}

impl Lens {
    /// What they cost on top of the frame.
    pub(crate) fn price(&self, currency: &str) -> i64 {
        of(self.prices, currency)
    }

    pub(crate) fn name(&self, locale: Locale) -> &'static str {
        locale.say(&format!("storefront.lens.{}", self.key))
    }
}

pub(crate) fn colour_name(colour: &str, locale: Locale) -> &'static str {
    locale.say(&format!("storefront.colour.{colour}"))
}

/// What is paid for in that country.
pub(crate) fn currency(country: &str) -> &'static str {
    if country == "PL" { "PLN" } else { "EUR" }
}

/// What delivery of goods for that sum costs.
pub(crate) fn delivery(sum: i64, currency: &str) -> i64 {
    let row = DELIVERY.iter().find(|it| it.0 == currency);
    row.map_or(0, |(_, from, cost)| if sum < *from { *cost } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Service;

    #[test]
    fn everything_for_sale_has_its_words_in_every_language() {
        let mut keys = Vec::new();
        for it in &PRODUCTS {
            keys.push(format!("storefront.product.{}", it.slug.replace('-', "_")));
            keys.extend(it.lenses.iter().map(|it| format!("storefront.lens.{}", it.key)));
            keys.extend(it.colours.iter().map(|it| format!("storefront.colour.{it}")));
        }
        keys.extend(Service::ALL.iter().map(|it| format!("storefront.service.{}", it.as_str())));
        keys.extend((1..=12).map(|it| format!("storefront.month.{it}")));
        keys.extend((1..=7).map(|it| format!("storefront.weekday.{it}")));
        for key in keys {
            for locale in Locale::ALL {
                assert_ne!(locale.say(&key), "", "{key} {locale:?}");
            }
        }
    }

    #[test]
    fn delivery_is_free_above_a_sum_of_each_country() {
        for (sum, currency, expect) in
            [(5_899, "EUR", 490), (5_900, "EUR", 0), (24_899, "PLN", 1_690), (24_900, "PLN", 0)]
        {
            assert_eq!(delivery(sum, currency), expect, "{sum} {currency}");
        }
    }
}
