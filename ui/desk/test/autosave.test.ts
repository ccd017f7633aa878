// Texts that save themselves: nothing is lost, nothing of others is written over.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/lib/api';
import { Autosave, PAUSE_MS, type SaveState } from '../src/lib/autosave';

/** A server that holds one text and counts its versions. */
class Server {
  text = 'old';
  version = 1;
  refusal: ApiError | null = null;
  gate: Promise<void> = Promise.resolve();
  saves = 0;

  save = async (text: string, base: number): Promise<number> => {
    this.saves += 1;
    await this.gate;
    if (this.refusal) throw this.refusal;
    if (base !== this.version)
      throw new ApiError(409, { code: 'changed_meanwhile', current_version: this.version });
    this.text = text;
    this.version += 1;
    return this.version;
  };
}

let server: Server;
let states: SaveState[];
let draft: Autosave<string>;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  states = [];
  draft = new Autosave<string>({
    base: 1,
    save: server.save,
    onState: (state) => states.push(state),
  });
});
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  it('waits until the typing pauses', async () => {
    draft.edit('a');
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    draft.edit('ab');
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    expect(server.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect([server.saves, server.text]).toEqual([1, 'ab']);
  });

  it('says what it does', async () => {
    draft.edit('a');
    await draft.flush();
    expect(states).toEqual(['waiting', 'saving', 'saved']);
  });

  it('saves what was typed while it was saving', async () => {
    let open = () => {};
    server.gate = new Promise((resolve) => (open = resolve));
    draft.edit('a');
    const flushed = draft.flush();
    draft.edit('ab');
    open();
    await flushed;
    expect([server.text, draft.dirty]).toEqual(['ab', false]);
  });

  it('saves once when it is asked twice at the same time', async () => {
    draft.edit('a');
    const both = await Promise.all([draft.flush(), draft.flush()]);
    expect([both, server.saves]).toEqual([[true, true], 1]);
  });

  it('keeps the text when saving fails and saves it on the next try', async () => {
    server.refusal = new ApiError(0, { code: 'offline' });
    draft.edit('a');
    expect(await draft.flush()).toBe(false);
    expect(draft.state).toBe('failed');
    server.refusal = null;
    expect(await draft.flush()).toBe(true);
    expect(server.text).toBe('a');
  });

  it('does not write over what somebody else saved', async () => {
    await server.save('theirs', 1);
    draft.edit('mine');
    expect(await draft.flush()).toBe(false);
    expect([draft.state, server.text]).toEqual(['conflict', 'theirs']);
  });

  it('stays in conflict while typing goes on', async () => {
    await server.save('theirs', 1);
    draft.edit('mine');
    await draft.flush();
    draft.edit('mine too');
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 3);
    expect([draft.state, server.text]).toEqual(['conflict', 'theirs']);
  });

  it('puts the own text on top when that was chosen', async () => {
    await server.save('theirs', 1);
    draft.edit('mine');
    await draft.flush();
    expect(await draft.keepMine(server.version)).toBe(true);
    expect([server.text, server.version]).toEqual(['mine', 3]);
  });

  it('sends nothing after it was stopped', async () => {
    draft.edit('a');
    draft.stop();
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
    expect(server.saves).toBe(0);
  });
});
