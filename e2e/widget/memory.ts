// The chat's service in memory, as far as the widget knows it, so that specs can break it at will.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Locale } from '../words';
import { accept, type Socket } from './socket';
import { begin, next, type Move, type Task } from './task';

const built = join(__dirname, '../../ui/dist/widget');
const locales = join(__dirname, '../../locales/parts');

interface Message {
  seq: number;
  author: 'contact' | 'agent' | 'machine';
  kind: string;
  [more: string]: unknown;
}

interface Visitor {
  token: string;
  messages: Message[];
  answered: Map<string, Message[]>;
  card: Record<string, string>;
  holder: 'machine' | 'queue' | 'agent';
  status: string;
  agent: string | null;
  seen: number;
  task: Task | null;
}

/** Why something is not carried out. */
class Refused {
  constructor(readonly status: number) {}
}

const ARTICLE = { article: 'a1', title: 'Brille kaputt – was tun?', url: '/de/a/brille' };
const OTHERS = [
  { article: 'a2', title: 'Versandarten und Kosten', url: '/de/a/versand' },
  { article: 'a3', title: 'Ein Paket ohne Drucker zurückgeben', url: '/de/a/zurueck' },
];

export class Service {
  /** Nothing gets through while it is true. */
  isDown = false;
  hasSockets = true;
  /** So many posts are carried out without their answer arriving. */
  answersToLose = 0;
  isOpen = true;
  accent = '#0b7285';
  /** How often a task was carried out. */
  carriedOut = 0;
  /** How long it can be undone. */
  undoSeconds = 3600;
  /** Every post, in the order of arrival. */
  readonly posts: { path: string; body: Record<string, unknown> }[] = [];
  private readonly visitors = new Map<string, Visitor>();
  private readonly sockets = new Map<Socket, string>();
  private readonly servers: Server[] = [];
  private waiting: (() => void)[] = [];

  /** Starts it on a free port. */
  async start(): Promise<string> {
    const server = createServer((request, response) => void this.answer(request, response));
    server.on('upgrade', (request, stream) => {
      if (this.isDown || !this.hasSockets) return void stream.destroy();
      const socket = accept(
        request,
        stream,
        (text) => this.greet(socket, text),
        () => this.sockets.delete(socket),
      );
      this.sockets.set(socket, '');
    });
    return this.listen(server);
  }

  /** A page of a shop at an address of its own. */
  async page(html: string, headers: Record<string, string> = {}): Promise<string> {
    return this.listen(
      createServer((_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
        response.end(html);
      }),
    );
  }

  stop(): void {
    this.hangUp();
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** Cuts all that is connected. */
  hangUp(): void {
    for (const socket of this.sockets.keys()) socket.close();
    for (const wake of this.waiting.splice(0)) wake();
  }

  takes(name: string): void {
    const visitor = this.latest();
    visitor.holder = 'agent';
    visitor.agent = name;
    this.add(visitor, { author: 'machine', kind: 'taken', text: `${name} ist jetzt da.` });
  }

  says(text: string): void {
    const visitor = this.latest();
    this.add(visitor, { author: 'agent', kind: 'text', text, name: visitor.agent });
  }

  sends(name: string): void {
    const visitor = this.latest();
    const files = [{ id: 'f1', name, size_bytes: 2_048, is_picture: false }];
    this.add(visitor, { author: 'agent', kind: 'text', name: visitor.agent, files });
  }

  types(): void {
    const name = this.latest().agent;
    for (const it of this.sockets.keys()) it.send({ type: 'typing', is_typing: true, name });
  }

  sees(): void {
    const visitor = this.latest();
    visitor.seen = visitor.messages.length;
    this.tell(visitor);
  }

  /** The task that runs comes to its end. */
  finishes(): void {
    const visitor = this.latest();
    visitor.task = null;
    this.add(visitor, {
      author: 'machine',
      name: 'Lotse',
      kind: 'receipt',
      text: 'Das Paket geht jetzt an Lotsenweg 5.',
      receipt: {
        title: 'Lieferadresse geändert',
        reference: 'B-2041',
        links: [{ label: 'Sendung verfolgen', url: 'https://shop.example/track/2041' }],
        undo_until: new Date(Date.now() + this.undoSeconds * 1000).toISOString(),
        is_undone: false,
      },
    });
  }

  /** Tells the state once more, as when something else has changed. */
  tells(): void {
    this.tell(this.latest());
  }

  /** The task is over without the widget having heard of it. */
  forgetsTask(): void {
    this.latest().task = null;
  }

  /** What the visitor's messages say, as they are stored. */
  stored(): unknown[] {
    return this.latest()
      .messages.filter((it) => it.author === 'contact')
      .map((it) => it['text']);
  }

  private async listen(server: Server): Promise<string> {
    this.servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private latest(): Visitor {
    const visitor = [...this.visitors.values()].at(-1);
    if (!visitor) throw new Error('nobody has written yet');
    return visitor;
  }

  private greet(socket: Socket, text: string): void {
    const { token, resume } = JSON.parse(text) as { token: string; resume: number };
    const visitor = this.visitors.get(token);
    if (!visitor) return socket.close();
    this.sockets.set(socket, token);
    socket.send({ type: 'hello', last_seq: visitor.messages.length });
    for (const message of visitor.messages.slice(resume)) socket.send({ type: 'message', message });
    if (visitor.messages[0])
      socket.send({ type: 'state', conversation: this.conversation(visitor) });
  }

  private add(visitor: Visitor, message: Partial<Message>): Message {
    const whole = {
      seq: visitor.messages.length + 1,
      at: new Date().toISOString(),
      name: '',
      key: null,
      text: '',
      files: [],
      article: null,
      items: [],
      is_automatic: message.author === 'machine',
      confidence: null,
      helped: null,
      ...message,
    } as Message;
    visitor.messages.push(whole);
    // The state follows the message, so that whoever has nothing yet knows whose it is.
    this.send(visitor, { type: 'message', message: whole });
    this.tell(visitor);
    for (const wake of this.waiting.splice(0)) wake();
    return whole;
  }

  private tell(visitor: Visitor): void {
    this.send(visitor, { type: 'state', conversation: this.conversation(visitor) });
  }

  private send(visitor: Visitor, frame: object): void {
    for (const [socket, token] of this.sockets) if (token === visitor.token) socket.send(frame);
  }

  private conversation(visitor: Visitor): object | null {
    if (!visitor.messages[0]) return null;
    const { token, status, holder, agent, seen, card, messages } = visitor;
    const last_seq = messages.length;
    const handed = holder === 'queue' ? card : null;
    const seen_by_agent = seen;
    return {
      id: token,
      reference: 'B-1',
      status,
      holder,
      agent_name: agent,
      last_seq,
      seen_by_agent,
      card: handed,
      task: visitor.task,
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://here');
    let text = '';
    for await (const part of request) text += part;
    if (this.isDown) return void response.destroy();
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
    response.setHeader('Cache-Control', 'no-store');
    const file = url.pathname.replace('/w/', '');
    if (url.pathname.startsWith('/w/') && readdirSync(built).includes(file)) {
      response.setHeader('Content-Type', 'text/javascript');
      return void response.end(readFileSync(join(built, file)));
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const path = url.pathname.replace('/chat/v1/', '');
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const found = await this.route(path, url.searchParams, token, text && JSON.parse(text));
    if (this.isDown) return void response.destroy();
    if (request.method === 'POST' && path !== 'visitors' && 0 < this.answersToLose) {
      this.answersToLose--;
      return void response.destroy();
    }
    response.setHeader('Content-Type', 'application/json');
    if (found instanceof Refused) return void response.writeHead(found.status).end('{}');
    if (found === undefined) response.statusCode = token ? 404 : 401;
    response.end(JSON.stringify(found ?? {}));
  }

  private async route(
    path: string,
    query: URLSearchParams,
    token: string,
    body: Record<string, unknown>,
  ): Promise<unknown> {
    if (body && path !== 'visitors') this.posts.push({ path, body });
    if (path === 'config') return this.config(query.get('locale') ?? 'en');
    if (path === 'suggest') return { items: /brille/i.test(query.get('q') ?? '') ? [ARTICLE] : [] };
    if (path.startsWith('articles/')) return article(path.slice(9));
    if (path === 'visitors') {
      const fresh = `visitor-${this.visitors.size}-${Math.random()}`;
      this.visitors.set(fresh, {
        token: fresh,
        messages: [],
        answered: new Map(),
        card: {},
        holder: 'machine',
        status: 'open',
        agent: null,
        seen: 0,
        task: null,
      });
      return { token: fresh };
    }
    const visitor = this.visitors.get(token);
    if (!visitor) return undefined;
    if (path === 'conversation') {
      const after = Number(query.get('after'));
      if (Number(query.get('wait')) && visitor.messages.length <= after)
        await new Promise<void>((woken) => this.waiting.push(woken));
      const conversation = this.conversation(visitor);
      return { conversation, messages: visitor.messages.slice(after), typing: false };
    }
    if (path === 'card') return Object.assign(visitor.card, body);
    if (path === 'typing') return null;
    if (body['act'] === 'mail') return { messages: [], mail: 'code_sent' };
    if (isOver(visitor, path, body)) return new Refused(409);
    const messages = this.once(visitor, path, body);
    if (path !== 'task') return { messages };
    const fresh = visitor.token === token ? null : visitor.token;
    return { conversation: this.conversation(visitor), messages, token: fresh };
  }

  /** The same post twice is stored once and answered the same. */
  private once(visitor: Visitor, path: string, body: Record<string, unknown>): Message[] {
    const key = String(body['key']);
    const known = visitor.answered.get(key);
    if (known) return known;
    const from = visitor.messages.length;
    if (path === 'messages') this.written(visitor, key, String(body['text']));
    else if (path === 'task') this.moved(visitor, body);
    else this.done(visitor, String(body['act']), Number(body['message']));
    const changed = body['act'] === 'undo' ? [Number(body['message'])] : [];
    const added = visitor.messages.filter((it) => from < it.seq || changed.includes(it.seq));
    visitor.answered.set(key, added);
    return added;
  }

  private written(visitor: Visitor, key: string, text: string): void {
    visitor.card['wish'] ??= text;
    this.add(visitor, { author: 'contact', kind: 'text', text, key });
    if (visitor.holder !== 'machine') return;
    const machine = { author: 'machine', name: 'Lotse' } as const;
    if (/brille/i.test(text)) {
      const { article: id, title, url } = ARTICLE;
      const words =
        'Das tut uns leid. Schicken Sie uns die Brille, die Reparatur dauert fünf Tage.';
      this.add(visitor, { ...machine, kind: 'answer', text: words, article: { id, title, url } });
    } else if (/adresse/i.test(text)) {
      this.add(visitor, { ...machine, kind: 'text', text: 'Das kann ich gleich für Sie ändern.' });
      visitor.task = begin(`run-${visitor.messages.length}`);
      this.tell(visitor);
    } else if (/paket|versand/i.test(text))
      this.add(visitor, {
        ...machine,
        kind: 'suggestions',
        text: 'Das könnte passen:',
        items: OTHERS,
      });
    else this.add(visitor, { ...machine, kind: 'unknown', text: 'Das weiß ich leider nicht.' });
  }

  private moved(visitor: Visitor, move: Move): void {
    const before = visitor.task;
    visitor.task = before && next(before, move);
    if (before?.step === 'prove' && visitor.task?.step === 'fields') this.renew(visitor);
    if (visitor.task?.step === 'running' && before?.step === 'confirm') this.carriedOut++;
    if (!visitor.task)
      this.add(visitor, { author: 'machine', kind: 'text', text: 'Gut, ich ändere nichts.' });
    this.tell(visitor);
  }

  /** Who has proven who they are gets another token; the one before has ended. */
  private renew(visitor: Visitor): void {
    const before = visitor.token;
    this.visitors.delete(before);
    visitor.token = `proven-${Math.random()}`;
    this.visitors.set(visitor.token, visitor);
    for (const [socket, token] of this.sockets) if (token === before) socket.close();
  }

  private done(visitor: Visitor, act: string, seq: number): void {
    if (act === 'undo') {
      const told = visitor.messages.find((it) => it.seq === seq);
      if (told) told['receipt'] = { ...Object(told['receipt']), is_undone: true };
      this.send(visitor, { type: 'message', message: told });
    } else if (act === 'person') {
      visitor.task = null;
      visitor.holder = 'queue';
      const text = 'Ein Mensch meldet sich. Sie müssen nichts wiederholen.';
      this.add(visitor, { author: 'machine', kind: 'handed_over', text });
    } else if (act === 'helped') {
      const about = visitor.messages.find((it) => it.seq === seq);
      if (about) about['helped'] = true;
      visitor.status = 'resolved';
      this.add(visitor, {
        author: 'machine',
        kind: 'resolved',
        text: 'Schön, dass es geholfen hat.',
      });
    }
  }

  private config(wanted: string): object {
    const locale = (['de', 'pl'].find((it) => wanted.startsWith(it)) ?? 'en') as Locale;
    const all = JSON.parse(readFileSync(join(locales, `chat.${locale}.json`), 'utf8')) as object;
    const texts = Object.fromEntries(
      Object.entries(all).filter(([key]) => !key.startsWith('chat.bot.')),
    );
    return {
      brand: { slug: 'shop', name: 'Brillenwerk', accent: this.accent, on_accent: '#ffffff' },
      locale,
      locales: ['de', 'en', 'pl'],
      mode: 'answer',
      bot_name: 'Lotse',
      is_open: this.isOpen,
      hours: this.isOpen ? '' : 'Morgen ab 9 Uhr ist wieder jemand da.',
      most_asked: [ARTICLE, ...OTHERS],
      greeting: { key: 'new', may_promote: true, says_when: !this.isOpen, name: '', case: null },
      texts,
      has_mail: true,
      retention: 'Was Sie schreiben, wird nach 90 Tagen gelöscht.',
    };
  }
}

/** What is answered with 409: a task that is not there any more, an undo that comes too late. */
function isOver(visitor: Visitor, path: string, body: Record<string, unknown>): boolean {
  if (visitor.answered.has(String(body['key']))) return false;
  if (path === 'task') return visitor.task?.run !== body['run'];
  const told = visitor.messages.find((it) => it.seq === body['message'])?.['receipt'];
  const { undo_until } = Object(told) as { undo_until?: string };
  return body['act'] === 'undo' && Date.parse(undo_until ?? '') < Date.now();
}

function article(id: string): object | undefined {
  // The last of the others is gone.
  const known = [ARTICLE, OTHERS[0]].find((it) => it?.article === id);
  if (!known) return undefined;
  const html =
    '<p>Ist die Fassung gebrochen, <a href="/de/a/zwei">schicken</a> Sie sie uns.</p>' +
    '<h2>So geht es</h2><ol><li>Formular ausfüllen</li><li>Gut verpacken</li></ol>' +
    '<p>Fertig.</p>';
  return { title: known.title, html, url: known.url };
}
