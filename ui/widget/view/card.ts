// What the people who take over get to know: shown to the visitor, who may correct it.
import { conversation, correct } from '../chat';
import { button, config, h, presence, t } from '../kit';
import type { Card } from '../protocol';
import type { Row } from '../rows';
import { say, update } from '../stage';

/** Whether the visitor corrects it; until it was touched, whether an address is missing. */
let isEdited: boolean | undefined;

export function cardRow(): Row {
  const card = conversation?.card ?? {};
  const isForm = isEdited ?? !card.email;
  return { id: 'card', shows: isForm || card, make: () => (isForm ? form : summary)(card) };
}

function edit(now: boolean): void {
  isEdited = now;
  update();
}

function summary({ wish, name, email }: Card): Element {
  return h(
    'div.card.hand',
    h('h2', t('chat.card.title')),
    h('p', [wish, name, email].filter(Boolean).join('\n')),
    button('pill', () => edit(true), t('chat.card.change')),
  );
}

function form(card: Card): Element {
  const flaw = h('p.flaw', { role: 'alert' });
  const field = (name: 'wish' | 'name' | 'email', tag: 'input' | 'textarea', more: object) =>
    h(tag, { name, value: card[name] ?? '', ...more });
  const fields = [
    field('wish', 'textarea', { rows: 2, maxLength: 4000 }),
    field('name', 'input', { autocomplete: 'name', maxLength: 120 }),
    field('email', 'input', { type: 'email', autocomplete: 'email', maxLength: 254 }),
  ];

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const wrong = fields.find((it) => !it.validity.valid);
    flaw.textContent = wrong ? t('chat.card.flaw') : '';
    if (wrong) return wrong.focus();
    try {
      await correct(Object.fromEntries(fields.map((it) => [it.name, it.value])));
      edit(false);
      say(t('chat.card.saved'));
    } catch {
      flaw.textContent = t('chat.card.failed');
    }
  }

  return h(
    'form.card.hand',
    { noValidate: true, submit },
    h('h2', t('chat.card.title')),
    h('p', config.is_open ? t('chat.card.how') : `${presence()}\n${t('chat.card.closed')}`),
    ...fields.map((it) => h('label', t(`chat.card.${it.name}`), it)),
    flaw,
    h('button.main', t('chat.card.save')),
  );
}
