//! What every page has: top, foot, and the chat.

use maud::{DOCTYPE, Markup, html};

use super::files;
use super::visit::Visit;
use crate::words::Locale;

/// Links in the top: page and key of the name.
const PLACES: [(&str, &str); 3] = [
    ("", "storefront.glasses"),
    ("appointments", "storefront.appointments"),
    ("account", "storefront.account"),
];

pub(super) fn page(visit: &Visit, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(visit.locale.as_str()) {
            head {
                meta charset="utf-8";
                title { (title) " · Brillenwerk" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="description" content=(visit.say("storefront.slogan"));
                meta name="color-scheme" content="light dark";
                link rel="icon" href="/icon.svg";
                link rel="stylesheet" href=(files::STYLE);
                @for it in Locale::ALL {
                    link rel="alternate" hreflang=(it.as_str()) href=(in_language(visit, it));
                }
                (chat(visit))
            }
            body {
                a.skip href="#content" { (visit.say("storefront.skip")) }
                aside.demo-note { (visit.say("storefront.demo_note")) }
                (top(visit))
                main #content tabindex="-1" {
                    @if let Some(done) = done(visit) {
                        div.wrap { p.done role="status" { (done) } }
                    }
                    (body)
                }
                (foot(visit))
            }
        }
    }
}

/// The sentence about what was just done.
fn done(visit: &Visit) -> Option<&'static str> {
    let done = visit.done.as_ref()?;
    Some(visit.say(&format!("storefront.done.{done}"))).filter(|it| !it.is_empty())
}

/// The chat's tag, and our own script that says to it who has signed in.
fn chat(visit: &Visit) -> Markup {
    let Some(chat) = visit.shop.chat() else { return html! {} };
    let customer = visit.customer.as_ref().map_or("", |it| it.id.as_str());
    html! {
        script src=(files::SCRIPT) defer data-customer=(customer) {}
        script async src=(format!("{}/w/w.js", chat.address)) data-brand=(chat.brand)
            data-lang=(visit.locale.as_str()) data-color="#007587" {}
    }
}

fn top(visit: &Visit) -> Markup {
    let count: u32 = visit.basket.lines.iter().map(|it| it.quantity).sum();
    html! {
        header.top {
            div.wrap {
                a.brand href=(visit.to("")) {
                    (super::picture::mark())
                    span { "Brillenwerk" }
                }
                nav.places aria-label=(visit.say("storefront.places")) {
                    @for (page, name) in PLACES {
                        a href=(visit.to(page)) aria-current=[(visit.page == page).then_some("page")] {
                            (visit.say(name))
                        }
                    }
                }
                div.own {
                    (languages(visit))
                    a.btn href=(visit.to("cart"))
                        aria-current=[(visit.page == "cart").then_some("page")] {
                        (visit.say("storefront.cart"))
                        @if 0 < count { " " span.count { (count) } }
                    }
                }
            }
        }
    }
}

fn languages(visit: &Visit) -> Markup {
    html! {
        nav.languages aria-label=(visit.say("storefront.languages")) {
            @for it in Locale::ALL {
                a href=(in_language(visit, it)) hreflang=(it.as_str()) lang=(it.as_str())
                    aria-label=(it.name())
                    aria-current=[(it == visit.locale).then_some("true")] {
                    (it.as_str().to_uppercase())
                }
            }
        }
    }
}

/// The same page in another language.
fn in_language(visit: &Visit, locale: Locale) -> String {
    format!("/{}/{}", locale.as_str(), visit.page)
}

fn foot(visit: &Visit) -> Markup {
    let help = visit.shop.chat().map(|it| format!("{}/{}/", it.address, visit.locale.as_str()));
    html! {
        footer.foot {
            div.wrap {
                div {
                    strong { "Brillenwerk" }
                    p { (visit.say("storefront.slogan")) }
                }
                ul {
                    @if let Some(help) = help {
                        li { a href=(help) { (visit.say("storefront.help")) } }
                    }
                    li { a href=(visit.to("appointments")) { (visit.say("storefront.appointments")) } }
                    @match &visit.customer {
                        Some(it) => {
                            li {
                                form method="post" action=(visit.to("sign-out")) {
                                    button.link { (visit.locale.fill("storefront.sign_out", "name", &it.name)) }
                                }
                            }
                        }
                        None => {
                            li { a href=(visit.to("sign-in")) { (visit.say("storefront.sign_in")) } }
                        }
                    }
                }
            }
        }
    }
}
