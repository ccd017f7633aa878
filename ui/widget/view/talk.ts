// The conversation: what was said, and the box to write in.
import { conversation, held, isReached, messages, outbox, types, typing, write } from '../chat';
import { button, config, h, t, tool, UP, widget } from '../kit';
import type { Message } from '../protocol';
import { show, type Row } from '../rows';
import { fetchMore, goRead, more, say, type View } from '../stage';

/** This near to the end a reader follows it. */
const NEAR_PX = 60;

type Said = Pick<Message, 'author' | 'text'> & Partial<Message>;

export function talk(): View {
  const log = h('div.log', { role: 'log', ariaLabel: t('chat.messages'), tabIndex: 0 });
  const bar = h('p.bar', t('chat.offline'));
  const box = h('textarea', {
    ariaLabel: t('chat.write'),
    placeholder: t('chat.write'),
    maxLength: 4000,
    rows: 1,
    enterKeyHint: 'send',
    input() {
      grow();
      types();
    },
    keydown(event: KeyboardEvent) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    },
  });
  const field = h('div.field', box);

  function grow(): void {
    field.dataset['text'] = box.value;
  }

  function toEnd(): void {
    log.scrollTop = log.scrollHeight;
  }

  function isNear(): boolean {
    return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  }

  function submit(event: Event): void {
    event.preventDefault();
    const text = box.value.trim();
    box.focus();
    if (!text) return;
    write(text);
    box.value = '';
    grow();
    toEnd();
  }

  const form = h('form.write', { submit }, field, tool(UP, t('chat.send')));
  const element = h('div.talk', bar, log, form);
  return {
    element,
    update() {
      const isFollowed = isNear();
      const { activeElement } = widget.root;
      const isInside = log.contains(activeElement);
      show(log, rows());
      // What had the focus may be gone.
      if (isInside && !log.contains(widget.root.activeElement)) box.focus();
      more?.equip(element);
      bar.hidden = isReached;
      if (isFollowed) toEnd();
    },
    refused(text) {
      box.value ||= text;
      grow();
      say(t('chat.refused'));
    },
    focus(isPhone) {
      toEnd();
      (isPhone ? log : box).focus();
    },
  };
}

function rows(): Row[] {
  const all: Row[] = [];
  const row = (id: string, shows: unknown, make: () => Element) => all.push({ id, shows, make });
  /** A line of small words. */
  const line = (id: string, kind: string, words: string, more?: () => Element) =>
    row(id, words, () => h(`p.${kind}`, words, more?.()));
  const holder = held();
  const keys = messages.map((it) => it.key);
  // The card of a task says itself whether it is sent.
  const waiting = outbox.posts.filter((it) => !keys.includes(it.body.key) && !it.body.run);
  const last = messages.findLastIndex((it) => it.author === 'contact');
  let date = '';

  if (config.mode !== 'off') line('note', 'event', t('chat.automatic.note'));
  messages.forEach((it, at) => {
    const { author, kind, text, key, seq, items, helped } = it;
    const id = key || `${seq}`;
    const today = day(it);
    if (today !== date) line(`day${id}`, 'event', today);
    date = today;
    if (author !== 'contact' && !/text|answer|sugg|unk|rec/.test(kind))
      return line(id, 'event', text);
    // Files can be shown once the second part is here.
    if (it.receipt && more) all.push(more.receiptRow(it, id));
    else row(id, more && it.files?.[0] ? 1 : text, () => message(it));
    // Messages of one sender and one minute stand together.
    const next = messages[at + 1];
    const isLast = at === last;
    if (isLast || next?.author !== author || next.name !== it.name || time(next) !== time(it)) {
      const isSeen = holder === 'agent' && seq <= (conversation?.seen_by_agent ?? 0);
      const state = isLast ? ` · ${t(isSeen ? 'chat.seen' : 'chat.sent')}` : '';
      const sender = author === 'contact' ? '' : `${who(it)} · `;
      line(`meta${id}`, `meta.${author}`, sender + time(it) + state);
    }
    if (more && author === 'machine') {
      const { choices } = more;
      const isOpen = last < at && holder === author && !waiting[0];
      row(`do${id}`, [items, helped, isOpen], () => choices(it, isOpen));
    }
  });
  for (const { body } of waiting) {
    const text = body.act === 'person' ? t('chat.person') : body.text;
    if (text) row(body.key, text, () => message({ author: 'contact', text }));
  }
  if (waiting[0])
    if (outbox.isStuck)
      line('meta', 'meta.contact.flaw', `${t('chat.unsent')} · `, () =>
        button('link', () => void outbox.flush(), t('chat.again')),
      );
    else line('meta', 'meta.contact', t('chat.sending'));
  if (more) all.push(...more.rows());
  else fetchMore().catch(() => undefined);
  if (typing) line('typing', 'event', t('chat.typing', { name: typing }));
  return all;
}

function day({ at }: Message): string {
  const date = new Date(at);
  return date.toDateString() === new Date().toDateString()
    ? new Intl.RelativeTimeFormat(config.locale, { numeric: 'auto' }).format(0, 'day')
    : date.toLocaleDateString(config.locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

function time({ at }: Message): string {
  return new Date(at).toLocaleTimeString(config.locale, { timeStyle: 'short' });
}

function who({ author, name }: Said): string {
  return (
    (author === 'contact' && t('chat.you')) ||
    (author === 'machine' && t('chat.automatic')) ||
    name ||
    ''
  );
}

function message(it: Said): Element {
  const { article } = it;
  return h(
    `div.said.${it.author}`,
    h('span.sr', `${who(it)}: `),
    it.text && h('p', ...linked(it.text)),
    ...(more?.files(it.files) ?? []),
    article &&
      it.kind === 'answer' &&
      button(
        'source',
        () => void goRead(article.id),
        h('small', t('chat.source')),
        h('span', article.title),
      ),
  );
}

/** Text in which web addresses lead there. */
export function linked(text: string): (string | Element)[] {
  return text
    .split(/(https?:\/\/\S*[^\s.,;:!?)])/)
    .map((it, at) => (at % 2 ? h('a', { href: it, target: '_blank', rel: 'noopener' }, it) : it));
}
