//! What is heard in agents' answers, and what is left alone.

use super::*;
use Thing::{Email, Matter, Name, OrderNumber};

/// Requests and what they ask for.
const REQUESTS: &[(&str, &[Thing])] = &[
    ("Könnten Sie mir bitte Ihre Bestellnummer nennen?", &[OrderNumber]),
    ("Bitte nennen Sie mir Ihre Bestellnummer.", &[OrderNumber]),
    ("Wie lautet Ihre Bestellnummer?", &[OrderNumber]),
    ("Teilen Sie mir bitte mit, wie Ihre Bestellnummer lautet?", &[OrderNumber]),
    ("Ihre Bestellnummer bitte", &[OrderNumber]),
    ("Bestellnummer?", &[OrderNumber]),
    ("Guten Tag! Damit ich nachsehen kann, brauche ich noch die Bestellnummer.", &[OrderNumber]),
    ("Haben Sie die Auftragsnummer zur Hand?", &[OrderNumber]),
    ("Ich benötige Ihre Bestell-Nr.", &[OrderNumber]),
    ("Gib mir bitte mal deine Bestellnummer", &[OrderNumber]),
    ("Kannst du mir die Nummer deiner Bestellung schicken?", &[OrderNumber]),
    ("KÖNNTEN SIE MIR DIE BESTELLNUMMER GEBEN?", &[OrderNumber]),
    ("Koennten Sie mir die Bestellnummer geben?", &[OrderNumber]),
    ("Wie ist Ihre E-Mail-Adresse?", &[Email]),
    ("Darf ich Ihre E-Mail-Adresse haben?", &[Email]),
    ("Bitte geben Sie Ihre E-Mail Adresse an.", &[Email]),
    ("Wie lautet Ihre Mailadresse?", &[Email]),
    ("Wir brauchen noch Ihre E-Mail.", &[Email]),
    ("Wie ist Ihr Name?", &[Name]),
    ("Darf ich Ihren Namen erfahren?", &[Name]),
    ("Wie heißen Sie?", &[Name]),
    ("Mit wem spreche ich?", &[Name]),
    ("Nennen Sie mir bitte Ihren Vor- und Nachnamen.", &[Name]),
    (
        "Bitte nennen Sie mir Ihren Namen, Ihre E-Mail-Adresse und Ihre Bestellnummer.",
        &[Name, Email, OrderNumber],
    ),
    ("Für die Suche brauche ich: Ihren Namen, Ihre Bestellnummer.", &[Name, OrderNumber]),
    ("Wie kann ich Ihnen helfen?", &[Matter]),
    ("Guten Tag, womit kann ich helfen?", &[Matter]),
    ("Worum geht es denn?", &[Matter]),
    ("Was ist Ihr Anliegen?", &[Matter]),
    ("Was kann ich für Sie tun?", &[Matter]),
    ("Bitte schildern Sie kurz Ihr Anliegen.", &[Matter]),
    ("Können Sie mir Ihr Problem bitte kurz beschreiben?", &[Matter]),
    ("Czy może Pani podać numer zamówienia?", &[OrderNumber]),
    ("Proszę o numer zamówienia.", &[OrderNumber]),
    ("Proszę podać numer Pana zamówienia", &[OrderNumber]),
    ("Poproszę nr zamówienia", &[OrderNumber]),
    ("Jaki jest numer zamówienia?", &[OrderNumber]),
    ("Podaj proszę numer zamówienia.", &[OrderNumber]),
    ("Potrzebuję jeszcze numeru zamówienia.", &[OrderNumber]),
    ("Mogę prosić o numer zamowienia?", &[OrderNumber]),
    ("Numer zamówienia?", &[OrderNumber]),
    ("Czy ma Pan pod ręką numer zamówienia?", &[OrderNumber]),
    ("Proszę podać adres e-mail.", &[Email]),
    ("Jaki jest Pani adres mailowy?", &[Email]),
    ("Potrzebujemy jeszcze adresu e-mail.", &[Email]),
    ("Proszę podać imię i nazwisko.", &[Name]),
    ("Jak się Pani nazywa?", &[Name]),
    ("Z kim rozmawiam?", &[Name]),
    ("Jak masz na imię?", &[Name]),
    ("Proszę podać imię i nazwisko, adres e-mail i numer zamówienia.", &[Name, Email, OrderNumber]),
    ("W czym mogę pomóc?", &[Matter]),
    ("Dzień dobry, jak mogę pomóc?", &[Matter]),
    ("O co chodzi?", &[Matter]),
    ("Na czym polega problem?", &[Matter]),
    ("Proszę opisać swój problem.", &[Matter]),
    ("Could you give me your order number, please?", &[OrderNumber]),
    ("What's your order number?", &[OrderNumber]),
    ("What is the order number?", &[OrderNumber]),
    ("I need your order number.", &[OrderNumber]),
    ("Do you have the order number at hand?", &[OrderNumber]),
    ("Please send me your order number", &[OrderNumber]),
    ("Your order number, please.", &[OrderNumber]),
    ("Can I have your e-mail address?", &[Email]),
    ("Could you please confirm your email address?", &[Email]),
    ("Let me know your email.", &[Email]),
    ("May I have your name?", &[Name]),
    ("What is your name?", &[Name]),
    ("Who am I speaking with?", &[Name]),
    ("Please give me your full name, email address and order number.", &[Name, Email, OrderNumber]),
    ("How can I help?", &[Matter]),
    ("How may I help you today?", &[Matter]),
    ("What's the issue?", &[Matter]),
    ("Could you describe your problem, please?", &[Matter]),
    ("Hallo Emil, haben Sie Ihre Bestellnummer für mich?", &[OrderNumber]),
    ("Um das zu prüfen, bräuchte ich bitte Ihre Auftragsnummer.", &[OrderNumber]),
    ("Wären Sie so nett und würden mir die Bestellnummer durchgeben?", &[OrderNumber]),
    ("Welche Bestellnummer haben Sie?", &[OrderNumber]),
    ("Sagen Sie mir doch bitte Ihre E-Mail-Adresse", &[Email]),
    ("Wie war noch gleich Ihr Name?", &[Name]),
    ("Dürfte ich noch Ihren vollständigen Namen wissen?", &[Name]),
    ("Schicken Sie mir bitte kurz Ihre Bestellnummer, dann sehe ich nach.", &[OrderNumber]),
    ("Was kann ich denn für Sie tun?", &[Matter]),
    ("Um was geht es genau?", &[Matter]),
    ("Erklären Sie mir bitte kurz Ihr Problem.", &[Matter]),
    ("Mogłaby Pani podać mi numer zamówienia?", &[OrderNumber]),
    ("Czy mogę prosić o adres e-mail?", &[Email]),
    ("Jaki jest Pana numer zamówienia?", &[OrderNumber]),
    ("Proszę mi podać numer zamówienia, sprawdzę to.", &[OrderNumber]),
    ("Jak mogę się do Pani zwracać?", &[Name]),
    ("Czy zna Pan numer swojego zamówienia?", &[OrderNumber]),
    ("W czym mogę Pani pomóc?", &[Matter]),
    ("O co dokładnie chodzi?", &[Matter]),
    ("Proszę napisać, jaki jest numer zamówienia.", &[OrderNumber]),
    ("Podaj mi swój e-mail", &[Email]),
    ("Mind sharing your order number?", &[OrderNumber]),
    ("Would you mind giving me your order number?", &[OrderNumber]),
    ("And your email address?", &[Email]),
    ("I'd need your full name and order number to look it up.", &[Name, OrderNumber]),
    ("What email address did you use?", &[Email]),
    ("Which order number is it?", &[OrderNumber]),
    ("Can you tell me what your order number is?", &[OrderNumber]),
    ("Hi, how can I help you?", &[Matter]),
    ("What seems to be the problem?", &[Matter]),
];

/// Answers that name the same things and ask for nothing, or for something else.
const OTHERS: &[&str] = &[
    "",
    "???",
    "Guten Tag, ich sehe gleich nach.",
    "Ihre Bestellnummer lautet B-20871.",
    "Ich habe Ihre Bestellung B-20871 gefunden.",
    "Die Bestellnummer finden Sie oben in der E-Mail.",
    "Sie brauchen dafür keine Bestellnummer.",
    "Ich kann Ihnen die Bestellnummer nennen.",
    "Danke für Ihre Bestellnummer!",
    "Ich schicke Ihnen das Etikett an Ihre E-Mail-Adresse.",
    "Darf ich Ihnen das an Ihre E-Mail-Adresse schicken?",
    "Können Sie mir das Foto per E-Mail schicken?",
    "Schicken Sie uns bitte eine E-Mail mit einem Foto.",
    "Haben Sie meine E-Mail bekommen?",
    "Haben Sie unsere E-Mail-Adresse?",
    "Könnten Sie bitte in Ihren E-Mails nachsehen?",
    "Soll ich Ihre E-Mail-Adresse ändern?",
    "Bitte ändern Sie Ihre E-Mail-Adresse im Konto.",
    "Wie heißt das Modell auf dem Bügel?",
    "Wie ist der Name des Modells?",
    "Können Sie mir den Namen des Verkäufers nennen?",
    "Unter welchem Namen ist das Gestell im Laden?",
    "Können Sie mir sagen, wann das Problem auftritt?",
    "Was ist das Problem mit dem Gutschein?",
    "Was passiert, wenn Sie auf „Bezahlen“ drücken?",
    "Ich helfe Ihnen gern.",
    "Das kann ich für Sie tun: Ich schicke ein neues Gestell.",
    "Können Sie mir bitte ein Foto vom Bügel schicken?",
    "Welche Farbe hat das Gestell?",
    "Geben Sie den Code SOMMER im Warenkorb ein.",
    "Bitte schreiben Sie die Bestellnummer auf das Paket, ich kann sie Ihnen nennen.",
    "Numer zamówienia to B-20871.",
    "Pani numer zamówienia jest w wiadomości e-mail.",
    "Nie potrzebujemy numeru zamówienia.",
    "Wyślemy etykietę na Pani adres e-mail.",
    "Proszę sprawdzić swój e-mail.",
    "Proszę napisać pod adres e-mail sklepu.",
    "Czy otrzymała Pani nasz e-mail?",
    "Czy może Pani przesłać zdjęcie na nasz adres e-mail?",
    "Jaki jest kolor oprawek?",
    "Jak nazywa się ten model?",
    "Dziękuję za numer zamówienia!",
    "Podaję numer zamówienia: B-20871.",
    "Chętnie pomogę.",
    "Proszę opisać, kiedy problem występuje i co wtedy widać na ekranie telefonu.",
    "Jaki jest problem z kodem?",
    "Czy może Pan zmienić adres e-mail na koncie?",
    "Your order number is B-20871.",
    "You can find the order number in the e-mail.",
    "You don't need your order number for that.",
    "I sent the label to your email address.",
    "Can I send it to your email address?",
    "Could you check your email?",
    "Please send us an e-mail with a photo.",
    "Did you get our email?",
    "What is the name of the model?",
    "Thanks for your order number!",
    "I already have your e-mail address.",
    "What is the problem with the promo code?",
    "I am happy to help.",
    "Can you send me a photo of the frame?",
    "Could you tell me when the problem occurs?",
    "Which colour is the frame?",
    "We will send it without an order number.",
    "Ich habe Ihre E-Mail-Adresse in der Bestellung B-1 gefunden.",
    "Bitte halten Sie die Bestellnummer bereit, wenn Sie anrufen.",
    "Ihre E-Mail ist bei uns angekommen.",
    "Sie erhalten die Bestellnummer per E-Mail.",
    "Könnten Sie die Brille bitte im Laden abgeben?",
    "Haben Sie die E-Mail schon gesehen?",
    "Mein Name ist Mara, ich kümmere mich darum.",
    "Wie lange tragen Sie die Brille schon?",
    "Können Sie das Problem auf einem Foto zeigen?",
    "Dürfen wir Ihren Namen auf das Etui prägen?",
    "Ist das Ihre E-Mail-Adresse im Konto?",
    "Kann ich sonst noch etwas für Sie tun?",
    "Kann ich Ihnen noch weiter helfen?",
    "Bitte geben Sie die Bestellnummer im Formular ein, dann kommt das Etikett.",
    "Pani zamówienie B-1 jest w drodze.",
    "Numer zamówienia znajdzie Pan w e-mailu.",
    "Czy mogę jeszcze w czymś pomóc?",
    "Mam na imię Ola i sprawdzę to.",
    "Proszę o zdjęcie oprawek.",
    "Czy e-mail z potwierdzeniem dotarł?",
    "Proszę wpisać numer zamówienia w formularzu.",
    "My name is Mara and I will look into it.",
    "Is there anything else I can help you with?",
    "Your email address is fine.",
    "Please enter your order number in the form to print the label.",
    "The order number is on the invoice.",
    "Can you try another email address?",
    "Please use the name on the card.",
    "I will email you the label.",
    "Auf welchen Namen lief die Bestellung?",
];

#[test]
fn what_a_customer_is_asked_for_is_heard_in_three_languages() {
    let wrong: Vec<_> = REQUESTS
        .iter()
        .map(|(text, expect)| (text, expect, asked_for(text)))
        .filter(|(_, expect, heard)| heard != *expect)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_asks_for_nothing_or_something_else_is_left_alone() {
    let wrong: Vec<_> = OTHERS
        .iter()
        .map(|text| (text, asked_for(text)))
        .filter(|(_, heard)| !heard.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_request_is_heard_in_the_middle_of_a_long_answer() {
    let text = "Guten Tag Frau Lindt,\n\ndanke für Ihre Nachricht. Das tut mir leid.\nDamit ich \
                nachsehen kann: Könnten Sie mir bitte Ihre Bestellnummer nennen? Ihr Paket kommt \
                sonst am Montag.\n\nViele Grüße";
    assert_eq!(asked_for(text), [OrderNumber]);
}

#[test]
fn the_lists_are_written_as_words_are_compared() {
    for it in [&GERMAN, &POLISH, &ENGLISH] {
        let lists = [it.requests, it.openers, it.no, it.please, it.name, it.who, it.email];
        let more = [it.order, it.matter, it.describe, it.trouble];
        let phrases = lists.into_iter().chain(more).flat_map(|it| it.split(','));
        let single = [it.around, it.places, it.after].into_iter().flat_map(str::split_whitespace);
        let all = phrases.chain(single).map(|it| it.replace('*', ""));
        let wrong: Vec<_> = all
            .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|it| words(it).join(" ") != *it)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_very_long_text_costs_no_more_than_its_beginning() {
    let long = "Guten Tag. ".repeat(100_000) + "Wie lautet Ihre Bestellnummer?";
    assert_eq!(asked_for(&long), []);
}
