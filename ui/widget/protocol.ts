// What the service and the widget say to each other, and what the widget's two files do.
import type { h, icon } from './dom';

export interface Suggested {
  article: string;
  title: string;
  url: string;
}

export type Kind =
  | 'text'
  | 'answer'
  | 'suggestions'
  | 'unknown'
  | 'receipt'
  | 'handed_over'
  | 'taken'
  | 'left'
  | 'resolved'
  | 'reopened';

/** A file of a message. */
export interface Sent {
  id: string;
  name: string;
  size_bytes: number;
  /** All others are downloads. */
  is_picture: boolean;
}

export interface Message {
  /** From 1 on, in the order of the conversation. */
  seq: number;
  at: string;
  author: 'contact' | 'agent' | 'machine';
  name: string;
  /** What the sender called it; only on the visitor's own messages. */
  key?: string | null;
  kind: Kind;
  text: string;
  files: Sent[];
  article: { id: string; title: string; url: string } | null;
  items: Suggested[];
  receipt?: Receipt | null;
  is_automatic: boolean;
  confidence: number | null;
  helped: boolean | null;
}

/** What was done for the visitor. */
export interface Receipt {
  title: string;
  reference: string | null;
  links: { label: string; url: string }[];
  /** Until when it can be undone. */
  undo_until: string | null;
  is_undone: boolean;
}

/** One thing a task asks for. */
export interface Field {
  key: string;
  kind: 'text' | 'email' | 'tel' | 'date' | 'code' | 'choice';
  label: string;
  hint: string | null;
  is_required: boolean;
  value: string | null;
  max_length: number | null;
  options: { value: string; label: string }[];
  /** What is wrong with the value, as a finished sentence. */
  error: string | null;
  autocomplete: string | null;
}

/** Something Lotse does here and now. */
export interface Task {
  run: string;
  action: string;
  title: string;
  step: 'prove' | 'fields' | 'confirm' | 'running';
  text: string;
  fields: Field[];
  summary: { label: string; value: string }[];
}

/** What the people who take over get to know about the visitor's wish. */
export interface Card {
  wish?: string | null;
  name?: string | null;
  email?: string | null;
  callback?: Callback | null;
}

/** When and where the visitor is called. */
export interface Callback {
  phone: string;
  from: string;
  until: string;
  /** Where the clock hangs by which it was chosen. */
  time_zone: string;
  /** Names this choice when another one is made. */
  asked_at: string;
}

export interface Conversation {
  id: string;
  reference: string | number;
  status: string;
  holder: 'machine' | 'queue' | 'agent';
  agent_name: string | null;
  last_seq: number;
  seen_by_agent: number;
  card: Card | null;
  task?: Task | null;
}

export interface Pulled {
  conversation: Conversation | null;
  messages: Message[];
  typing: boolean;
  /** Takes the place of the visitor's token; only after a proof. */
  token?: string | null;
}

export type Frame =
  | { type: 'hello'; last_seq: number }
  | { type: 'message'; message: Message }
  | { type: 'state'; conversation: Conversation }
  | { type: 'typing'; is_typing: boolean; name: string }
  | { type: 'reset' };

export type Sentence = string | Record<string, string>;

export interface Config {
  brand: { slug: string; name: string; accent: string | null; on_accent: string | null };
  locale: string;
  mode: 'answer' | 'suggest' | 'off';
  bot_name: string;
  is_open: boolean;
  /** When somebody is there, in words. */
  hours: string;
  most_asked: Suggested[];
  /** How the chat begins for this visitor. */
  greeting: {
    key: 'new' | 'again' | 'order' | 'case';
    name?: string;
    case?: { reference: number } | null;
  };
  texts: Record<string, Sentence>;
  /** How long what is written is kept, in words. */
  retention: string;
  /** Whether a conversation can be sent by e-mail. */
  has_mail: boolean;
}

/** What came of the wish to have the conversation by e-mail. */
export interface Mailed {
  mail: 'code_sent' | 'sent';
}

/** What the visitor did on the page, sent along with what the service has to hear of. */
export interface Did {
  searches: string[];
  /** Articles that were opened, by id or title. */
  read: string[];
  /** What the page says that happened: `{ name, properties, at }`, oldest first. */
  events: object[];
}

/** Something the visitor did that the service has to hear of exactly once. */
export interface Post {
  path: 'messages' | 'acts' | 'task';
  body: { key: string; text?: string; act?: string; run?: string; [more: string]: unknown };
}

/** A place for short texts on this device. */
export interface Kept {
  /** Empty when nothing is kept. */
  get: (name: string) => string;
  set: (name: string, value: string) => void;
}

/** Why the service did not do it; without a status it could not be reached. */
export interface Refusal {
  status?: number;
  /** After how many seconds it wants to be asked again. */
  wait?: number;
}

/** What the loader hands to the panel. */
export interface Widget {
  /** Scheme and host of the service. */
  origin: string;
  brand: string;
  locale: string;
  h: typeof h;
  icon: typeof icon;
  root: ShadowRoot;
  /** The landmark around the bubble and the panel. */
  frame: HTMLElement;
  bubble: HTMLButtonElement;
  /** What stays on this device, and what stays until the tab is closed. */
  kept: Kept;
  unsent: Kept;
  /** The name under which the visitor's token is kept. */
  token: string;
  /** Sends `body`, or asks when there is none; throws a `Refusal`. */
  call: <T>(path: string, body?: object) => Promise<T>;
  config: () => Promise<Config>;
  paint: (accent?: string | null, on?: string | null) => void;
  /** How many messages nobody has seen yet. */
  badge: (count: number) => void;
}

/** What pages can make the widget do. */
export interface Panel {
  open: (article?: unknown) => void;
  close: () => void;
  toggle: (state?: unknown) => void;
  ask: (text: unknown) => void;
  track: (what: unknown, value: unknown) => void;
  setUser: (...known: unknown[]) => void;
  setCustomAttributes: (...known: unknown[]) => void;
  setLocale: (locale: unknown) => Promise<void>;
  setColorScheme: (scheme: unknown) => void;
  reset: () => void;
}
