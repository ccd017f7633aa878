//! What is taken from mails as people and their programs write them.

use super::*;

#[track_caller]
fn check(mail: &str, own: &str) {
    assert_eq!(own_words(mail), own);
    assert_eq!(own_words(&mail.replace('\n', "\r\n")).replace('\r', ""), own);
}

#[test]
fn greeting_signature_and_name_are_left_out() {
    check(
        "Guten Tag Frau Meier,\n\nwo ist mein Paket?\nEs sollte gestern kommen.\n\nMit freundlichen \
         Grüßen\nAda Muster\nTel. 030 123456",
        "wo ist mein Paket?\nEs sollte gestern kommen.",
    );
    check("Dzień dobry,\ngdzie jest paczka?\nPozdrawiam\nJan", "gdzie jest paczka?");
    check("Hi there,\nmy order is late.\n-- \nAda\nThe Company Ltd", "my order is late.");
    check("Frage\n--\nAda", "Frage");
    check("Wann kommt es?\n\nVon meinem iPhone gesendet", "Wann kommt es?");
    check("Gdzie?\nWysłane z iPhone'a", "Gdzie?");
}

#[test]
fn what_only_looks_like_a_greeting_or_a_closing_stays() {
    check("Hallo, wo ist mein Paket?", "Hallo, wo ist mein Paket?");
    check(
        "Liebe zum Detail ist schön, aber das Glas der Brille hat einen Kratzer.",
        "Liebe zum Detail ist schön, aber das Glas der Brille hat einen Kratzer.",
    );
    check("Hallo, mein Paket fehlt!", "Hallo, mein Paket fehlt!");
    check("Hallo Optik", "Hallo Optik");
    check("Das Glas ist matt.\nHallo noch mal.", "Das Glas ist matt.\nHallo noch mal.");
}

#[test]
fn an_afterthought_below_the_name_stays() {
    check(
        "Die Brille passt.\nViele Grüße\nAda\nPS: Wann kommt die Rechnung?\n\n> alt",
        "Die Brille passt.\nPS: Wann kommt die Rechnung?",
    );
}

#[test]
fn what_is_below_the_line_that_introduces_a_quote_goes() {
    for line in [
        "Am 3. Mai 2026 um 10:15 schrieb Optik <info@optik.example>:",
        "Am 03.05.2026 schrieb Optik:",
        "Am Mo., 4. Mai 2026 um 10:15 Uhr schrieb Optik Leuchtturm\n<info@optik.example>:",
        "Optik <info@optik.example> schrieb am Mo., 4. Mai 2026,\n10:15:",
        "On Mon, May 4, 2026 at 10:15 AM Optik <info@optik.example>\nwrote:",
        "W dniu 4.05.2026 o 10:15, Optyk pisze:",
        "pon., 4 maj 2026 o 10:15 Optyk <info@optyk.example> napisał(a):",
        "Dnia 4 maja 2026 10:15 Optyk <info@optyk.example> napisał:",
        "2026-05-04 10:15 GMT+02:00 Optik <info@optik.example>:",
        "-----Ursprüngliche Nachricht-----",
        "----- Original Message -----",
        "-----Wiadomość oryginalna-----",
        "---------- Forwarded message ---------",
        "Anfang der weitergeleiteten Nachricht:",
        "Von: Optik <info@optik.example>\nGesendet: Montag, 4. Mai 2026 10:15\nAn: Ada\nBetreff: x",
        "*From:* Optik\n*Sent:* Monday\n*To:* Ada\n*Subject:* x",
        "Od: Optyk\nWysłano: poniedziałek\nDo: Jan\nTemat: x",
        "Gesendet: Montag, 4. Mai 2026 um 10:15 Uhr\nVon: Optik\nAn: Ada\nBetreff: x",
        "________________________________\nVon: Optik\nGesendet: Montag\nAn: Ada",
    ] {
        let own = own_words(&format!("Und die zweite?\n\n{line}\n\nIhr Paket ist da.\n"));
        assert_eq!(own, "Und die zweite?", "{line}");
    }
}

#[test]
fn answers_between_quoted_lines_stay() {
    check(
        "Am 3. Mai 2026 schrieb Optik:\n> Welches Modell?\nModell Elbe.\n> Welche Farbe?\nBlau, geht das?",
        "Modell Elbe.\nBlau, geht das?",
    );
    check(">> ganz alt\n> alt\nneu", "neu");
    check("> nur\n> Zitat", "");
}

#[test]
fn own_sentences_with_dates_addresses_and_colons_stay() {
    for own in [
        "Mein Paket 4711 kam nicht.\nBestellt am 3. Mai 2026.",
        "Meine Daten: Elbe, blau, 2026.",
        "Folgendes steht auf der Rechnung vom 03.05.2026:\n2 Gläser zu 40 Euro",
        "Von: Hamburg nach Berlin, wie lange dauert das?",
        "Meine Adresse ist ada@example.org, bitte dorthin:",
        "Ihr Kollege schrieb mir: alles gut.",
    ] {
        check(own, own);
    }
}

#[test]
fn footers_of_companies_go() {
    check(
        "Wo ist die Rechnung?\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht\nder \
         richtige Adressat sind, löschen Sie diese.\n\nAmtsgericht",
        "Wo ist die Rechnung?",
    );
    check(
        "Where is it?\n\nThis message is confidential and intended only for the addressee.",
        "Where is it?",
    );
    check(
        "Gdzie faktura?\n\nNiniejsza wiadomość jest poufna i przeznaczona dla adresata.",
        "Gdzie faktura?",
    );
    check("Bitte vertraulich behandeln: wo ist es?", "Bitte vertraulich behandeln: wo ist es?");
}

#[test]
fn subjects_count_when_they_say_something() {
    for (subject, said) in [
        ("AW: WG: Paket beschädigt", Some("Paket beschädigt")),
        ("Re[2]: Odp: gdzie paczka", Some("gdzie paczka")),
        ("Gutschein: wie einlösen", Some("Gutschein: wie einlösen")),
        ("Anfrage", None),
        ("AW: Kontakt", None),
        ("Re: Zapytanie!", None),
        ("(kein Betreff)", None),
        ("Re: 4711", None),
        ("", None),
    ] {
        assert_eq!(telling_subject(subject), said, "{subject}");
    }
    assert!(is_answer("WG: AW: x") && is_answer("Odp: x"));
    assert!(!is_answer("WG: x") && !is_answer("Rechnung: falsch"));
}

#[test]
fn subjects_of_machines_are_known() {
    for subject in [
        "Abwesenheitsnotiz: Ihre Bestellung",
        "AW: Automatische Antwort: x",
        "Out of Office Re: x",
        "Automatyczna odpowiedź: x",
        "Undelivered Mail Returned to Sender",
    ] {
        assert!(is_automatic(subject), "{subject}");
    }
    assert!(!is_automatic("Bestellung nicht geliefert"));
}

#[test]
fn thanks_ask_nothing_and_wishes_do() {
    for text in [
        "Und wann kommt es?",
        "Ich möchte die Brille zurückgeben.",
        "Proszę o fakturę.",
        "I would like to return them",
        "Der Code geht nicht",
    ] {
        assert!(asks(text), "{text}");
    }
    for text in ["Danke, hat geklappt!", "Dziękuję bardzo, wszystko dobrze.", "Thanks, got it.", ""]
    {
        assert!(!asks(text), "{text}");
    }
}
