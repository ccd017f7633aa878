// What was done for the visitor, and the way back while there is one.
import { act, outbox } from '../chat';
import { button, config, h, icon, t, widget } from '../kit';
import type { Message, Post, Receipt } from '../protocol';
import type { Row } from '../rows';
import { update } from '../stage';
import { linked } from './talk';

const DONE = 'M5 13l4 4L19 7';
const BACK = 'M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-2';
/** The longest time a browser can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** The numbers of receipts whose undoing was refused. */
const refused = new Set<unknown>();
/** The buttons that undo, by the number of the receipt. */
const presses = new Map<number, HTMLButtonElement>();

/** Whether `body` wanted something undone, which is now known to be refused. */
export function refusedUndo({ act, message }: Post['body']): boolean {
  if (act !== 'undo') return false;
  refused.add(message);
  return true;
}

export function receiptRow({ seq, text, receipt }: Message, id: string): Row {
  const { undo_until: until, is_undone } = receipt as Receipt;
  const left = Date.parse(until ?? '') - Date.now();
  const isRefused = !is_undone && refused.has(seq);
  const canUndo = !!until && !is_undone && !isRefused && 0 < left;
  // The answer may be that it did not work, and then it may be tried again.
  show(presses.get(seq), seq);
  return {
    id,
    shows: [text, receipt, isRefused, canUndo],
    make() {
      if (canUndo) setTimeout(update, Math.min(left, LONGEST_MS));
      return h(
        'div.card.hand.receipt',
        ...about(receipt as Receipt, text),
        isRefused && h('p.flaw', t('chat.receipt.refused')),
        canUndo && undo(seq, until),
      );
    },
  };
}

function about({ title, reference, links, is_undone }: Receipt, text: string): Element[] {
  const parts = [h('h2', icon(is_undone ? BACK : DONE), h('span', title))];
  if (is_undone) parts.push(h('p', h('b', t('chat.receipt.undone'))));
  if (text) parts.push(h('p', ...linked(text)));
  if (reference) parts.push(h('p', h('small', t('chat.receipt.reference')), h('b', reference)));
  for (const { label, url } of links) {
    const { href, protocol } = new URL(url, widget.origin);
    if (/^http/.test(protocol))
      parts.push(h('p', h('a', { href, target: '_blank', rel: 'noopener' }, label)));
  }
  return parts;
}

/** The button that undoes it, and how long it is there. */
function undo(message: number, until: string): Element {
  const time = new Date(until).toLocaleString(config.locale, {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const press = button('pill', ask, t('chat.receipt.undo'));
  function ask(): void {
    if (press.ariaDisabled) return;
    act('undo', { message });
    show(press, message);
  }
  presses.set(message, press);
  show(press, message);
  return h('div.choices', press, h('small', t('chat.receipt.until', { time })));
}

/** Nothing is sent twice: while it is on its way the button says so. */
function show(press: HTMLButtonElement | undefined, message: number): void {
  if (!press) return;
  const isSent = outbox.posts.some(
    ({ body }) => body.act === 'undo' && body['message'] === message,
  );
  press.ariaDisabled = isSent ? 'true' : null;
  press.textContent = t(isSent ? 'chat.sending' : 'chat.receipt.undo');
}
