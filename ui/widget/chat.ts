// The conversation as this tab knows it, and what can be done in it.
import { call, config, widget } from './kit';
import { listen } from './live';
import { makeOutbox, pause, type Outbox } from './outbox';
import type { Card, Conversation, Did, Frame, Message, Post, Pulled, Refusal } from './protocol';
import { merge } from './thread';

/** A hidden tab lets go of its connection after five minutes. */
const HIDDEN_MS = 300_000;
/** What happened on the page is sent up to here, the newest, beside the longest message. */
const EVENTS_CHARS = 12_000;
/** Who is typing says so again within this time. */
const TYPING_MS = 8_000;
/** What is written waits no longer than this for a page that signs the visitor in. */
const SIGN_IN_MS = 5_000;

export let messages: Message[] = [];
export let conversation: Conversation | null = null;
/** Who types just now. */
export let typing = '';
export let isReached = true;
/** What the page has said about the visitor. */
export const known: Card = {};
export let outbox: Outbox;

let changed: () => void;
let cursor = 0;
let told = 0;
let toldTyping = 0;
let tries = 0;
let stop: (() => void) | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let signingIn: Promise<unknown> | undefined;
/** What the visitor did since the service was last told of something. */
let did = nothing();

/** Also where pages come over plain HTTP and `randomUUID` is missing. */
export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
const ignore = () => undefined;
const seenName = () => `lotse:seen:${widget.brand}`;
export const isOver = () => !conversation || conversation.status === 'resolved';

/** `onChange` hears of every change; `refused` gets back what the service will never take. */
export function begin(onChange: () => void, refused: (body: Post['body']) => void): void {
  let away: ReturnType<typeof setTimeout> | undefined;
  changed = onChange;
  outbox = makeOutbox(
    widget.unsent,
    `lotse:unsent:${widget.brand}`,
    async ({ path, body }) => {
      let used = '';
      try {
        await signingIn;
        await become();
        used = widget.kept.get(widget.token);
        const { conversation: now, messages: news, token } = await call<Pulled>(path, body);
        // Who has just proven who they are goes on with another token.
        if (token) switchTo(token, now);
        // What was heard meanwhile may be newer.
        else if (now && (conversation?.last_seq ?? 0) <= now.last_seq) state(now);
        confirmed(news);
        return 0;
      } catch (problem) {
        const { status = 0, wait } = problem as Refusal;
        // Whoever signed in meanwhile has another token, and says it once more with that.
        if (status === 401) {
          if (used === widget.kept.get(widget.token)) forget();
        } else if (399 < status && status < 429) {
          refused(body);
          // The task may be over, or another one.
          if (body.run) pull(0).catch(ignore);
          return 0;
        }
        return wait ? wait * 1000 : pause(tries++);
      }
    },
    changed,
  );
  document.addEventListener('visibilitychange', () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(halt, HIDDEN_MS);
    else start();
    changed();
  });
  // Another tab became a visitor, somebody else, or nobody.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === widget.token) switchTo(newValue ?? '');
  });
  start();
  void outbox.flush();
}

/** Becomes a visitor, unless this device is one. */
export async function become(): Promise<void> {
  const { kept, token, brand, locale } = widget;
  if (!kept.get(token))
    kept.set(token, (await call<{ token: string }>('visitors', { brand, locale })).token);
}

/** What is written from now on is sent as the one whom `done` signs in. */
export function signsIn(done: Promise<unknown>): void {
  signingIn = new Promise((go) => {
    done.then(go, go);
    setTimeout(go, SIGN_IN_MS);
  });
}

/** Takes what the service has stored. */
export function confirmed(news: Message[]): void {
  isReached = true;
  take(news);
  tries = 0;
  start();
}

function take(news: Message[]): void {
  const merged = merge(messages, news);
  if (merged) messages = merged;
  else again();
  changed();
}

/** Takes what came in order and without a hole. */
function came(news: Message[]): void {
  take(news);
  cursor = Math.max(cursor, news.at(-1)?.seq ?? 0);
}

/** What is known belongs to another conversation. */
function again(): void {
  messages = [];
  cursor = 0;
  pull(0).catch(ignore);
}

function state(now: Conversation | null): void {
  const isOther = now && conversation && now.id !== conversation.id;
  conversation = now;
  widget.kept.set(`lotse:runs:${widget.brand}`, isOver() ? '' : '1');
  if (isOther) again();
  if (now?.holder === 'queue' && !now.card?.email && known.email) correct(known).catch(ignore);
}

async function pull(wait: number): Promise<void> {
  const news = await call<Pulled>(`conversation?after=${cursor}&wait=${wait}`);
  state(news.conversation);
  came(news.messages);
  // An answer that did not wait may be older than what was heard meanwhile.
  if (wait) typed(news.typing ? conversation?.agent_name : '');
}

function typed(name?: string | null): void {
  clearTimeout(timer);
  typing = name ?? '';
  if (name) timer = setTimeout(typed, TYPING_MS);
  changed();
}

function hear(frame: Frame): void {
  const { type } = frame;
  if (type === 'hello') {
    // The state follows by itself; what waits can go now.
    void outbox.flush();
  } else if (type === 'message') {
    came([frame.message]);
    if (frame.message.author === 'agent') typed();
  } else if (type === 'state') state(frame.conversation);
  else if (type === 'typing') typed(frame.is_typing ? frame.name : '');
  else again();
  changed();
}

function start(): void {
  if (stop || !widget.kept.get(widget.token)) return;
  stop = listen(
    `${widget.origin.replace('http', 'ws')}/chat/v1/live`,
    () => ({ token: widget.kept.get(widget.token), resume: cursor }),
    hear,
    () => pull(25),
    (now) => {
      if (now && outbox.isStuck) void outbox.flush();
      isReached = now;
      changed();
    },
  );
}

function halt(): void {
  stop?.();
  stop = undefined;
}

/** From now on what this token opens is shown, and nothing else. */
export function switchTo(token: string, now: Conversation | null = null): void {
  halt();
  widget.kept.set(widget.token, token);
  messages = [];
  cursor = told = 0;
  known.name = known.email = '';
  config.greeting = { key: token ? 'again' : 'new' };
  state(now);
  start();
  changed();
}

export function forget(): void {
  widget.kept.set(seenName(), '');
  switchTo('');
}

/** Ends the token, so that nobody gets in with it, and forgets. */
export function letGo(): void {
  if (widget.kept.get(widget.token)) call('end', {}).catch(ignore);
  outbox.clear();
  forget();
}

function nothing(): Did {
  return { searches: [], read: [], events: [] };
}

function post(path: Post['path'], body: object): void {
  outbox.add({ path, body: { key: newKey(), ...did, ...body } });
  did = nothing();
}

export function act(act: string, more?: object): void {
  post('acts', { act, ...more });
}

/** Goes on with the task. */
export function perform(run: string, what: object): void {
  post('task', { run, ...what });
}

export function write(text: string): void {
  post('messages', { text, page: location.href });
  toldTyping = 0;
}

export async function correct(card: Card): Promise<void> {
  const now = await call<Card>('card', card);
  if (conversation) conversation.card = now;
  changed();
}

export function identify(card: Card): void {
  Object.assign(known, card);
  if (conversation) correct(known).catch(ignore);
}

/** The visitor looked for something. */
export function searched(words: string): void {
  did.searches = [...did.searches, words].slice(-10);
}

/** Something happened on the page; nobody waits for it, so it goes along with what comes next. */
export function happened(name: unknown, properties: unknown): void {
  try {
    // As it is now, whatever the page does with it later.
    did.events = JSON.parse(
      JSON.stringify([...did.events, { name, properties, at: Date.now() }]),
    ) as object[];
    while (EVENTS_CHARS < JSON.stringify(did.events).length) did.events.shift();
  } catch {
    // It cannot be written down.
  }
}

/** The visitor opened an article. */
export function opened(article: string): void {
  if (conversation) act('read', { article });
  else did.read.push(article);
}

export function unseen(): number {
  const seen = Number(widget.kept.get(seenName()));
  return messages.filter((it) => it.author !== 'contact' && seen < it.seq).length;
}

/** All that is there was in front of the visitor. */
export function see(): void {
  const seq = messages.at(-1)?.seq ?? 0;
  if (seq <= told) return;
  told = seq;
  widget.kept.set(seenName(), `${seq}`);
  call('acts', { key: newKey(), act: 'seen', seq }).catch(ignore);
}

/** The visitor types. */
export function types(): void {
  const now = Date.now();
  if (conversation?.holder !== 'agent' || now < toldTyping + TYPING_MS / 2) return;
  toldTyping = now;
  call('typing', { is_typing: true }).catch(ignore);
}

/** Where the visitor stands: whose turn it is, and whether there is a conversation at all. */
export function held(): 'machine' | 'queue' | 'agent' {
  return (!isOver() && conversation?.holder) || 'machine';
}
