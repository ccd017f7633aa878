// The assistant's sentences, in the order of a conversation, and how they look filled in.
import type { MessageKey } from '../lib/i18n.svelte';
import type { Worded } from '../lib/api';

export const BOT_NAME = 'chat.bot.name';
export const DISCLOSURE = 'chat.bot.first';
export const LONGEST = 500;

export interface Group {
  title: MessageKey;
  items: Worded[];
}

const BEGIN = [
  'chat.bot.name',
  'chat.bot.first',
  'chat.hello',
  'chat.hello.name',
  'chat.hello.again',
  'chat.how',
  'chat.bot.hello',
  'chat.bot.more',
  'chat.bot.retention',
];
const ANSWERS = /^chat\.bot\.(suggest|read|unknown|cannot_see|thanks|ended|sorry_\w+)$/;
const ACTIONS = /^chat\.bot\.(action|task|undo|prove|code|email)(_\w+)?$/;
const FIELDS = /^chat\.bot\.field_/;

function groupOf(key: string): MessageKey {
  if (BEGIN.includes(key)) return 'desk.wording_begin';
  if (ANSWERS.test(key)) return 'desk.wording_answers';
  if (ACTIONS.test(key)) return 'desk.wording_actions';
  if (FIELDS.test(key)) return 'desk.wording_fields';
  return 'desk.wording_people';
}

/** All sentences in their groups; the beginning stands in the order it is said in. */
export function groups(all: Worded[]): Group[] {
  const titles: MessageKey[] = [
    'desk.wording_begin',
    'desk.wording_answers',
    'desk.wording_people',
    'desk.wording_actions',
    'desk.wording_fields',
  ];
  const place = (it: Worded) => BEGIN.indexOf(it.key);
  return titles.map((title) => {
    const items = all.filter((it) => groupOf(it.key) === title);
    return { title, items: items.sort((a, b) => place(a) - place(b)) };
  });
}

/** A sentence with samples in place of its placeholders. */
export function filled(sentence: string, samples: Record<string, string>): string {
  return sentence.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name: string | undefined) =>
    name === undefined ? whole.slice(0, 1) : (samples[name] ?? whole),
  );
}

/** Placeholders that a sentence lacks, and those that are not known there. */
export function wrongBlanks(
  sentence: string,
  known: readonly string[],
): { missing: string[]; unknown: string[] } {
  const plain = sentence.replace(/\{\{|\}\}/g, '');
  const used = [...plain.matchAll(/\{(\w+)\}/g)].map((it) => it[1] ?? '');
  return {
    missing: known.filter((it) => !used.includes(it)),
    unknown: [...new Set(used.filter((it) => !known.includes(it)))],
  };
}
