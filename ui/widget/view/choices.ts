// What can be done about the machine's last words.
import { act } from '../chat';
import { button, h, t } from '../kit';
import type { Message } from '../protocol';
import { goRead, person } from '../stage';

/** `isOpen` while nothing was said since; afterwards what was suggested can still be read. */
export function choices({ kind, items, seq, helped }: Message, isOpen: boolean): Element {
  if (!isOpen)
    return h(
      'div.choices',
      ...items.map(({ article, title }) => button('pill', () => void goRead(article), title)),
    );
  const choice = (label: string, what: string, article?: string) =>
    button('pill', () => act(what, { message: seq, article }), label);
  return h(
    'div.choices',
    ...items.map(({ article, title }) => choice(title, 'chose', article)),
    ...(items[0] ? [choice(t('chat.none'), 'not_helped')] : []),
    ...(kind === 'unknown' ? [button('pill', person, t('chat.person'))] : []),
    ...(kind === 'answer' && helped == null
      ? [
          h('span', t('chat.helped')),
          choice(t('chat.yes'), 'helped'),
          choice(t('chat.no'), 'not_helped'),
        ]
      : []),
  );
}
