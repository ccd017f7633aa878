// Where customers ask, how far Lotse may go there, and what that means.
import type { Surface } from '../lib/api';

const MODES = {
  answer: 'desk.assistant_mode_answer',
  suggest: 'desk.assistant_mode_suggest',
  off: 'desk.assistant_mode_off',
} as const;

const NAMES = {
  search: 'desk.surface_search',
  form: 'desk.surface_form',
  chat: 'desk.surface_chat',
} as const;

const MEANS = {
  // A search that finds nothing is none.
  search: { answer: 'desk.assistant_search_answer', suggest: 'desk.assistant_search_suggest' },
  form: {
    answer: 'desk.assistant_form_answer',
    suggest: 'desk.assistant_form_suggest',
    off: 'desk.assistant_form_off',
  },
  chat: {
    answer: 'desk.assistant_chat_answer',
    suggest: 'desk.assistant_chat_suggest',
    off: 'desk.assistant_chat_off',
  },
} as const;

/** Of so many answers at most one may be wrong. */
export const PROMISES = [10, 20, 50];

export function nameOf({ surface }: Surface) {
  return NAMES[surface as keyof typeof NAMES];
}

/** The modes there are, each with its name and what it means there. */
export function modesOf({ surface }: Surface) {
  const means = Object.entries(MEANS[surface as keyof typeof MEANS]);
  return means.map(([mode, means]) => ({ mode, name: MODES[mode as keyof typeof MODES], means }));
}
