// The conversation by e-mail: an address, and a code that proves it.
import { conversation, messages, newKey } from '../chat';
import { button, call, config, h, t } from '../kit';
import type { Mailed, Refusal } from '../protocol';
import type { Row } from '../rows';
import { say, update } from '../stage';

type Step = '' | 'address' | 'code' | 'sent';

let step: Step = '';
let email = '';
let key = '';
/** What is to be filled in. */
let asked: HTMLElement | undefined;

function go(next: Step): void {
  step = next;
  asked = undefined;
  update();
  (asked as HTMLElement | undefined)?.focus();
}

/** The way to it, once there is a conversation and mails leave at all. */
export function mailRow(): Row[] {
  if (!config.has_mail || !conversation || !messages[1]) return [];
  return [
    {
      id: 'mail',
      shows: step,
      make: () => (step === '' ? ask() : step === 'sent' ? sent() : form()),
    },
  ];
}

function ask(): Element {
  const begin = () => {
    key = newKey();
    email ||= conversation?.card?.email ?? '';
    go('address');
  };
  return h('p.event', button('link', begin, t('chat.mail.ask')));
}

function sent(): Element {
  return h('p.event', { role: 'status' }, t('chat.mail.sent', { email }));
}

function form(): Element {
  const isCode = step === 'code';
  const flaw = h('p.flaw', { role: 'alert' });
  const field = isCode
    ? h('input', { inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 20 })
    : h('input', { type: 'email', autocomplete: 'email', maxLength: 254, value: email });

  asked = field;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!isCode && email !== field.value) {
      email = field.value;
      key = newKey();
    }
    flaw.textContent = '';
    try {
      const code = isCode ? { code: field.value } : {};
      const { mail } = await call<Mailed>('acts', { key, act: 'mail', email, ...code });
      go(mail === 'sent' ? 'sent' : 'code');
    } catch (problem) {
      const isWrong = (problem as Refusal).status === 422;
      flaw.textContent = t(
        isWrong ? (isCode ? 'chat.mail.wrong' : 'chat.card.flaw') : 'chat.mail.failed',
      );
      field.focus();
    }
  }

  if (isCode) say(t('chat.mail.check', { email }));
  return h(
    'form.card.hand',
    { noValidate: true, submit },
    h('h2', t('chat.mail.ask')),
    isCode && h('p', t('chat.mail.check', { email })),
    h('label', t(isCode ? 'chat.mail.code' : 'chat.card.email'), field),
    flaw,
    h('button.main', t('chat.send')),
    button('link', () => go(''), t('chat.file.cancel')),
  );
}
