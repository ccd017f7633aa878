//! Who buys here: found, made known, and remembered with where they live.

use crate::books::{Address, Books, Customer, is_same};
use crate::words::Locale;

impl Books {
    /// The customer of that id.
    pub(crate) fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers.iter().find(|it| it.id == id)
    }

    /// The customer with that e-mail.
    pub(crate) fn customer_at(&self, email: &str) -> Option<&Customer> {
        self.customers.iter().find(|it| is_same(&it.email, email))
    }

    /// Remembers where somebody lives; makes them a customer when they are none.
    pub(crate) fn remember(&mut self, email: &str, locale: Locale, address: &Address) {
        let known = self.customers.iter_mut().find(|it| is_same(&it.email, email));
        if let Some(customer) = known {
            customer.address = address.clone();
            return;
        }
        self.customers.push(Customer {
            id: format!("C-{}", 1_001 + self.customers.len()),
            name: address.name.clone(),
            email: email.to_owned(),
            locale,
            address: address.clone(),
        });
    }
}
