// An action as it is edited, and the way from and to what the program keeps.
import type { ActionDocument, Call, Lookup, Property, Texts } from './document';

/** A code or word of the system and what people read for it. */
export interface Pair {
  code: string;
  text: string;
}

/** What is said in one language, but for the names of fields and options. */
export interface Said {
  title: string;
  /** Further words people ask for it with. */
  words: string[];
  start: string;
  confirm: string;
  done: string;
  undone: string;
  none: string;
  refused: Pair[];
  values: Pair[];
}

export const KINDS = ['text', 'email', 'date', 'choice', 'lookup'] as const;
/** `choice` has options of its own, `lookup` those the system names. */
export type FieldKind = (typeof KINDS)[number];

export interface OptionDraft {
  value: string;
  labels: Record<string, string>;
}

export interface FieldDraft {
  /** Stays the same while the key is typed. */
  id: string;
  key: string;
  kind: FieldKind;
  isRequired: boolean;
  pattern: string;
  minLength: string;
  maxLength: string;
  autocomplete: string;
  options: OptionDraft[];
  lookup: Lookup;
  labels: Record<string, { label: string; hint: string }>;
}

export interface CallDraft {
  method: string;
  path: string;
  /** JSON, or empty. */
  body: string;
}

export interface Draft {
  system: string;
  level: string;
  articles: string[];
  fields: FieldDraft[];
  call: CallDraft;
  undo: CallDraft | null;
  undoUntil: string;
  reference: string;
  links: { url: string; labels: Record<string, string> }[];
  texts: Record<string, Said>;
}

/** A body that is no JSON, by the place it stands. */
export class NoJson extends Error {
  constructor(readonly at: string) {
    super(`no JSON at ${at}`);
  }
}

export const noTexts = (): Said => ({
  title: '',
  words: [],
  start: '',
  confirm: '',
  done: '',
  undone: '',
  none: '',
  refused: [],
  values: [],
});

export const newCall = (): CallDraft => ({ method: 'POST', path: '/', body: '' });

export function newField(key = ''): FieldDraft {
  return {
    id: crypto.randomUUID(),
    key,
    kind: 'text',
    isRequired: true,
    pattern: '',
    minLength: '',
    maxLength: '',
    autocomplete: '',
    options: [],
    lookup: { path: '/', items: '', value: '', label: '' },
    labels: {},
  };
}

export function newDraft(system: string, locales: string[]): Draft {
  return {
    system,
    level: 'possession',
    articles: [],
    fields: [],
    call: newCall(),
    undo: null,
    undoUntil: '',
    reference: '',
    links: [],
    texts: Object.fromEntries(locales.map((it) => [it, noTexts()])),
  };
}

/** What is edited, in all languages of the brand and those the action speaks already. */
export function draftOf(document: ActionDocument, locales: string[]): Draft {
  const it = completed(document);
  const { properties, required, 'x-order': order = [] } = it.form;
  const keys = [...new Set([...order, ...Object.keys(properties)])].filter(
    (key) => properties[key],
  );
  const options = new Set(keys.flatMap((key) => properties[key]?.enum ?? []));
  const spoken = [...new Set([...locales, ...Object.keys(it.texts)])];
  return {
    system: it.system,
    level: it.level,
    articles: [...it.articles],
    fields: keys.map((key) => ({
      ...fieldOf(key, properties[key] as Property, it.texts),
      isRequired: required.includes(key),
    })),
    call: callOf(it.call),
    undo: it.undo ? callOf(it.undo) : null,
    undoUntil: it.undo_until ?? '',
    reference: it.reference ?? '',
    links: (it.links ?? []).map(({ url, label }) => ({ url, labels: { ...label } })),
    texts: Object.fromEntries(spoken.map((one) => [one, saidOf(it.texts[one], options)])),
  };
}

/** With everything that may be left out where it is written by hand. */
function completed(it: ActionDocument): ActionDocument {
  const { form, texts, articles = [] } = it;
  const spoken = Object.entries(texts).map(([locale, said]) => {
    const { fields = {}, refused = {}, values = {}, ...sentences } = said;
    return [locale, { ...noTexts(), ...sentences, fields, refused, values }] as const;
  });
  return {
    ...it,
    articles,
    form: { ...form, required: form?.required ?? [], properties: form?.properties ?? {} },
    texts: Object.fromEntries(spoken),
  };
}

function saidOf(it: Texts | undefined, options: Set<string>): Said {
  if (!it) return noTexts();
  const pairs = (all: Record<string, string>) =>
    Object.entries(all).map(([code, text]) => ({ code, text }));
  const { title, start, confirm, done, undone, none } = it;
  return {
    ...{ title, start, confirm, done, undone, none },
    words: [...(it.words ?? [])],
    refused: pairs(it.refused),
    values: pairs(it.values).filter(({ code }) => !options.has(code)),
  };
}

function fieldOf(key: string, it: Property, texts: ActionDocument['texts']): FieldDraft {
  const spoken = Object.entries(texts);
  const lookup = it['x-options'];
  const labels = (value: string) =>
    Object.fromEntries(spoken.map(([locale, said]) => [locale, said.values[value] ?? '']));
  const kind = it.enum?.length ? 'choice' : lookup ? 'lookup' : (it.format ?? 'text');
  return {
    ...newField(key),
    kind,
    pattern: it.pattern ?? '',
    minLength: `${it.minLength ?? ''}`,
    maxLength: `${it.maxLength ?? ''}`,
    autocomplete: it['x-autocomplete'] ?? '',
    options: (it.enum ?? []).map((value) => ({ value, labels: labels(value) })),
    lookup: lookup ? { ...lookup } : newField().lookup,
    labels: Object.fromEntries(
      spoken.map(([locale, said]) => {
        const { label = '', hint = '' } = said.fields[key] ?? {};
        return [locale, { label, hint }];
      }),
    ),
  };
}

function callOf({ method, path, body }: Call): CallDraft {
  return { method, path, body: body === undefined ? '' : JSON.stringify(body, null, 2) };
}

/**
 * What the program keeps.
 *
 * Throws `NoJson` when a body is none.
 */
export function documentOf(draft: Draft): ActionDocument {
  const keys = draft.fields.map((it) => it.key);
  return {
    system: draft.system,
    level: draft.level,
    articles: [...draft.articles],
    form: {
      type: 'object',
      required: draft.fields.filter((it) => it.isRequired).map((it) => it.key),
      properties: Object.fromEntries(draft.fields.map((it) => [it.key, propertyOf(it)])),
      'x-order': keys,
    },
    call: requestOf(draft.call, '/call'),
    ...(draft.undo && { undo: requestOf(draft.undo, '/undo') }),
    ...(draft.undo && draft.undoUntil && { undo_until: draft.undoUntil.trim() }),
    ...(draft.reference && { reference: draft.reference.trim() }),
    ...(draft.links.length > 0 && {
      links: draft.links.map(({ url, labels }) => ({ url: url.trim(), label: said(labels) })),
    }),
    texts: Object.fromEntries(
      Object.entries(draft.texts)
        .map(([locale, it]) => [locale, textsOf(locale, it, draft.fields)] as const)
        .filter(([, it]) => !isSilent(it)),
    ),
  };
}

function propertyOf(it: FieldDraft): Property {
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text));
  const [minLength, maxLength] = [number(it.minLength), number(it.maxLength)];
  const { path, items, value, label } = it.lookup;
  return {
    type: 'string',
    ...((it.kind === 'email' || it.kind === 'date') && { format: it.kind }),
    ...(it.kind === 'choice' && { enum: it.options.map((one) => one.value) }),
    ...(it.kind === 'lookup' && { 'x-options': { path, items, value, label } }),
    ...(it.pattern && { pattern: it.pattern }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(it.autocomplete && { 'x-autocomplete': it.autocomplete.trim() }),
  };
}

function requestOf({ method, path, body }: CallDraft, at: string): Call {
  if (body.trim() === '') return { method, path: path.trim() };
  try {
    return { method, path: path.trim(), body: JSON.parse(body) as unknown };
  } catch {
    throw new NoJson(`${at}/body`);
  }
}

function textsOf(locale: string, it: Said, fields: FieldDraft[]): Texts {
  const pairs = (all: Pair[]) =>
    Object.fromEntries(all.filter(({ code }) => code).map(({ code, text }) => [code, text]));
  const options = fields.flatMap((one) => (one.kind === 'choice' ? one.options : []));
  const { title, start, confirm, done, undone, none } = it;
  const named = options.map(({ value, labels }) => ({ code: value, text: labels[locale] ?? '' }));
  return {
    ...{ title, start, confirm, done, undone, none },
    ...(it.words.length > 0 && { words: [...it.words] }),
    fields: Object.fromEntries(
      fields.map(({ key, labels }) => {
        const { label = '', hint = '' } = labels[locale] ?? {};
        return [key, { label, ...(hint && { hint }) }];
      }),
    ),
    refused: pairs(it.refused),
    values: pairs([...it.values, ...named.filter(({ text }) => text)]),
  };
}

const said = (labels: Record<string, string>) =>
  Object.fromEntries(Object.entries(labels).filter(([, text]) => text));

/** A language nobody has written anything in is left out, so that the program can miss it. */
function isSilent({ fields, refused, values, ...sentences }: Texts): boolean {
  const all = [...Object.values(sentences), ...Object.values(refused), ...Object.values(values)];
  return ![...all, ...Object.values(fields).map((it) => it.label)].some(Boolean);
}
