// What levels, kinds and outcomes of actions are called.
import { found, t } from '../lib/i18n.svelte';
import { KINDS, type FieldKind } from './draft';

/** How well a contact must be known. */
export const levelWord = (level: string) => found(`desk.level_${level}`) ?? level;

export const kindWord = (kind: FieldKind) => t(`desk.field_${kind}`);
export const KIND_WORDS = () => KINDS.map((kind) => [kind, kindWord(kind)] as const);

/** What came of an attempt, and how good that is. */
export const outcomeWord = (outcome: string) => found(`desk.outcome_${outcome}`) ?? outcome;
export const outcomeLook = (outcome: string) =>
  ({ done: 'ok', refused: 'warn', unreachable: 'danger', uncertain: 'danger' })[outcome] ?? '';

export const channelWord = (channel: string) => found(`desk.channel_${channel}`) ?? channel;

/** The same in every language. */
const EXAMPLES: Record<string, string> = {
  confirm: '{street}',
  done: '{result.number}',
  path: '/orders?email={contact.email}',
  items: 'orders',
  value: '{number}',
  label: '{number}, {product}',
  call: '/orders/{order}/address',
  undo_until: '{result.undo_until}',
  pattern: '^[0-9]{5}$',
};

/** What stands in a hint as an example. */
export const example = (of: string) => ({ example: EXAMPLES[of] ?? '' });
