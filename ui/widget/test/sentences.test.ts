// The widget's sentences: complete in every language, with the same values to fill in.
import { expect, it } from 'vitest';
import de from '../../../locales/parts/chat.de.json';
import en from '../../../locales/parts/chat.en.json';
import pl from '../../../locales/parts/chat.pl.json';

const own = (all: Record<string, unknown>) =>
  Object.entries(all).filter(([key]) => !key.startsWith('chat.bot.'));

it.each([de, pl])('say the same as in English', (all) => {
  expect(own(all).map(([key]) => key)).toEqual(own(en).map(([key]) => key));
});

it.each([en, de, pl])('are one text each, because the widget knows no plural forms', (all) => {
  for (const [key, text] of own(all)) expect([key, typeof text]).toEqual([key, 'string']);
});
