// How the assistant's sentences are grouped, checked and shown.
import { expect, test } from 'vitest';
import { filled, groups, wrongBlanks } from '../src/settings/wording';

const worded = (key: string) => ({
  key,
  shipped: key,
  text: null,
  placeholders: [],
  is_fixed: false,
});

test('sentences stand where they are said, the first words in their order', () => {
  const keys = ['chat.how', 'chat.bot.first', 'chat.bot.unknown', 'chat.bot.overdue'];
  const more = ['chat.bot.action_person', 'chat.bot.email_label', 'chat.bot.field_email'];
  const all = groups([...keys, ...more].map(worded));
  const found = all.map((it) => it.items.map(({ key }) => key));
  expect(found).toEqual([
    ['chat.bot.first', 'chat.how'],
    ['chat.bot.unknown'],
    ['chat.bot.overdue'],
    ['chat.bot.action_person', 'chat.bot.email_label'],
    ['chat.bot.field_email'],
  ]);
});

test('a sentence is shown with samples, plain braces and unknown names as they are', () => {
  expect(filled('{{x}} {name}, {other}', { name: 'Mara' })).toBe('{x} Mara, {other}');
});

test('placeholders that are missing or not known are told', () => {
  expect(wrongBlanks('Hi {name} {time} {time}', ['name', 'brand'])).toEqual({
    missing: ['brand'],
    unknown: ['time'],
  });
  expect(wrongBlanks('{{name}}', [])).toEqual({ missing: [], unknown: [] });
});
