//! Drafts and mentions: what one device kept, another finds; what was seen is not counted.

use lotse_domain::inbox::{DraftKind, Place};

use super::chat::{CHAT, agent_id, chat, store_with_chat};
use super::{Home, both_dbs, brand_id, minutes, noon};

both_dbs!(
    a_draft_is_kept_over_the_version_that_was_seen,
    what_was_sent_empties_its_draft_and_no_other,
    who_is_named_is_counted_until_they_look,
);

async fn a_draft_is_kept_over_the_version_that_was_seen(home: &Home) {
    let store = store_with_chat(home).await;
    let at = (agent_id(1), CHAT);
    let mut tx = store.begin().await.unwrap();
    assert!(tx.drafts(at.0, at.1).await.unwrap().is_empty());
    let one = tx.save_draft(at, (DraftKind::Reply, "Gut"), 0, noon()).await.unwrap();
    assert_eq!(one, Some(1));
    let two = tx.save_draft(at, (DraftKind::Reply, "Guten Tag"), 1, noon()).await.unwrap();
    assert_eq!(two, Some(2));
    for seen in [0, 1, 3] {
        let late = tx.save_draft(at, (DraftKind::Reply, "Hallo"), seen, noon()).await.unwrap();
        assert_eq!(late, None, "another device was quicker than who saw {seen}");
    }
    let note = tx.save_draft(at, (DraftKind::Note, "kennt man"), 0, noon()).await.unwrap();
    assert_eq!(note, Some(1));
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let kept = tx.drafts(at.0, at.1).await.unwrap();
    let texts: Vec<_> = kept.iter().map(|it| (it.kind, it.text.as_str(), it.version)).collect();
    let expect = [(DraftKind::Note, "kennt man", 1), (DraftKind::Reply, "Guten Tag", 2)];
    assert_eq!(texts, expect);
    assert!(tx.drafts(agent_id(2), CHAT).await.unwrap().is_empty(), "a colleague's own");
}

async fn what_was_sent_empties_its_draft_and_no_other(home: &Home) {
    let store = store_with_chat(home).await;
    let at = (agent_id(1), CHAT);
    let mut tx = store.begin().await.unwrap();
    tx.save_draft(at, (DraftKind::Reply, " Guten Tag\n"), 0, noon()).await.unwrap();
    tx.save_draft(at, (DraftKind::Note, "Guten Tag"), 0, noon()).await.unwrap();
    tx.empty_draft(at, DraftKind::Reply, "Guten Abend", noon()).await.unwrap();
    assert_eq!(tx.drafts(at.0, at.1).await.unwrap()[1].text, " Guten Tag\n");
    tx.empty_draft(at, DraftKind::Reply, "Guten Tag", noon()).await.unwrap();
    let kept = tx.drafts(at.0, at.1).await.unwrap();
    assert_eq!((kept[0].text.as_str(), kept[0].version), ("Guten Tag", 1));
    assert_eq!((kept[1].text.as_str(), kept[1].version), ("", 2), "who saw 1 does not write over");
}

async fn who_is_named_is_counted_until_they_look(home: &Home) {
    let store = store_with_chat(home).await;
    let (one, other) = (agent_id(1), agent_id(2));
    let mut tx = store.begin().await.unwrap();
    let it = chat(&mut tx).await;
    for minute in 0..2 {
        tx.mention(one, &it, noon() + minutes(minute)).await.unwrap();
    }
    assert_eq!(tx.unseen_mentions(one, brand_id()).await.unwrap(), 1, "one conversation");
    assert_eq!(tx.unseen_mentions(other, brand_id()).await.unwrap(), 0);
    assert!(tx.is_mentioned(one, CHAT).await.unwrap());
    let listed = tx.mentions((one, brand_id()), None, 9).await.unwrap();
    assert_eq!((listed.len(), listed[0].0), (1, noon() + minutes(1)));
    assert_eq!(listed[0].1.conversation.id, CHAT);
    let before = Some((noon() + minutes(1), CHAT));
    assert!(tx.mentions((one, brand_id()), before, 9).await.unwrap().is_empty());
    assert!(tx.see_mention(one, &it).await.unwrap());
    assert!(!tx.see_mention(one, &it).await.unwrap());
    assert_eq!(tx.unseen_mentions(one, brand_id()).await.unwrap(), 0);
    assert!(!tx.is_mentioned(one, CHAT).await.unwrap());
    assert_eq!(tx.mentions((one, brand_id()), None, 9).await.unwrap().len(), 1, "still listed");
    tx.mention(one, &it, noon() + minutes(9)).await.unwrap();
    assert_eq!(tx.unseen_mentions(one, brand_id()).await.unwrap(), 1, "named again");
    assert_eq!(tx.conversations_at(brand_id(), Place::Bot).await.unwrap(), 1, "it stays there");
}
