//! The people of a test.

use lotse_app::Secret;
use lotse_app::access::{Actor, AgentToAdd, Credentials, SignedIn};
use lotse_domain::access::Role;
use lotse_domain::contacts::Email;
use lotse_domain::knowledge::Audience;

use crate::lotse::{TestLotse, locale};

/// The password of every agent of a test.
pub const PASSWORD: &str = "Leuchtturm im Nebel";

impl TestLotse {
    /// Adds an agent with this address and role.
    pub async fn add(&self, email: &str, role: Role) {
        let agent = AgentToAdd {
            name: email.to_owned(),
            email: email.to_owned(),
            role,
            locale: locale("de"),
            password: Secret::new(PASSWORD),
            abilities: lotse_domain::access::Abilities::default(),
        };
        self.add_agent(&self.may(), agent).await.expect("the agent is added");
    }

    /// Signs an agent in with [`PASSWORD`].
    pub async fn signed_in(&self, email: &str) -> SignedIn {
        let password = Secret::new(PASSWORD);
        let typed = Credentials { email: email.to_owned(), password, code: None };
        self.sign_in(typed).await.expect("the agent signs in")
    }

    /// Whoever acts with a session.
    pub async fn actor(&self, session: &SignedIn) -> Actor {
        let actor = self.actor_with_session(session.token.reveal()).await;
        actor.expect("sessions can be read").expect("the session opens")
    }

    /// An administrator who has signed in.
    pub async fn administrator(&self) -> Actor {
        self.newcomer("administrator@example.org", Role::Administrator).await
    }

    /// An editor who has signed in.
    pub async fn editor(&self) -> Actor {
        self.newcomer("editor@example.org", Role::Editor).await
    }

    /// An agent without further rights who has signed in.
    pub async fn agent(&self) -> Actor {
        self.newcomer("agent@example.org", Role::Agent).await
    }

    async fn newcomer(&self, email: &str, role: Role) -> Actor {
        self.add(email, role).await;
        let session = self.signed_in(email).await;
        self.actor(&session).await
    }

    /// A contact of these segments signs in by a code; returns what the session opens.
    pub async fn contact(&self, email: &str, segments: &[&str]) -> Audience {
        let email: Email = email.parse().expect("tests name addresses");
        let segments = segments.iter().map(|it| (*it).to_owned()).collect();
        self.save_contact(&self.may(), &email, ("", segments)).await.expect("the contact is kept");
        let code = self.code_for(&email).await.expect("a code was sent");
        let token = self.sign_in_contact(&email, &code).await.expect("the code opens");
        self.audience_with(Some(token.reveal())).await.expect("sessions can be read")
    }

    /// Has a sign-in code sent and reads it; `None` when none was sent.
    pub async fn code_for(&self, email: &Email) -> Option<String> {
        let mut sent = None;
        self.send_code(email, (self.brand().id, &locale("de")), |code| {
            sent = Some(code.to_owned());
            ("Code".to_owned(), code.to_owned())
        })
        .await
        .expect("codes are sent");
        sent
    }
}
