// The connection: goes on where it stopped, and asks where there are no sockets.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../live';
import type { Frame } from '../protocol';

class Fake {
  static all: Fake[] = [];
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: () => void;
  constructor(readonly address: string) {
    Fake.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.onclose?.();
  }
  hears(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let cursor = 0;
let heard: Frame[] = [];
let isReached: boolean[] = [];
let pull = vi.fn(async () => undefined);
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Fake);
  Fake.all = [];
  heard = [];
  isReached = [];
  cursor = 0;
  pull = vi.fn(() => new Promise<undefined>(() => undefined));
  stop = listen(
    'ws://help.example/live',
    () => ({ token: 'secret', resume: cursor }),
    (frame) => void heard.push(frame),
    pull,
    (now) => void isReached.push(now),
  );
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const last = () => Fake.all.at(-1)!;

describe('listening', () => {
  it('says first who it is and where to go on, also after a break', async () => {
    last().onopen?.();
    expect(last().sent).toEqual(['{"token":"secret","resume":0}']);
    last().hears({ type: 'hello', last_seq: 7 });
    cursor = 7;
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(Fake.all.length).toBe(2);
    last().onopen?.();
    expect(last().sent).toEqual(['{"token":"secret","resume":7}']);
  });

  it('asks after two sockets that never spoke', async () => {
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(pull).not.toHaveBeenCalled();
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(Fake.all.length).toBe(2);
    expect(pull).toHaveBeenCalledTimes(1);
  });

  it('keeps to sockets that spoke before they broke', async () => {
    for (let time = 0; time < 4; time++) {
      last().hears({ type: 'hello', last_seq: 0 });
      last().close();
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(Fake.all.length).toBe(5);
    expect(pull).not.toHaveBeenCalled();
  });

  it('says that the service is gone when asking fails too', async () => {
    pull.mockRejectedValue(new TypeError('failed'));
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(isReached.at(-1)).toBe(false);
  });

  it('opens no socket after it was stopped', async () => {
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Fake.all.length).toBe(1);
  });
});
