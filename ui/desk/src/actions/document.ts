// An action as the program keeps it: one JSON document.

export interface Call {
  method: string;
  path: string;
  body?: unknown;
}

/** Options the system knows. */
export interface Lookup {
  path: string;
  items: string;
  value: string;
  label: string;
}

export interface Property {
  type: 'string';
  format?: 'email' | 'date';
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  'x-options'?: Lookup;
  'x-autocomplete'?: string;
}

/** What is said in one language. */
export interface Texts {
  title: string;
  words?: string[];
  start: string;
  confirm: string;
  done: string;
  undone: string;
  none: string;
  fields: Record<string, { label: string; hint?: string }>;
  refused: Record<string, string>;
  values: Record<string, string>;
}

export interface ActionDocument {
  system: string;
  level: string;
  articles: string[];
  form: {
    type: string;
    required: string[];
    properties: Record<string, Property>;
    'x-order'?: string[];
  };
  call: Call;
  undo?: Call;
  undo_until?: string;
  reference?: string;
  links?: { url: string; label: Record<string, string> }[];
  texts: Record<string, Texts>;
}

/** How well a contact must be known, weakest first. */
export const LEVELS = ['device', 'claimed', 'possession', 'signed_in', 'stepped_up'] as const;
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Whether two values say the same; what is empty or missing says nothing. */
export function saysSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(plain) : undefined;
  if (value === null || value === '') return undefined;
  if (typeof value !== 'object') return value;
  const all = Object.entries(value as object)
    .map(([key, it]) => [key, plain(it)] as const)
    .filter(([, it]) => it !== undefined)
    .sort(([one], [two]) => (one < two ? -1 : 1));
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** The action's name in a language, else in any, else its name among programs. */
export function titleOf(texts: Record<string, Texts>, locale: string, name: string): string {
  const all = [texts[locale], ...Object.values(texts)];
  return all.find((it) => it?.title)?.title ?? name;
}
