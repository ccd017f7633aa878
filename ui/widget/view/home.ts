// The first view: the greeting, a box to ask in, what is asked most, and the running conversation.
import { isOver, known, messages, searched, unseen, write } from '../chat';
import { button, call, CLOSE, config, GO, h, icon, presence, t, tool, UP } from '../kit';
import type { Suggested } from '../protocol';
import { show } from '../rows';
import { close, goRead, goTalk, person, say, type View } from '../stage';

const LOUPE = 'M11 4a7 7 0 0 1 0 14 7 7 0 0 1 0-14M16 16l4 4';
const PERSON = 'M12 4a4 4 0 0 1 0 8 4 4 0 0 1 0-8M5 20c1-7 13-7 14 0';
const PAUSE_MS = 180;

export function home(): View {
  const { greeting } = config;
  const name = known.name || greeting.name;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const list = h('div.card.list');
  const running = h('div');
  const input = h('input', {
    ariaLabel: t('chat.ask'),
    placeholder: t('chat.ask'),
    maxLength: 4000,
    autocomplete: 'off',
    enterKeyHint: 'send',
    input() {
      clearTimeout(timer);
      timer = setTimeout(suggest, PAUSE_MS);
    },
  });
  const title = h(
    'h2',
    { tabIndex: -1 },
    name
      ? t('chat.hello.name', { name })
      : t(greeting.key === 'new' ? 'chat.hello' : 'chat.hello.again'),
    h('br'),
    greeting.case
      ? t('chat.hello.case', { reference: greeting.case.reference })
      : t(greeting.key === 'order' ? 'chat.hello.order' : 'chat.how'),
  );

  function offer(title: string, items: Suggested[]): void {
    list.hidden = !items[0];
    list.replaceChildren(
      h('h3', title),
      ...items.map((it) => button('row', () => void goRead(it.article), it.title, icon(GO))),
    );
  }

  async function suggest(): Promise<void> {
    const q = input.value.trim();
    let items: Suggested[] = [];
    if (q.length > 2)
      try {
        const query = new URLSearchParams({ brand: config.brand.slug, locale: config.locale, q });
        ({ items } = await call<{ items: Suggested[] }>(`suggest?${query}`));
        if (q !== input.value.trim()) return;
        say(t('chat.found', { n: items.length }));
        searched(q);
      } catch {
        // What is asked most then stays.
      }
    if (items[0]) offer(t('chat.matching'), items);
    else offer(t('chat.most_asked'), config.most_asked);
  }

  void suggest();
  return {
    isBare: true,
    element: h(
      'div.home',
      h(
        'div.hero',
        h('div.top', h('b', config.brand.name), tool(CLOSE, t('chat.close'), close)),
        title,
      ),
      h(
        'form.ask',
        {
          submit(event: Event) {
            event.preventDefault();
            const text = input.value.trim();
            clearTimeout(timer);
            if (text) write(text);
            goTalk();
          },
        },
        icon(LOUPE),
        input,
        tool(UP, t('chat.ask.send')),
      ),
      running,
      way(person, icon(PERSON), t('chat.person'), presence()),
      list,
      h('p.foot', config.mode !== 'off' && h('b.label', t('chat.automatic')), config.retention),
    ),
    update() {
      const last = messages.at(-1);
      const text = last && (last.text || last.files[0]?.name);
      const count = `${unseen() || ''}`;
      const make = () => way(goTalk, count || icon(UP), t('chat.running'), text ?? '');
      show(running, text && !isOver() ? [{ id: '', shows: [text, count], make }] : []);
    },
    focus: (isPhone) => (isPhone ? title : input).focus(),
  };
}

/** A large button that leads somewhere. */
function way(click: () => void, mark: Element | string, title: string, text: string): Element {
  return button(
    'card.way',
    click,
    h(typeof mark === 'string' ? 'span.face.count' : 'span.face', mark),
    h('span', h('b', title), h('small', text)),
    icon(GO),
  );
}
