//! Mails as people, programs and machines write them, and what is taken from each.

use super::*;

/// A mail from a customer with these fields of its head, and what is below it.
fn mail(fields: &str, below: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!(
        "From: Ada <ada@example.org>\r\nTo: info@optik.example\r\n\
         Date: Mon, 4 May 2026 10:15:00 +0200\r\n{fields}\r\n"
    );
    [head.as_bytes(), below.as_ref()].concat()
}

fn question(mail: &[u8]) -> Result<String, Aside> {
    Received::new(vec!["optik.example".parse().unwrap()]).question(mail)
}

#[track_caller]
fn takes(mail: &[u8], expect: &str) {
    assert_eq!(question(mail).as_deref(), Ok(expect), "{}", String::from_utf8_lossy(mail));
}

#[track_caller]
fn leaves(mail: &[u8], expect: Aside) {
    assert_eq!(question(mail), Err(expect), "{}", String::from_utf8_lossy(mail));
}

const UTF8: &str = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ";

#[test]
fn subject_and_own_words_are_the_question() {
    takes(
        &mail("Subject: Brille verbogen\r\n", "Hallo,\r\nwas nun?\r\n-- \r\nAda"),
        "Brille verbogen\nwas nun?",
    );
    takes(&mail("Subject: Anfrage\r\n", "was nun?"), "was nun?");
    takes(&mail("Subject: AW: Brille verbogen\r\n", "was nun?"), "Brille verbogen\nwas nun?");
    takes(&mail("Subject: was nun\r\n", "Tja, was nun?"), "Tja, was nun?");
    takes(&mail("Subject: Brille verbogen\r\n", ""), "Brille verbogen");
    takes(&mail("Subject: =?utf-8?Q?Gl=C3=A4ser_zerkratzt?=\r\n", ""), "Gläser zerkratzt");
    takes(&mail("Subject: =?iso-8859-2?B?Z2R6aWUgamVzdCBteWrzPw==?=\r\n", ""), "gdzie jest myjó?");
}

#[test]
fn every_encoding_is_read() {
    takes(
        &mail(&format!("{UTF8}quoted-printable\r\n"), "Wo bleibt die Gr=C3=B6=\r\n=C3=9Fe?"),
        "Wo bleibt die Größe?",
    );
    takes(
        &mail(&format!("{UTF8}base64\r\n"), "R2R6aWUgamVzdCBw\r\nYWN6a2E/IMW7w7PFgnRh"),
        "Gdzie jest paczka? Żółta",
    );
    takes(&mail(&format!("{UTF8}8bit\r\n"), "Größe?"), "Größe?");
    let windows = "Content-Type: text/plain; charset=windows-1252\r\n";
    takes(&mail(windows, b"Gr\xf6\xdfe zu 5 \x80?"), "Größe zu 5 €?");
    let latin2 = "Content-Type: text/plain; charset=\"iso-8859-2\"\r\n";
    takes(&mail(latin2, b"Gdzie jest \xbf\xf3\xb3ta?"), "Gdzie jest żółta?");
}

#[test]
fn letters_of_windows_are_read_where_nothing_is_said_of_them() {
    takes(&mail("", b"Gr\xf6\xdfe?"), "Größe?");
    takes(&mail("Content-Type: text/plain; charset=us-ascii\r\n", b"Gr\xf6\xdfe?"), "Größe?");
    takes(&mail("Content-Type: text/html\r\n", b"<p>Gr\xf6\xdfe?</p>"), "Größe?");
}

#[test]
fn plain_text_is_taken_before_html_and_files_are_not_read() {
    let parts = "--x\r\nContent-Type: multipart/alternative; boundary=\"y\"\r\n\r\n\
        --y\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKlartext: wo ist es?\r\n\
        --y\r\nContent-Type: text/html\r\n\r\n<p>HTML</p>\r\n--y--\r\n\
        --x\r\nContent-Type: text/plain; name=\"a.txt\"\r\n\
        Content-Disposition: attachment; filename=\"a.txt\"\r\n\r\nDatei\r\n\
        --x\r\nContent-Type: message/rfc822\r\n\r\nSubject: other\r\n\r\nOther mail\r\n\
        --x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--x--\r\n";
    let mixed = "Content-Type: multipart/mixed; boundary=x\r\n";
    takes(&mail(mixed, parts), "Klartext: wo ist es?");
    takes(&mail(mixed, parts.replace("\r\n", "\n")), "Klartext: wo ist es?");
    takes(&mail(mixed, parts.replace("Klartext: wo ist es?", "")), "HTML");
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    takes(
        &mail(html, "<div>Hallo!</div><div>Wo ist es?</div><blockquote>alt</blockquote>"),
        "Wo ist es?",
    );
}

#[test]
fn broken_mails_give_what_can_be_read() {
    let mixed = "Content-Type: multipart/mixed; boundary=x\r\n";
    takes(&mail(mixed, "--x\r\n\r\nOhne Kopf und Ende?"), "Ohne Kopf und Ende?");
    takes(
        &mail(&format!("{UTF8}base64\r\nSubject: Brille verbogen\r\n"), "!!!"),
        "Brille verbogen\n!!!",
    );
    leaves(&mail(mixed, "nothing between lines"), Aside::Empty);
    leaves(&mail("Content-Type: multipart/mixed\r\n", "x?"), Aside::Empty);
    leaves(b"", Aside::Unreadable);
    leaves(b"no mail at all", Aside::Unreadable);
    leaves(b"\xff\xfe\x00\x01: \x80\n\n\x80\x81", Aside::Unreadable);
    leaves(&mail("Content-Type: text/plain; charset=utf-8\r\n", [0x80; 90]), Aside::Unreadable);
    let sealed = "Content-Type: multipart/encrypted; boundary=x\r\n";
    leaves(&mail(sealed, "--x\r\n\r\nVersion: 1\r\n--x--\r\n"), Aside::Unreadable);
}

#[test]
fn parts_in_parts_end_somewhere() {
    let part = |at| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n");
    let deep: Vec<String> = (0..5_000).map(part).collect();
    let deep = deep.concat();
    leaves(&mail(&deep, "x?"), Aside::Empty);
    let mails = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
    leaves(&mail(&mails, "x?"), Aside::Empty);
}

#[test]
fn mails_of_the_company_are_left_out_but_not_what_its_form_sends() {
    let from = |from: &str, more: &str| {
        format!("From: {from}\r\nSubject: Brille verbogen\r\n{more}\r\nwas nun?").into_bytes()
    };
    leaves(&from("Info@Optik.example", ""), Aside::Own);
    leaves(&from("x@mail.optik.example", ""), Aside::Own);
    leaves(&from("info@optik.example", "Reply-To: team@optik.example\r\n"), Aside::Own);
    let form = from("noreply@optik.example", "Reply-To: ada@example.org\r\n");
    takes(&form, "Brille verbogen\nwas nun?");
    takes(&from("x@nonoptik.example", ""), "Brille verbogen\nwas nun?");
    let mut one = Received::new(vec!["info@optik.example".parse().unwrap()]);
    assert_eq!(one.question(&from("info@optik.example", "")), Err(Aside::Own));
    assert!(one.question(&from("ada@optik.example", "")).is_ok());
    for text in ["", "@", "a@b@c", "a b", "Ada <a@b>"] {
        assert!(text.parse::<OwnAddress>().is_err(), "{text}");
    }
}

#[test]
fn mails_of_machines_are_left_out() {
    for field in [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <news.example.org>",
        "List-Unsubscribe: <mailto:x@example.org>",
        "Return-Path: <>",
        "X-Autoreply: yes",
        "Content-Type: multipart/report; boundary=x",
        "Subject: Abwesenheitsnotiz: Brille",
        "Subject: Automatyczna odpowiedź: x",
    ] {
        leaves(&mail(&format!("{field}\r\n"), "Wo ist es?"), Aside::Automatic);
    }
    let daemon = b"From: MAILER-DAEMON@mx.example.org\r\nSubject: x\r\n\r\nWo?";
    leaves(daemon, Aside::Automatic);
    takes(
        &mail("Auto-Submitted: no\r\nReturn-Path: <ada@example.org>\r\n", "Wo ist es?"),
        "Wo ist es?",
    );
}

#[test]
fn answers_count_only_when_they_ask() {
    let reply = "In-Reply-To: <1@optik.example>\r\nSubject: Re: Rechnung fehlt\r\n";
    let quote = "\r\n\r\nAm 3. Mai 2026 schrieb Optik:\r\n> Hat es geklappt?\r\n";
    leaves(&mail(reply, format!("Danke, alles gut.{quote}")), Aside::NoQuestion);
    leaves(&mail(reply, quote), Aside::Empty);
    takes(&mail(reply, format!("Und die zweite?{quote}")), "Rechnung fehlt\nUnd die zweite?");
    takes(
        &mail("References: <1@optik.example>\r\n", "Ich brauche sie noch."),
        "Ich brauche sie noch.",
    );
    takes(&mail("", "Meine Brille drückt."), "Meine Brille drückt.");
}

#[test]
fn a_mail_that_is_there_twice_counts_once() {
    let mut received = Received::default();
    let one = mail("Message-ID: <1@example.org>\r\n", "Wo ist es?");
    let copy = mail("Message-ID: <1@example.org>\r\nX-Folder: all\r\n", "Wo ist es?");
    let other = mail("Message-ID: <2@example.org>\r\n", "Wo ist es?");
    let bare = mail("", "Wo ist es?");
    let all = [&one, &copy, &other, &bare, &bare].map(|it| received.question(it).is_ok());
    assert_eq!(all, [true, false, true, true, false]);
    assert_eq!(received.question(&copy), Err(Aside::Twice));
}

#[test]
fn long_mails_are_cut_and_odd_bytes_survived() {
    let long = question(&mail("", "Wo ist es? ".repeat(9_000))).unwrap();
    assert_eq!(long.chars().count(), MOST_CHARS);
    let whole =
        mail("Subject: =?utf-8?B?8?=\r\nContent-Type: multipart/mixed; boundary=x\r\n", "--x\r\n");
    for length in 0..whole.len() {
        let mut odd = whole[..length].to_vec();
        let _ = question(&odd);
        odd.extend([0, 0xff, b'\n', b'-', b'-', b'x']);
        let _ = question(&odd);
    }
}
