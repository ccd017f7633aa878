//! Files in the chat: kept with their message, opened by its people, left to people by Lotse.

use lotse_app::chat::{Act, ChatError, Saying, Visitor};
use lotse_app::inbox::{InboxError, Reply};
use lotse_channels::files::{Files, FilesFlaw};
use lotse_domain::inbox::{Content, Message};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, eyewear, kinds, say, visitor};

on_both_databases!(
    files_without_a_word_are_left_to_people_and_count_as_no_miss,
    files_with_words_are_answered_by_the_words,
    a_file_opens_in_its_own_chat_only,
    wrong_files_leave_no_message,
);

fn picture(name: &str) -> Files {
    vec![(name.to_owned(), b"GIF89a...".to_vec())]
}

async fn send(lotse: &TestLotse, to: &Visitor, key: &str, text: &str) -> Vec<Message> {
    let (key, text) = (key.to_owned(), text.to_owned());
    let saying = Saying { key, text, files: picture("Brille.gif"), ..Saying::default() };
    lotse.say(to, saying, &catalogue()).await.unwrap()
}

async fn files_without_a_word_are_left_to_people_and_count_as_no_miss(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    for key in ["1", "2", "3"] {
        let said = send(lotse, &visitor, key, "").await;
        assert_eq!(kinds(&said), ["text", "unknown"], "three are no reason to hand over");
        assert!(said[1].text.contains("In Dateien kann ich nicht hineinschauen"), "{said:?}");
    }
    say(lotse, &visitor, "4", "Das ist sie.").await;
    act(lotse, &visitor, "5", Act::Person).await;
    let card = chat(lotse, &visitor).await.0.conversation.card.unwrap();
    assert_eq!(card.asked, ["Das ist sie."], "a file is no question");
    lotse.keep_questions().await;
    let gaps = lotse.gaps(&lotse.may(), (lotse.brand().id, None), None, 9).await.unwrap();
    assert!(gaps.iter().all(|it| !it.text.is_empty()), "{gaps:?}");
}

async fn files_with_words_are_answered_by_the_words(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    let said = send(lotse, &visitor, "1", "Nasenpads wechseln").await;
    assert_eq!(kinds(&said), ["text", "answer"]);
    assert_eq!(said[0].files[0].name, "Brille.gif");
    assert_eq!(send(lotse, &visitor, "1", "Nasenpads wechseln").await, said, "the same key");
}

async fn a_file_opens_in_its_own_chat_only(lotse: &TestLotse) {
    let (ada, bob) = (visitor(lotse, "de").await, visitor(lotse, "de").await);
    say(lotse, &bob, "1", "Hallo").await;
    let file = send(lotse, &ada, "1", "").await[0].files[0].file;
    let opened = lotse.file_in_chat(&ada, file).await.unwrap().unwrap();
    assert_eq!((opened.mime.as_str(), opened.bytes.len()), ("image/gif", 9));
    assert!(lotse.file_in_chat(&bob, file).await.unwrap().is_none());
    // The same bytes are kept once, and each opens them from then on.
    send(lotse, &bob, "2", "").await;
    assert!(lotse.file_in_chat(&bob, file).await.unwrap().is_some());
}

async fn wrong_files_leave_no_message(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let empty: Files = vec![("leer.txt".to_owned(), Vec::new())];
    let saying = Saying { key: "1".to_owned(), files: empty.clone(), ..Saying::default() };
    let refused = lotse.say(&visitor, saying, &catalogue()).await;
    assert!(matches!(refused, Err(ChatError::Files(FilesFlaw::Empty))), "{refused:?}");
    assert!(lotse.talk(&visitor, 0).await.unwrap().line.is_none());
    say(lotse, &visitor, "2", "Mensch").await;
    let (line, before) = chat(lotse, &visitor).await;
    let eva = agent(lotse, "eva").await;
    let reply = Reply { key: "k".to_owned(), text: String::new(), files: empty };
    let refused = lotse.answer(&eva, line.conversation.id, reply, &catalogue()).await;
    assert!(matches!(refused, Err(InboxError::Files(FilesFlaw::Empty))), "{refused:?}");
    assert_eq!(chat(lotse, &visitor).await.1, before);
    let reply = Reply { key: "k".to_owned(), text: String::new(), files: picture("Etikett.gif") };
    let said = lotse.answer(&eva, line.conversation.id, reply, &catalogue()).await.unwrap();
    assert_eq!((said.content, said.files.len()), (Content::Text, 1));
}
