// What is being called in a text: `/return` for a text block, `@Mara` for a colleague.

/** A sign and what was typed after it, up to the caret. */
export interface Called {
  sign: '/' | '@';
  words: string;
  /** Where the sign stands. */
  from: number;
  /** Where the caret stands. */
  to: number;
}

/** Longer words call nothing. */
const MOST = 40;

/** What ends the calling: the text goes on. */
const OVER = /[\n,.;:!?]|^\s/;

/** What stands before the caret, if a sign at the beginning of a word begins it. */
export function calledAt(text: string, caret: number, signs: string): Called | null {
  const before = text.slice(0, caret);
  const from = Math.max(...[...signs].map((sign) => before.lastIndexOf(sign)));
  const words = before.slice(from + 1);
  const isFree = from === 0 || /[\s(]/.test(before.charAt(from - 1));
  if (from < 0 || !isFree || MOST < words.length || OVER.test(words)) return null;
  return { sign: before.charAt(from) as '/' | '@', words, from, to: caret };
}

/** Puts a text where something was called, and says where the caret is then. */
export function placed(text: string, called: Called, inserted: string): [string, number] {
  const after = text.slice(called.to);
  const gap = after.startsWith(' ') || inserted.endsWith('\n') ? '' : ' ';
  const before = text.slice(0, called.from) + inserted + gap;
  return [before + after, before.length];
}
