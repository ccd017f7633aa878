//! Mailboxes as different programs write them.

use super::*;

fn mails(mailbox: &[u8], most: usize) -> Vec<(u64, String)> {
    let text = |it: io::Result<Kept>| it.map(|it| (it.at, String::from_utf8(it.bytes).unwrap()));
    Mailbox::new(mailbox, most).map(|it| text(it).unwrap()).collect()
}

const TWO: &str = "From a@example.org Mon May  4 10:15:00 2026\nSubject: 1\n\nOne\n\n\
                   From - Tue May 05 10:15:00 2026\nSubject: 2\n\nTwo";

#[test]
fn mails_come_one_by_one_with_their_place() {
    let second = u64::try_from(TWO.find("From -").unwrap()).unwrap();
    let expect =
        [(0, "Subject: 1\n\nOne\n\n".to_owned()), (second, "Subject: 2\n\nTwo".to_owned())];
    assert_eq!(mails(TWO.as_bytes(), MOST_BYTES), expect);
    let windows = TWO.replace('\n', "\r\n");
    assert_eq!(mails(windows.as_bytes(), MOST_BYTES).len(), 2);
    let marked = format!("\u{feff}\n{TWO}");
    assert_eq!(mails(marked.as_bytes(), MOST_BYTES).len(), 2);
    let takeout = "From 1790@xxx Mon May 04 08:15:00 +0000 2026\nA: b\n\nc";
    assert_eq!(mails(takeout.as_bytes(), MOST_BYTES).len(), 1);
}

#[test]
fn lines_that_begin_with_from_are_part_of_the_mail() {
    let mailbox = "From a Mon May  4 10:15:00 2026\n\n>From Berlin\n>>From Bonn\n> From Kiel\n\
                   From May to July it was late.\n";
    let expect = "\nFrom Berlin\n>From Bonn\n> From Kiel\nFrom May to July it was late.\n";
    assert_eq!(mails(mailbox.as_bytes(), MOST_BYTES), [(0, expect.to_owned())]);
}

#[test]
fn of_a_large_mail_only_the_beginning_is_kept() {
    let large = TWO.replace("One", &"x From x Mon May  4 10:15:00 2026 ".repeat(9_000));
    let found = mails(large.as_bytes(), 100);
    assert_eq!(found.iter().map(|it| it.1.len()).collect::<Vec<_>>(), [100, 15]);
}

#[test]
fn a_mailbox_is_known_by_how_it_begins() {
    for (beginning, expect) in [
        (TWO, true),
        ("\u{feff}\r\nFrom x@example.org Mon May  4 10:15:00 2026\r\nA: b", true),
        ("{\"text\":\"From a Mon May  4 10:15:00 2026\"}", false),
        ("From: ada@example.org\nDate: Mon, 4 May 2026 10:15:00\n\nx", false),
        ("From here to there", false),
        ("", false),
    ] {
        assert_eq!(is_mailbox(beginning.as_bytes()), expect, "{beginning}");
    }
    assert!(mails(b"no mailbox\n", 9).is_empty());
}

#[test]
fn the_position_is_what_was_read() {
    let mut mailbox = Mailbox::new(TWO.as_bytes(), MOST_BYTES);
    assert_eq!(mailbox.position(), 0);
    assert!(mailbox.by_ref().all(|it| it.is_ok()));
    assert_eq!(mailbox.position(), u64::try_from(TWO.len()).unwrap());
}

#[test]
fn a_failure_of_the_disk_is_told() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    let mut mailbox = Mailbox::new(io::BufReader::new(Broken), MOST_BYTES);
    assert!(mailbox.next().unwrap().is_err());
}
