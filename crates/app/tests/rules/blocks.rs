//! What helps an agent to write: text blocks, and Lotse that learns from what they send.

use lotse_app::access::{May, ReadInbox, WriteInbox};
use lotse_app::chat::Act;
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::Fact;
use lotse_domain::knowledge::Visibility;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, eyewear, say, visitor};

on_both_databases!(
    a_block_is_found_by_its_title_with_its_blanks_filled_in,
    without_words_the_blocks_fit_what_the_contact_wrote,
    what_an_agent_sent_as_it_is_is_learned,
    who_asks_for_what_is_known_is_told_so,
    nothing_is_learned_of_greetings_and_of_articles_customers_may_not_read,
);

async fn waiting(lotse: &TestLotse, text: &str) -> ConversationId {
    let visitor = visitor(lotse, "de").await;
    act(lotse, &visitor, "1", Act::Person).await;
    say(lotse, &visitor, "2", text).await;
    chat(lotse, &visitor).await.0.conversation.id
}

fn reads(may: &May<WriteInbox>) -> May<ReadInbox> {
    may.actor().may().unwrap()
}

async fn a_block_is_found_by_its_title_with_its_blanks_filled_in(lotse: &TestLotse) {
    let body = "Hallo {{contact.name}}, hier ist {{agent.name}} zu #{{reference}}.";
    let article = lotse.write("Begrüßung am Telefon", body);
    let article = article.visible_to(Visibility::Internal).published().await;
    let id = waiting(lotse, "Wo ist mein Paket?").await;
    let eva = agent(lotse, "eva").await;
    let found = lotse.blocks(&reads(&eva), id, "Begr").await.unwrap();
    let one = found.iter().find(|it| it.article == article).unwrap();
    assert_eq!(one.title, "Begrüßung am Telefon");
    assert!(one.is_internal, "agents are told that customers cannot read it");
    let line = lotse.conversation(&lotse.may(), id).await.unwrap().unwrap().line;
    let reference = line.conversation.reference;
    let expect = format!("Hallo {{{{contact.name}}}}, hier ist eva@example.org zu #{reference}.");
    assert_eq!(one.text, expect, "the contact has not said their name");
    assert!(lotse.blocks(&reads(&eva), id, "Xylofon").await.unwrap().is_empty());
}

async fn without_words_the_blocks_fit_what_the_contact_wrote(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let id = waiting(lotse, "Nasenpads wechseln").await;
    let eva = agent(lotse, "eva").await;
    let found = lotse.blocks(&reads(&eva), id, " ").await.unwrap();
    assert_eq!(found[0].article, pads);
    assert!(!found[0].is_internal);
    assert!(found[0].text.contains("Schraubendreher"), "{}", found[0].text);
}

async fn learned(lotse: &TestLotse, article: lotse_domain::ids::ArticleId) -> Vec<String> {
    let of = (article, &"de".parse().unwrap());
    let all = lotse.learned(&lotse.may(), of, None, 9).await.unwrap();
    all.into_iter().map(|it| format!("{}: {}", it.origin, it.text)).collect()
}

async fn what_an_agent_sent_as_it_is_is_learned(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let id = waiting(lotse, "die Gummidinger an der Nase sind weg").await;
    let eva = agent(lotse, "eva").await;
    let answer = ("k", "Mit einem kleinen Schraubendreher.");
    let sent = lotse.answer(&eva, id, answer, &catalogue()).await.unwrap();
    for _ in 0..2 {
        lotse.learn_from_agent(&eva, (id, sent.seq), pads).await.unwrap();
    }
    assert_eq!(learned(lotse, pads).await, ["agent: die Gummidinger an der Nase sind weg"]);
}

async fn nothing_is_learned_of_greetings_and_of_articles_customers_may_not_read(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let id = waiting(lotse, "Hallo").await;
    let eva = agent(lotse, "eva").await;
    let sent = lotse.answer(&eva, id, ("k", "Mit …"), &catalogue()).await.unwrap();
    lotse.learn_from_agent(&eva, (id, sent.seq), pads).await.unwrap();
    assert!(learned(lotse, pads).await.is_empty());
    let secret = lotse.write("Gummidinger", "Fach 7.").visible_to(Visibility::Internal);
    let secret = secret.published().await;
    let id = waiting(lotse, "die Gummidinger sind weg").await;
    let sent = lotse.answer(&eva, id, ("l", "Fach 7."), &catalogue()).await.unwrap();
    lotse.learn_from_agent(&eva, (id, sent.seq), secret).await.unwrap();
    assert!(learned(lotse, secret).await.is_empty());
}

async fn who_asks_for_what_is_known_is_told_so(lotse: &TestLotse) {
    let id = waiting(lotse, "Meine Brille aus der Bestellung B-20871 ist kaputt").await;
    let check = async |answer: &str| {
        let known = lotse.already_known(&lotse.may(), id, answer).await.unwrap();
        known.into_iter().map(|it| (it.fact, it.value)).collect::<Vec<_>>()
    };
    let order = [(Fact::OrderNumber, "B-20871".to_owned())];
    assert_eq!(check("Wie lautet Ihre Bestellnummer?").await, order);
    assert_eq!(check("Proszę podać numer zamówienia.").await, order);
    let matter = "Meine Brille aus der Bestellung B-20871 ist kaputt".to_owned();
    assert_eq!(check("Wie kann ich Ihnen helfen?").await, [(Fact::Matter, matter)]);
    assert!(check("Ist B-20871 Ihre Bestellnummer?").await.is_empty());
    assert!(check("Wie ist Ihre E-Mail-Adresse?").await.is_empty(), "nobody said it");
    assert!(check("Ihr Paket kommt am Montag.").await.is_empty());
}
