//! An agent takes a conversation while Lotse thinks: Lotse says nothing more, at whatever moment.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use lotse_app::chat::{Act, ChatError, Saying, Visitor};
use lotse_domain::inbox::{Author, Content, Message};
use lotse_testkit::{TestLotse, on_both_databases};
use tokio::sync::Notify;

use crate::chat::{agent, catalogue, chat, eyewear, say, visitor};

on_both_databases!(
    lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_answers,
    lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_offers_others,
    lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_hands_over,
);

/// More pauses than a reply has.
const PAUSES: usize = 400;

/// Says when somebody who waits is to be asked again.
struct Woken(Notify);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

/// Lets a call go on up to its pause of that number, 0 before it begins; `None` when it is not over
/// by then.
async fn up_to<F: Future>(mut call: Pin<&mut F>, pause: usize) -> Option<F::Output> {
    let woken = Arc::new(Woken(Notify::new()));
    let waker = Waker::from(Arc::clone(&woken));
    for step in 1..=pause {
        if let Poll::Ready(done) = call.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(done);
        }
        if step < pause {
            woken.0.notified().await;
        }
    }
    None
}

/// An agent takes the conversation at each pause of what `does` in turn.
async fn taken_at_each_pause<F>(lotse: &TestLotse, does: impl Fn(Visitor) -> F)
where
    F: Future<Output = Result<Vec<Message>, ChatError>>,
{
    eyewear(lotse).await;
    let eva = agent(lotse, "eva").await;
    let sentences = catalogue();
    let (mut silent, mut pause) = (0, 0);
    loop {
        assert!(pause < PAUSES, "it never ends");
        let visitor = visitor(lotse, "de").await;
        say(lotse, &visitor, "1", "Nasenpads wechseln").await;
        let id = chat(lotse, &visitor).await.0.conversation.id;
        let mut call = pin!(does(visitor.clone()));
        let done = up_to(call.as_mut(), pause).await;
        let is_over = done.is_some();
        let rest = async {
            match done {
                Some(done) => done,
                None => call.await,
            }
        };
        let (taken, done) = if pause == 0 {
            (lotse.take(&eva, id, &sentences).await, rest.await)
        } else {
            tokio::join!(lotse.take(&eva, id, &sentences), rest)
        };
        taken.expect("the agent takes it");
        done.expect("it is answered");
        let (_, messages) = chat(lotse, &visitor).await;
        let taken_at = messages.iter().position(|it| it.content == Content::Taken);
        let taken_at = taken_at.expect("it was taken");
        let late = messages.iter().skip(taken_at + 1).find(|it| it.author == Author::Machine);
        assert!(late.is_none(), "after pause {pause} Lotse said {late:?}");
        let last = messages.get(taken_at.wrapping_sub(1)).expect("something was said");
        silent += usize::from(last.author == Author::Contact || last.seq == 2);
        if is_over {
            break;
        }
        // Most pauses are one read after another; each third tells as much.
        pause += if pause < 12 { 1 } else { 3 };
    }
    assert!(0 < silent && 0 < pause, "it was taken before Lotse had said something");
}

async fn lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_answers(lotse: &TestLotse) {
    let sentences = catalogue();
    let each = taken_at_each_pause(lotse, async |visitor: Visitor| {
        let saying = Saying {
            key: "2".to_owned(),
            text: "Gutschein einlösen".to_owned(),
            ..Saying::default()
        };
        lotse.say(&visitor, saying, &sentences).await
    });
    Box::pin(each).await;
}

async fn lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_offers_others(
    lotse: &TestLotse,
) {
    let sentences = catalogue();
    let each = taken_at_each_pause(lotse, async |visitor: Visitor| {
        lotse.act(&visitor, ("2", Act::NotHelped(None)), &sentences).await
    });
    Box::pin(each).await;
}

async fn lotse_is_silent_from_the_moment_an_agent_takes_over_while_it_hands_over(
    lotse: &TestLotse,
) {
    let sentences = catalogue();
    let each = taken_at_each_pause(lotse, async |visitor: Visitor| {
        lotse.act(&visitor, ("2", Act::Person), &sentences).await
    });
    Box::pin(each).await;
}
