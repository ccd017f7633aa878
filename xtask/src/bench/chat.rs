//! The chat: durable messages a second, how soon the other side sees one, and what an open widget
//! costs.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{JoinHandle, LocalSet, spawn_local};

use super::data::Words;
use super::load::Latencies;
use super::report::Report;
use super::server::Lotse;
use super::wire::{Caller, Live, widget};

/// What a reader of the table must know.
pub(super) const CONDITIONS: [&str; 5] = [
    "10,000 visitors with one open widget each, all on one process; nobody is let off the limits: each \
     visitor came from an address of its own (`X-Forwarded-For` of a trusted proxy) and sends no more \
     than any visitor may",
    "a message counts once it is answered with 200, that is stored; 70 characters each; a desk listens \
     all the time",
    "half load: sent at fixed times whether or not others were answered, four of five by visitors and \
     seen by the desk's live connection, one of five by an agent and seen by the visitor's",
    "memory: the process's own (PSS), all widgets open, less none open, by their number",
    "release build; client and server share all cores",
];

/// Visitors with an open widget.
pub(super) const WIDGETS: usize = 10_000;
/// Requests under way at the same time.
const CALLERS: usize = 64;
/// How long messages are sent as fast as can be.
const FULL: Duration = Duration::from_secs(10);
/// How long they are sent at half that pace.
const HALF: Duration = Duration::from_secs(15);
/// Visitors who ask Lotse, and questions each.
const ASKING: (usize, usize) = (500, 8);
/// A message that is not seen after this time never is.
const NEVER: Duration = Duration::from_secs(5);
/// One of so many visitors only listens: an agent writes to them.
const LISTENS: usize = 5;

/// A visitor whose conversation waits for an agent.
struct Visitor {
    token: String,
    conversation: String,
    /// The last message known to be stored.
    seq: Cell<i64>,
}

/// Everything that is measured against.
struct Site {
    address: String,
    cookie: String,
    visitors: Vec<Visitor>,
}

/// Measures one server and notes it under the name of its database.
pub(super) fn measure(
    report: &mut Report,
    name: &str,
    lotse: &Lotse,
    widgets: usize,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, async {
        let (address, cookie) = (lotse.address().to_owned(), lotse.cookie().to_owned());
        let visitors = visitors(&address, (0, widgets), true).await?;
        let site = Rc::new(Site { address, cookie, visitors });
        let (heard, hearing) = unbounded_channel();
        memory(report, (name, lotse), &site, &heard).await?;
        messages(report, (name, lotse), &site, hearing).await?;
        let asked = ask(&site).await?;
        report.note(&name, "questions answered by Lotse per second", format!("{asked:.0}"));
        Ok(())
    })
}

/// What open widgets cost, a tenth of them open and all.
async fn memory(
    report: &mut Report,
    (name, lotse): (&str, &Lotse),
    site: &Rc<Site>,
    heard: &UnboundedSender<(Instant, String)>,
) -> Result<()> {
    let all = site.visitors.len();
    let before = lotse.memory_kb()?;
    for (from, to) in [(0, all / 10), (all / 10, all)] {
        open(site, (from, to), heard).await?;
        let now = lotse.memory_kb()?;
        report.note(
            &name,
            &format!("memory per open widget, {to} open, kB"),
            per(now - before, to),
        );
        let whole = format!("{:.1}", now / 1_024.0);
        report.note(&name, &format!("memory of the process, {to} open, MB"), whole);
    }
    Ok(())
}

/// How many messages are stored, and how soon the other side sees them at half of that.
async fn messages(
    report: &mut Report,
    (name, lotse): (&str, &Lotse),
    site: &Rc<Site>,
    mut hearing: UnboundedReceiver<(Instant, String)>,
) -> Result<()> {
    let mut desk =
        Live::open(&site.address, "/api/v1/live", Some(("cookie", &site.cookie))).await?;
    desk.soon().await?;
    let seen = Rc::new(Seen::default());
    let watching = watch(desk, Rc::clone(&seen));
    let before = lotse.cpu()?;
    let (stored, rate) = full_load(site, &seen).await?;
    report.note(&name, "messages stored per second", format!("{rate:.0}"));
    let each = lotse.cpu()?.saturating_sub(before).as_secs_f64() * 1e6 / count(stored);
    report.note(&name, "processor time of Lotse per message, µs", format!("{each:.0}"));
    seen.waiting.borrow_mut().clear();

    let half = half_load(site, &seen, rate / 2.0).await?;
    let answers = half.answers.len();
    let mut to_visitors = Latencies::default();
    while to_visitors.count() < answers {
        let heard = tokio::time::timeout(NEVER, hearing.recv()).await.ok().flatten();
        let (at, text) =
            heard.with_context(|| format!("{} of {answers} answers came", to_visitors.count()))?;
        let number = text.split("Antwort ").nth(1).and_then(|it| it.split(' ').next());
        let number = number.and_then(|it| it.parse::<usize>().ok());
        if let Some(sent) = number.and_then(|it| half.answers.get(&it)) {
            to_visitors.add(at.saturating_duration_since(*sent));
        }
    }
    let mut to_desk = seen.times.take();
    let (came, sent) = (to_desk.count(), half.sent);
    ensure!(
        came == sent,
        "the desk saw {came} of {sent} messages; it was told to look again {} times",
        seen.resets.get()
    );
    let pace = format!("{:.0}", rate / 2.0);
    report.latencies(
        &name,
        &format!("visitor to desk at {pace} messages a second, ms"),
        &mut to_desk,
    );
    report.latencies(
        &name,
        &format!("agent to visitor at {pace} messages a second, ms"),
        &mut to_visitors,
    );
    watching.abort();
    Ok(())
}

/// New visitors, those who `wait` in conversations that wait for an agent.
async fn visitors(address: &str, (from, to): (usize, usize), wait: bool) -> Result<Vec<Visitor>> {
    let next = Rc::new(Cell::new(from));
    let made = Rc::new(RefCell::new(Vec::new()));
    let workers = (0..16).map(|_| {
        let (address, next, made) = (address.to_owned(), Rc::clone(&next), Rc::clone(&made));
        spawn_local(async move {
            let mut caller = Caller::new(&address).await?;
            while next.get() < to {
                let number = next.replace(next.get() + 1);
                let visitor = visitor(&mut caller, number, wait).await?;
                made.borrow_mut().push(visitor);
            }
            anyhow::Ok(())
        })
    });
    all(workers.collect()).await?;
    Ok(made.take())
}

async fn visitor(caller: &mut Caller, number: usize, wait: bool) -> Result<Visitor> {
    let [a, b] = [number / 250, number % 250];
    let from = format!("x-forwarded-for: 10.{}.{}.{}\r\n", a / 250, a % 250, b + 1);
    let body = json!({"locale": "de"}).to_string();
    let made = caller.call(("POST", "/chat/v1/visitors"), &from, &body).await?;
    let token = text_at(&made, "/token").context("no token")?.to_owned();
    let mut visitor = Visitor { token, conversation: String::new(), seq: Cell::new(0) };
    if wait {
        let body = json!({"key": "person", "act": "person"}).to_string();
        caller.call(("POST", "/chat/v1/acts"), &visitor.bearer(), &body).await?;
        let path = "/chat/v1/conversation?after=0";
        let now = caller.call(("GET", path), &visitor.bearer(), "").await?;
        let id = text_at(&now, "/conversation/id").context("no conversation")?;
        id.clone_into(&mut visitor.conversation);
        let seq = now.pointer("/conversation/last_seq").and_then(Value::as_i64);
        visitor.seq.set(seq.unwrap_or_default());
    }
    Ok(visitor)
}

impl Visitor {
    fn bearer(&self) -> String {
        format!("authorization: Bearer {}\r\n", self.token)
    }

    /// Says something; what came back.
    async fn say(&self, caller: &mut Caller, key: &str, text: &str) -> Result<Value> {
        let body = json!({"key": key, "text": text}).to_string();
        let said = caller.call(("POST", "/chat/v1/messages"), &self.bearer(), &body).await?;
        let all = said.get("messages").and_then(Value::as_array);
        let last = all.and_then(|it| it.last()?.get("seq")?.as_i64());
        self.seq.set(last.context("no message came back")?);
        Ok(said)
    }
}

/// Opens the widgets of these visitors.
async fn open(
    site: &Rc<Site>,
    (from, to): (usize, usize),
    heard: &UnboundedSender<(Instant, String)>,
) -> Result<()> {
    let next = Rc::new(Cell::new(from));
    let workers = (0..CALLERS).map(|_| {
        let (site, next, heard) = (Rc::clone(site), Rc::clone(&next), heard.clone());
        spawn_local(async move {
            while next.get() < to {
                let number = next.replace(next.get() + 1);
                let Some(it) = site.visitors.get(number) else { break };
                widget(&site.address, &it.token, heard.clone()).await?;
            }
            anyhow::Ok(())
        })
    });
    all(workers.collect()).await?;
    // What was freed while greeting is given back before memory is looked at.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// What the desk is waited to see, and what it saw.
#[derive(Default)]
struct Seen {
    /// By conversation: the message's number and when it was sent.
    waiting: RefCell<HashMap<String, (i64, Instant)>>,
    times: RefCell<Latencies>,
    resets: Cell<u32>,
}

fn watch(mut desk: Live, seen: Rc<Seen>) -> JoinHandle<Result<()>> {
    spawn_local(async move {
        loop {
            let (at, text) = desk.next().await?;
            let frame: Value = serde_json::from_str(&text)?;
            if text_at(&frame, "/type") == Some("reset") {
                seen.resets.set(seen.resets.get() + 1);
            }
            let last = frame.get("last_seq").and_then(Value::as_i64);
            let (Some(id), Some(last)) = (text_at(&frame, "/id"), last) else { continue };
            let mut waiting = seen.waiting.borrow_mut();
            if waiting.get(id).is_some_and(|(seq, _)| *seq <= last)
                && let Some((_, sent)) = waiting.remove(id)
            {
                seen.times.borrow_mut().add(at.saturating_duration_since(sent));
            }
        }
    })
}

/// Messages, and messages per second, of callers that each send the next as soon as one is stored.
async fn full_load(site: &Rc<Site>, seen: &Rc<Seen>) -> Result<(usize, f64)> {
    let (next, begun) = (Rc::new(Cell::new(0_usize)), Instant::now());
    let workers = (0..CALLERS).map(|_| {
        let (site, next) = (Rc::clone(site), Rc::clone(&next));
        spawn_local(async move {
            let mut caller = Caller::new(&site.address).await?;
            while begun.elapsed() < FULL {
                let number = next.replace(next.get() + 1);
                let Some(visitor) = site.visitors.get(number % site.visitors.len()) else { break };
                visitor.say(&mut caller, &format!("full {number}"), &text(number)).await?;
            }
            anyhow::Ok(())
        })
    });
    all(workers.collect()).await?;
    let rate = count(next.get()) / begun.elapsed().as_secs_f64();
    // What the desk is still told of does not count as seen later.
    tokio::time::sleep(Duration::from_secs(1)).await;
    seen.times.take();
    Ok((next.get(), rate))
}

/// What was sent at half load.
#[derive(Default)]
struct Sent {
    /// Messages of visitors.
    sent: usize,
    /// When each answer of the agent was sent.
    answers: HashMap<usize, Instant>,
}

async fn half_load(site: &Rc<Site>, seen: &Rc<Seen>, rate: f64) -> Result<Sent> {
    let (next, begun) = (Rc::new(Cell::new(0_usize)), Instant::now());
    let sent = Rc::new(RefCell::new(Sent::default()));
    let workers = (0..CALLERS * 4).map(|_| {
        let (site, next) = (Rc::clone(site), Rc::clone(&next));
        let (seen, sent) = (Rc::clone(seen), Rc::clone(&sent));
        spawn_local(async move {
            let mut caller = Caller::new(&site.address).await?;
            loop {
                let number = next.replace(next.get() + 1);
                let due = begun + Duration::from_secs_f64(count(number) / rate);
                if begun + HALF < due {
                    return anyhow::Ok(());
                }
                // Whoever is late was made to wait: the time counts from when it was due.
                let is_late = due <= Instant::now();
                tokio::time::sleep_until(due.into()).await;
                let at = if is_late { due } else { Instant::now() };
                let Some(visitor) = site.visitors.get(number % site.visitors.len()) else {
                    return Ok(());
                };
                if number % LISTENS == 0 {
                    sent.borrow_mut().answers.insert(number, at);
                    site.answer(&mut caller, visitor, number).await?;
                } else {
                    sent.borrow_mut().sent += 1;
                    let expected = (visitor.seq.get() + 1, at);
                    seen.waiting.borrow_mut().insert(visitor.conversation.clone(), expected);
                    visitor.say(&mut caller, &format!("half {number}"), &text(number)).await?;
                }
            }
        })
    });
    all(workers.collect()).await?;
    let waiting = Instant::now();
    while !seen.waiting.borrow().is_empty() && waiting.elapsed() < NEVER {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(sent.take())
}

impl Site {
    /// An agent writes to a visitor, and takes the conversation with the first message.
    async fn answer(&self, caller: &mut Caller, to: &Visitor, number: usize) -> Result<()> {
        let path = format!("/api/v1/conversations/{}/messages", to.conversation);
        let headers = format!("cookie: {}\r\nx-lotse-desk: 1\r\n", self.cookie);
        let text =
            format!("Antwort {number} – ich sehe gleich einmal nach Ihrer Bestellung, Moment.");
        let body = json!({"key": format!("half {number}"), "text": text}).to_string();
        caller.call(("POST", &path), &headers, &body).await?;
        Ok(())
    }
}

/// Questions that Lotse answers, per second, as fast as can be.
async fn ask(site: &Site) -> Result<f64> {
    let (number_of, each) = ASKING;
    let (address, from) = (&site.address, site.visitors.len());
    let visitors = Rc::new(visitors(address, (from, from + number_of), false).await?);
    let (next, words, begun) = (Rc::new(Cell::new(0_usize)), Rc::new(Words::new()), Instant::now());
    let workers = (0..CALLERS).map(|_| {
        let (address, visitors) = (address.clone(), Rc::clone(&visitors));
        let (next, words) = (Rc::clone(&next), Rc::clone(&words));
        spawn_local(async move {
            let mut caller = Caller::new(&address).await?;
            while next.get() < number_of * each {
                let number = next.replace(next.get() + 1);
                let Some(visitor) = visitors.get(number % number_of) else { break };
                let question = words.question(number, 1_000);
                visitor.say(&mut caller, &format!("ask {number}"), &question).await?;
            }
            anyhow::Ok(())
        })
    });
    all(workers.collect()).await?;
    Ok(count(number_of * each) / begun.elapsed().as_secs_f64())
}

fn text_at<'a>(json: &'a Value, pointer: &str) -> Option<&'a str> {
    json.pointer(pointer).and_then(Value::as_str)
}

fn text(number: usize) -> String {
    format!("Nachricht {number}: Meine Bestellung ist noch nicht da, was kann ich tun?")
}

async fn all(workers: Vec<JoinHandle<Result<()>>>) -> Result<()> {
    for worker in workers {
        worker.await??;
    }
    Ok(())
}

fn per(kilobytes: f64, of: usize) -> String {
    format!("{:.1}", kilobytes / count(of))
}

#[expect(clippy::cast_precision_loss, reason = "a rate is read to three digits")]
fn count(number: usize) -> f64 {
    number as f64
}
