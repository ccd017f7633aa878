// Hears of what is new: over a WebSocket, and by asking again and again where there is none.
import { pause } from './outbox';
import type { Frame } from './protocol';

/** Two sockets that never spoke: from then on we ask. */
const ENOUGH = 2;
/** After so many answers one more socket is tried. */
const ASKED = 9;

/**
 * Listens until the returned function is called. `hello` is what the service wants to hear first,
 * `pull` asks once and waits for news, `reached` hears whether the service can be reached.
 */
export function listen(
  address: string,
  hello: () => object,
  hear: (frame: Frame) => void,
  pull: () => Promise<void>,
  reached: (isReached: boolean) => void,
): () => void {
  let isOver = false;
  let mute = 0;
  let failures = 0;
  let asked = 0;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const next = (wait: number) => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(mute < ENOUGH ? connect : ask, wait);
  };

  function connect(): void {
    let isGreeted = false;
    const own = (socket = new WebSocket(address));
    own.onopen = () => own.send(JSON.stringify(hello()));
    own.onmessage = ({ data }) => {
      const frame = JSON.parse(data as string) as Frame;
      if (frame.type === 'hello') {
        isGreeted = true;
        mute = failures = 0;
        reached(true);
      }
      if (!isOver) hear(frame);
    };
    own.onclose = () => {
      if (own !== socket) return;
      if (!isGreeted) mute++;
      next(pause(failures++));
    };
  }

  async function ask(): Promise<void> {
    let wait = 300;
    try {
      await pull();
      reached(true);
      failures = 0;
      asked++;
    } catch {
      reached(false);
      wait = pause(failures++);
    }
    // Meanwhile a socket may have taken over.
    if (mute < ENOUGH) return;
    if (asked > ASKED) asked = mute = 0;
    next(wait);
  }

  const turned = () => {
    socket?.close();
    if (navigator.onLine) {
      mute = failures = 0;
      next(0);
    } else reached(false);
  };
  addEventListener('offline', turned);
  addEventListener('online', turned);
  connect();

  return () => {
    isOver = true;
    removeEventListener('offline', turned);
    removeEventListener('online', turned);
    next(0);
    socket?.close();
  };
}
