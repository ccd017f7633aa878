//! Makes the device of somebody who has proven who they are theirs.

use chrono::{DateTime, Utc};
use lotse_domain::contacts::{
    By, Contact, Email, Here, Joining, Owner, Proof, Proven, decide_joining,
};
use lotse_domain::ids::{ContactId, MessageId};
use lotse_domain::inbox::{Author, Content, Conversation};
use lotse_store::{ConversationLine, NewMessage, StoreError, Tx, Visitor};

use super::token::{Signed, read};
use super::{Identified, IdentityError, TokenFlaw};
use crate::App;
use crate::chat::REMEMBERED;
use crate::inbox::Wake;
use crate::jobs::job;
use crate::secret::{Secret, token, token_hash};

/// What was proven.
pub(super) struct Claim {
    pub(super) by: By,
    /// The shop's own id.
    pub(super) subject: Option<String>,
    /// The address that is proven.
    pub(super) email: Option<Email>,
    /// The name; may be empty.
    pub(super) name: String,
}

impl App {
    /// Makes a visitor who the shop says they are. `text` is the token it signed: a JSON Web
    /// Token by HS256 or `EdDSA` for this brand, for at most an hour, used for the first time.
    /// What the visitor said before goes along, unless somebody else had proven who they are.
    ///
    /// # Errors
    /// See [`IdentityError`]; nothing is changed then.
    pub async fn identify(
        &self,
        visitor: &Visitor,
        text: &str,
    ) -> Result<Identified, IdentityError> {
        let now = self.now();
        let current = self.current();
        let brand = current.brand_of(visitor.brand).ok_or(TokenFlaw::Audience)?;
        let keys = self.candidates(visitor.brand).await?;
        let signed = read(text, &keys, (&brand.brand.slug, now))?;
        let mut tx = self.store.begin().await?;
        tx.lock_identity(visitor.brand, &signed.subject).await?;
        let spent = token_hash(&signed.token_id);
        if !tx.spend_token((visitor.brand, &spent), signed.expires_at, now).await? {
            return Err(TokenFlaw::Used.into());
        }
        // It may have been disabled just now.
        if !tx.note_identity_key(signed.key, now).await? {
            return Err(TokenFlaw::Signature.into());
        }
        let Signed { subject, email, name, .. } = signed;
        let claim = Claim { by: By::Shop, subject: Some(subject), email, name };
        self.join(tx, visitor, claim).await
    }

    /// Makes the device theirs and ends the unit of work.
    pub(super) async fn join(
        &self,
        mut tx: Tx,
        visitor: &Visitor,
        claim: Claim,
    ) -> Result<Identified, IdentityError> {
        let now = self.now();
        tx.lock_contact(visitor.contact).await?;
        // A token that was changed or ended meanwhile proves nothing more.
        let is_current = tx.visitor(&visitor.token_hash, now).await?;
        let is_current = is_current.is_some_and(|it| it.contact == visitor.contact);
        let here = tx.contact(visitor.contact).await?.filter(|_| is_current);
        let here = here.ok_or(IdentityError::Busy)?;
        let known_here = tx.is_known_to_shop(visitor.brand, here.id).await?;
        let who = match (known_here, &here.email) {
            (true, _) => Here::Shop,
            (false, Some(_)) => Here::Mail,
            (false, None) => Here::Nobody,
        };
        let owner = self.owner_of(&mut tx, visitor, &claim).await?;
        let whose = match &owner {
            None => Owner::Unknown,
            Some(it) if it.id == here.id => Owner::Same,
            Some(_) => Owner::Other,
        };
        let joining = decide_joining(who, whose, claim.by);
        let theirs = match (joining, owner) {
            (Joining::Bring | Joining::Switch, Some(owner)) => owner,
            (Joining::Fresh, _) => nobody(ContactId(self.fresh_id())),
            _ => here.clone(),
        };
        let theirs = match joining {
            Joining::Note => theirs,
            _ => self.keep_proof(&mut tx, (visitor, theirs), &claim, now).await?,
        };
        let told = match joining {
            Joining::Bring => self.bring(&mut tx, (visitor, &here), &theirs).await?,
            _ => self.retell(&mut tx, visitor, &theirs).await?,
        };
        let (token, visitor) = self.renew(&mut tx, visitor, (&theirs, claim), now).await?;
        tx.commit().await?;
        for line in told {
            self.hub.changed(line, Vec::new());
        }
        let identity = self.proof_of(&visitor);
        Ok(Identified { token, identity, name: theirs.name })
    }

    /// Whose proof it is: of the contact the shop knows under that id, else of the one with that
    /// address whom the shop does not know under another.
    async fn owner_of(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        claim: &Claim,
    ) -> Result<Option<Contact>, StoreError> {
        if let Some(subject) = &claim.subject
            && let Some(id) = tx.contact_of_shop(visitor.brand, subject).await?
        {
            return tx.contact(id).await;
        }
        let Some(email) = &claim.email else { return Ok(None) };
        let Some(it) = tx.contact_at(email).await? else { return Ok(None) };
        let is_taken = claim.by == By::Shop && tx.is_known_to_shop(visitor.brand, it.id).await?;
        Ok((!is_taken).then_some(it))
    }

    /// Keeps at the contact what was proven.
    async fn keep_proof(
        &self,
        tx: &mut Tx,
        (visitor, mut it): (&Visitor, Contact),
        claim: &Claim,
        now: DateTime<Utc>,
    ) -> Result<Contact, StoreError> {
        let proof = match claim.by {
            By::Shop => Proof::SignedIn,
            By::Mail => Proof::Possession,
        };
        it.proof = it.proof.max(proof);
        if !claim.name.is_empty() {
            it.name.clone_from(&claim.name);
        }
        if let Some(email) = &claim.email
            && tx.contact_at(email).await?.is_none_or(|other| other.id == it.id)
        {
            it.email = Some(email.clone());
        }
        tx.save_contact(&it, now).await?;
        if let Some(subject) = &claim.subject {
            tx.save_shop_identity((visitor.brand, subject), it.id, now).await?;
        }
        Ok(it)
    }

    /// Takes the conversation of the device along to whom it belongs; where they have one, it is
    /// put behind that.
    async fn bring(
        &self,
        tx: &mut Tx,
        (visitor, here): (&Visitor, &Contact),
        theirs: &Contact,
    ) -> Result<Vec<ConversationLine>, IdentityError> {
        tx.lock_contact(theirs.id).await?;
        let Some(said) = tx.conversation_of(here.id, visitor.brand).await? else {
            return Ok(self.retell(tx, visitor, theirs).await?);
        };
        let Some(known) = tx.conversation_of(theirs.id, visitor.brand).await? else {
            tx.give_conversation(said.conversation.id, theirs.id).await?;
            return Ok(self.retell(tx, visitor, theirs).await?);
        };
        let (from, to) = (said.conversation, known.conversation);
        let mut joined = to.joined(&from);
        name_card(&mut joined, theirs);
        let now = self.now();
        let is_kept = tx.save_conversation(&to, &joined, now).await?
            && tx.save_conversation(&from, &from.emptied(), now).await?;
        if !is_kept {
            return Err(IdentityError::Busy);
        }
        tx.move_messages(from.id, to.id).await?;
        // The timer of what was said on the device would bring back what is empty now.
        if let Some(until) = joined.snoozed_until {
            tx.enqueue(&job(self, &Wake::at(to.id, until), until)).await?;
        }
        let note = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Note,
            agent: None,
            text: format!("→ #{}", to.reference),
            files: Vec::new(),
            key: None,
            content: Content::Text,
        };
        tx.add_message(from.id, &note, now).await?;
        Ok(vec![tx.tell(from.id).await?, tx.tell(to.id).await?])
    }

    /// Puts on the card of their conversation who they are, and tells those who watch it.
    async fn retell(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        theirs: &Contact,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let Some(line) = tx.conversation_of(theirs.id, visitor.brand).await? else {
            return Ok(Vec::new());
        };
        let seen = line.conversation;
        let mut after = seen.clone();
        name_card(&mut after, theirs);
        if after != seen {
            tx.save_conversation(&seen, &after, seen.updated_at).await?;
        }
        Ok(vec![tx.tell(seen.id).await?])
    }

    /// Keeps at the device what was proven: with the token it has if the same contact had proven
    /// something before, else with a new one in its place.
    async fn renew(
        &self,
        tx: &mut Tx,
        before: &Visitor,
        (theirs, claim): (&Contact, Claim),
        now: DateTime<Utc>,
    ) -> Result<(Option<Secret>, Visitor), StoreError> {
        let kept = before.proven.as_ref().filter(|_| before.contact == theirs.id);
        let fresh = kept.filter(|it| Proof::Possession <= it.proof_at(now));
        let is_shop = claim.by == By::Shop;
        let old_proof = fresh.map_or(Proof::Device, |it| it.proof);
        let proof = if is_shop { Proof::SignedIn } else { old_proof.max(Proof::Possession) };
        let proven = Proven {
            proof,
            email: claim.email.or_else(|| fresh.and_then(|it| it.email.clone())),
            subject: claim.subject.or_else(|| fresh.and_then(|it| it.subject.clone())),
            // A code does not make an old signature younger.
            at: fresh.filter(|it| !is_shop && Proof::SignedIn <= it.proof).map_or(now, |it| it.at),
        };
        let fresh_token = kept.is_none().then(token);
        let text = fresh_token.as_ref().map(|it| token_hash(it.reveal()));
        let visitor = Visitor {
            token_hash: text.unwrap_or_else(|| before.token_hash.clone()),
            contact: theirs.id,
            brand: before.brand,
            locale: before.locale.clone(),
            proven: Some(proven),
        };
        tx.end_visitor(&before.token_hash).await?;
        tx.add_visitor(&visitor, now, now + REMEMBERED).await?;
        Ok((fresh_token, visitor))
    }
}

/// Somebody we know nothing of yet.
fn nobody(id: ContactId) -> Contact {
    Contact { id, name: String::new(), email: None, proof: Proof::Device, segments: Vec::new() }
}

fn name_card(it: &mut Conversation, theirs: &Contact) {
    let Some(card) = &mut it.card else { return };
    card.proof = theirs.proof;
    if !theirs.name.is_empty() {
        card.name.clone_from(&theirs.name);
    }
    if theirs.email.is_some() {
        card.email.clone_from(&theirs.email);
    }
}
