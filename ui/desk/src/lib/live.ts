// Hears what goes on in the inbox the moment it happens: one WebSocket for the whole desk.

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** A conversation that changed, as the program tells of it. */
export interface Changed {
  id: string;
  brand: string;
  last_seq: number;
  status: string;
  holder: string;
  agent: { id: string; name: string } | null;
  unread: number;
}

/** What to do with news. */
export interface Ears {
  /** A conversation changed; `null` when any may have. */
  changed?: (it: Changed | null) => void;
  /** Whether the contact of a conversation types. */
  typing?: (id: string, isTyping: boolean) => void;
  /** What an agent does in a conversation. */
  presence?: (it: Present) => void;
}

/** An agent who has a conversation open. */
export interface Present {
  id: string;
  agent: { id: string; name: string };
  /** `reads`, `writes` or `left`. */
  doing: string;
}

type News =
  | { type: 'hello' | 'reset' }
  | ({ type: 'conversation' } & Changed)
  | ({ type: 'presence' } & Present)
  | { type: 'typing'; id: string; is_typing: boolean; name: string | null };

function isNews(it: unknown): it is News {
  return typeof it === 'object' && it !== null && 'type' in it;
}

const listeners = new Set<Ears>();

/** Hears of everything until the returned function is called. */
export function listen(ears: Ears): () => void {
  listeners.add(ears);
  return () => listeners.delete(ears);
}

function tell(news: News): void {
  for (const ears of listeners) {
    if (news.type === 'reset') ears.changed?.(null);
    else if (news.type === 'conversation') ears.changed?.(news);
    else if (news.type === 'presence') ears.presence?.(news);
    else if (news.type === 'typing' && news.name === null) ears.typing?.(news.id, news.is_typing);
  }
}

/** Keeps the line until the returned function is called; comes back by itself when it breaks. */
export function connect(): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  let isOver = false;
  let wasBroken = false;

  function hear(text: string) {
    const news: unknown = JSON.parse(text);
    if (!isNews(news)) return;
    if (news.type !== 'hello') return tell(news);
    wait = FIRST_WAIT_MS;
    if (wasBroken) tell({ type: 'reset' });
  }

  function open() {
    clearTimeout(timer);
    const address = new URL('/api/v1/live', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(address);
    socket.onmessage = (event) => hear(String(event.data));
    socket.onclose = () => {
      if (isOver) return;
      wasBroken = true;
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  open();
  return () => {
    isOver = true;
    clearTimeout(timer);
    socket?.close();
  };
}
