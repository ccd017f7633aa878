//! Sending to a real mail server. `cargo xtask test` starts one and names it in `LOTSE_TEST_SMTP`;
//! without it these tests say that they were skipped, and where `CI` is set they fail.

use super::*;

fn config(port: u16, security: Security) -> Config {
    Config {
        host: "localhost".to_owned(),
        port,
        security,
        login: None,
        from: "hilfe@example.org".parse().unwrap(),
    }
}

#[tokio::test]
async fn what_is_printed_of_the_settings_holds_no_password() {
    let login = Some(("lotse".to_owned(), Password::new("hush-hush")));
    let printed = format!("{:?}", Config { login, ..config(25, Security::Tls) });
    assert!(printed.contains("lotse") && !printed.contains("hush"), "{printed}");
    let login = Some(("lotse".to_owned(), Password::new("hush-hush")));
    let smtp = Smtp::new(&Config { login, ..config(25, Security::None) }).unwrap();
    assert!(!format!("{smtp:?}").contains("hush"), "{smtp:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_may_come_back() {
    // Nobody listens on the port once this listener is gone.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let smtp = Smtp::new(&config(port, Security::None)).unwrap();
    assert!(smtp.check().await.is_err());
    let sent = smtp.send(&on_smtp::mail("x", "Hallo")).await;
    assert!(matches!(sent, Err(SendError::Later(_))), "{sent:?}");
}

mod on_smtp {
    use std::path::PathBuf;

    use super::*;

    pub(super) fn mail(subject: &str, text: &str) -> Mail {
        Mail {
            id: "0190a5b2-0000-7000-8000-000000000001".to_owned(),
            to: "ida@example.org".parse().unwrap(),
            sender: "Optik „Sehgut“\r\nBcc: eve@example.org".to_owned(),
            locale: "de".parse().unwrap(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            at: std::time::SystemTime::UNIX_EPOCH,
        }
    }

    /// The server's two ports, in the open and with STARTTLS, and the folder of what it took.
    struct Server {
        plain: u16,
        secret: u16,
        folder: PathBuf,
    }

    impl Server {
        #[expect(clippy::disallowed_methods, reason = "the test command says where the server is")]
        fn of(rule: &str) -> Option<Self> {
            let Ok(told) = std::env::var("LOTSE_TEST_SMTP") else {
                assert!(std::env::var_os("CI").is_none(), "LOTSE_TEST_SMTP is not set");
                say_skipped(rule);
                return None;
            };
            let mut parts = told.split(',');
            let mut port = || parts.next().unwrap().parse().unwrap();
            let (plain, secret) = (port(), port());
            Some(Self { plain, secret, folder: parts.next().unwrap().into() })
        }

        /// The mails it took with this text in them.
        fn took(&self, text: &str) -> Vec<String> {
            let files = std::fs::read_dir(self.folder.join("new")).unwrap();
            let mails = files.map(|it| std::fs::read_to_string(it.unwrap().path()).unwrap());
            mails.filter(|it| it.contains(text)).collect()
        }
    }

    fn say_skipped(rule: &str) {
        eprintln!("skipped: {rule} with a mail server (LOTSE_TEST_SMTP is not set)");
    }

    fn has(mail: &str, line: &str) {
        assert!(mail.lines().any(|it| it == line), "no `{line}` in {mail}");
    }

    #[tokio::test]
    async fn a_mail_arrives_as_text_and_page_and_says_that_it_is_automatic() {
        let Some(server) = Server::of("a_mail_arrives") else { return };
        let smtp = Smtp::new(&config(server.plain, Security::None)).unwrap();
        smtp.check().await.unwrap();
        smtp.send(&mail("Ankunft\r\nBcc: eve@example.org", "arrives-1\n\nEnde")).await.unwrap();
        let took = server.took("arrives-1");
        assert_eq!(took.len(), 1);
        has(&took[0], "Auto-Submitted: auto-generated");
        has(&took[0], "Content-Language: de");
        has(&took[0], "To: ida@example.org");
        has(&took[0], "Message-ID: <0190a5b2-0000-7000-8000-000000000001@example.org>");
        has(&took[0], "Subject: Ankunft  Bcc: eve@example.org");
        assert!(took[0].contains("<p>arrives-1</p><p>Ende</p>"), "{}", took[0]);
        let head = took[0].split("\n\n").next().unwrap();
        assert!(!head.contains("\nBcc:"), "{head}");
    }

    #[tokio::test]
    async fn a_mail_goes_over_a_secret_line_and_never_over_an_open_one_instead() {
        let Some(server) = Server::of("a_mail_goes_over_a_secret_line") else { return };
        let smtp = Smtp::new(&config(server.secret, Security::StartTls)).unwrap();
        smtp.send(&mail("Geheim", "secret-1")).await.unwrap();
        assert_eq!(server.took("secret-1").len(), 1);
        let smtp = Smtp::new(&config(server.plain, Security::StartTls)).unwrap();
        assert!(smtp.check().await.is_err(), "this one offers no secret line");
        let sent = smtp.send(&mail("Offen", "secret-2")).await;
        assert!(matches!(sent, Err(SendError::Later(_))), "{sent:?}");
        assert_eq!(server.took("secret-2").len(), 0);
    }

    #[tokio::test]
    async fn what_the_server_never_takes_is_refused_in_its_words() {
        let Some(server) = Server::of("what_the_server_never_takes") else { return };
        let smtp = Smtp::new(&config(server.plain, Security::None)).unwrap();
        // It takes 100 kB.
        let sent = smtp.send(&mail("Lang", &"refused-1 ".repeat(20_000))).await;
        let Err(SendError::Refused(why)) = sent else { panic!("{sent:?}") };
        assert!(why.contains("552"), "{why}");
    }
}
