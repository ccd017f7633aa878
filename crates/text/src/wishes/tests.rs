//! What is heard, and what is left alone.

use super::*;

/// What customers write who want a person.
const WISHES: &[&str] = &[
    "Mensch",
    "Mensch bitte!",
    "Mitarbeiter",
    "Mitarbieter bitte",
    "echte Person",
    "Ich möchte mit einem Menschen sprechen",
    "ich moechte mit einem menschen sprechen",
    "ich mochte mit nem menschn reden",
    "Kann ich bitte mit einem echten Mitarbeiter sprechen?",
    "Kann ich einen Mitarbeiter sprechen",
    "Verbinden Sie mich mit einer Kollegin",
    "verbinde mich mit dem Kundenservice",
    "Ich will mit jemandem reden",
    "Ich brauche einen Menschen, mein Paket ist seit drei Wochen weg",
    "Ich will keinen Bot",
    "Bitte kein Roboter mehr",
    "Die Brille drückt. Kann ich darüber mit jemandem sprechen, der sich auskennt?",
    "MENSCH!!!",
    "człowiek",
    "Czlowiek prosze",
    "Chcę rozmawiać z człowiekiem",
    "chce rozmawiac z czlowiekeim",
    "Poproszę konsultanta",
    "Proszę połączyć mnie z konsultantem",
    "polacz z konsultatem",
    "czy mogę porozmawiać z kimś o mojej paczce",
    "Czy mogę porozmawiać z żywym człowiekiem?",
    "prawdziwa osoba",
    "nie chcę rozmawiać z botem",
    "agent",
    "human",
    "human please",
    "real person",
    "I want to talk to a human",
    "can i speak with a real person please",
    "I need a human",
    "speak to a representative",
    "speak to a represenative",
    "Connect me to customer support",
    "Let me talk to someone",
    "not a bot please",
    "get me a manager",
];

/// What customers write who only ask something.
const QUESTIONS: &[&str] = &[
    "Brauche ich einen Personalausweis zur Abholung?",
    "Personalausweis",
    "Wie heißt Ihre Agentur?",
    "Agentur",
    "menschlich",
    "Das ist doch menschlich, oder?",
    "Sprechen Ihre Mitarbeiter Polnisch?",
    "Gibt es einen Rabatt für Mitarbeiter?",
    "Ich habe gestern mit einem Mitarbeiter gesprochen, der sagte, die Brille ist fertig.",
    "Bist du ein Mensch?",
    "Wie viele Menschen arbeiten bei Ihnen?",
    "Für wie viele Personen gilt der Gutschein?",
    "Welche Version der App brauche ich?",
    "Meine Brille hat keine Gummis mehr",
    "Ich möchte mit Karte zahlen",
    "Die Maschine ist nicht angegangen",
    "Kann jemand meine Brille für mich abholen?",
    "Wo ist mein Paket?",
    "okulary mi się złamały",
    "Czy osoby niepełnoletnie mogą kupić soczewki?",
    "Rozmawiałem wczoraj z konsultantem i paczki dalej nie ma",
    "Ile osób pracuje w salonie?",
    "Czy ktoś może odebrać okulary za mnie?",
    "osobna wysyłka",
    "Do you offer a discount for employees?",
    "I talked to an agent yesterday and the parcel is still missing",
    "Are your lenses safe for humans?",
    "How do I clean my personal glasses?",
    "Can someone else pick up my glasses?",
    "Is the frame made of human-friendly plastic?",
    "urgent",
    "SERVICE NEEDED",
    "",
    "???",
];

/// What customers write who have had enough.
const UPSET: &[&str] = &[
    "Das ist doch alles Scheiße!",
    "scheisse nochmal",
    "So ein Saftladen",
    "Ihr wollt mich wohl verarschen",
    "Unverschämt ist das",
    "mir reicht es jetzt",
    "DAS KANN DOCH NICHT WAHR SEIN!!!",
    "kurwa gdzie jest moja paczka",
    "Mam tego dość",
    "jesteście beznadziejne",
    "this is fucking ridiculous",
    "useless bot",
    "I am fed up with this",
    "WHERE IS MY PARCEL!!",
];

/// What only looks or sounds like it.
const CALM: &[&str] = &[
    "SERVICE NEEDED",
    "E-03",
    "Dumme Frage, aber wie putzt man die Gläser?",
    "Stupid question: how do I clean them?",
    "Głupie pytanie",
    "glupia sprawa, zgubilem paragon",
    "Die Scheibe ist zerkratzt",
    "Danke!!",
    "Super!!! Vielen Dank",
    "Gibt es idiotensichere Anleitungen?",
    "Wo ist mein Paket?",
    "Ist der Damm auf der Nase zu breit?",
    "WO IST MEIN PAKET",
];

#[test]
fn who_wants_a_person_is_heard_however_it_is_typed() {
    let missed: Vec<_> = WISHES.iter().filter(|it| !wants_person(it)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn who_only_asks_something_is_not_sent_away() {
    let wrong: Vec<_> = QUESTIONS.iter().filter(|it| wants_person(it)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn insults_and_shouting_are_heard_and_nothing_else() {
    let missed: Vec<_> = UPSET.iter().filter(|it| !is_upset(it)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let wrong: Vec<_> = CALM.iter().chain(QUESTIONS).filter(|it| is_upset(it)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn greetings_and_thanks_are_no_questions() {
    for text in [
        "Hallo",
        "Guten Tag!",
        "moin moin",
        "Danke schön",
        "vielen dank :)",
        "Cześć",
        "Dzień dobry",
        "dziękuję bardzo",
        "Hi there",
        "Good morning",
        "Thank you so much!",
        "ok",
        "Tschüß",
    ] {
        assert!(is_small_talk(text), "{text}");
    }
    let others =
        ["", "???", "Hallo, wo ist mein Paket?", "Guten Tag Gutschein", "Super Glue", "E-03"];
    let wrong: Vec<_> = others.iter().chain(QUESTIONS).filter(|it| is_small_talk(it)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let wrong: Vec<_> = WISHES.iter().chain(UPSET).filter(|it| is_small_talk(it)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_lists_are_written_as_words_are_compared() {
    for it in [&GERMAN, &POLISH, &ENGLISH] {
        let lists = [it.persons, it.anybody, it.talk, it.with, it.need, it.no, it.machines];
        let more = [it.between, it.fillers, it.insults, it.question, it.small_talk, lists::OTHERS];
        let all = lists.into_iter().chain(more).flat_map(str::split_whitespace);
        let all = all.chain(it.outbursts.split(", "));
        let wrong: Vec<_> = all.filter(|it| words(it).join(" ") != *it).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_very_long_text_costs_no_more_than_its_beginning() {
    let long = "Mensch ".repeat(200_000);
    assert!(!wants_person(&long), "no call is that long");
}
