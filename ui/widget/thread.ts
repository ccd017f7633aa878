// The messages of one conversation, each once and in order, however they come in.
import type { Message } from './protocol';

/**
 * Adds what came in to what is known. The same number again is the newer state of the same
 * message. `null` when the numbers are those of another conversation: then all that is known has
 * to be forgotten and asked for again.
 */
export function merge(known: readonly Message[], news: readonly Message[]): Message[] | null {
  const all = new Map(known.map((it) => [it.seq, it]));
  for (const it of news) {
    const old = all.get(it.seq);
    // A message keeps its time for ever.
    if (old && old.at !== it.at) return null;
    all.set(it.seq, it);
  }
  return [...all.values()].sort((one, two) => one.seq - two.seq);
}
