// Hears what goes on in the inbox the moment it happens, over one WebSocket.

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What the server tells: which conversation changed, or that some news was missed. */
type News = { type: 'hello' | 'reset' } | { type: 'conversation' | 'typing'; id: string };

/** What to do with news. */
export interface Ears {
  /** A conversation changed; `null` when any may have. */
  changed: (id: string | null) => void;
  /** Whether the contact of a conversation types. */
  typing: (id: string, isTyping: boolean) => void;
}

function isNews(it: unknown): it is News {
  return typeof it === 'object' && it !== null && 'type' in it;
}

/** Listens until the returned function is called; comes back by itself when the line breaks. */
export function listen(ears: Ears): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  let isOver = false;
  let wasBroken = false;

  function hear(text: string) {
    const news: unknown = JSON.parse(text);
    if (!isNews(news)) return;
    if (news.type === 'hello') {
      wait = FIRST_WAIT_MS;
      if (wasBroken) ears.changed(null);
    } else if (news.type === 'reset') ears.changed(null);
    else if (news.type === 'conversation') ears.changed(news.id);
    else if (news.type === 'typing' && 'name' in news && news.name === null)
      ears.typing(news.id, 'is_typing' in news && news.is_typing === true);
  }

  function connect() {
    const address = new URL('/api/v1/live', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(address);
    socket.onmessage = (event) => hear(String(event.data));
    socket.onclose = () => {
      if (isOver) return;
      wasBroken = true;
      timer = setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  connect();
  return () => {
    isOver = true;
    clearTimeout(timer);
    socket?.close();
  };
}
