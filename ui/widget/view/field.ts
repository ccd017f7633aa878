// One thing a task asks for: its label, a control of its kind, a hint, and what is wrong with it.
import { h, t } from '../kit';
import type { Field } from '../protocol';

/** Up to so many options stand below each other; more are a list to open. */
const FEW = 6;

type Control = HTMLInputElement | HTMLSelectElement;

export interface Part {
  key: string;
  /** Changes with everything that cannot be changed in place. */
  shows: string;
  element: Element;
  /** Takes what the service says and leaves alone what is being typed. */
  update: (field: Field) => void;
  /** What is typed and not yet taken by the service. */
  draft: () => string | undefined;
  /** Shows what is plainly wrong before anything is sent. */
  check: () => void;
  /** The value, as it is sent now. */
  read: () => string;
  /** The service has answered: what it took is no draft any more. */
  settle: () => void;
  /** Whether that check found something. */
  isFlawed: () => boolean;
  /** Whether the check or the service did. */
  isWrong: () => boolean;
  focus: () => void;
}

export function makePart(field: Field, shows: string, draft?: string): Part {
  const { key, hint, label, is_required } = field;
  const id = `lotse-${key}`;
  const name = is_required ? label : t('chat.task.optional', { label });
  const flaw = h('p.flaw', { id: `${id}-flaw` });
  const help = hint ? h('small', { id: `${id}-hint` }, hint) : '';
  const controls = makeControls(field, id);
  const [first] = controls;
  const isGroup = first?.type === 'radio';
  const box = isGroup
    ? h('fieldset', { role: 'radiogroup', input }, h('legend', name), help, flaw, ...rows())
    : h('div', { input }, h('label', { htmlFor: id }, name), help, flaw, ...controls);
  const marked = isGroup ? box : first;
  let own = '';
  let sent = '';

  function rows(): Element[] {
    return field.options.map((it, at) => h('label.option', controls[at], it.label));
  }

  function value(): string {
    const chosen = isGroup ? controls.find((it) => it.matches(':checked')) : first;
    const text = chosen?.value.trim() ?? '';
    return field.kind === 'code' ? text.replace(/\s/g, '') : text;
  }

  function write(text: string): void {
    for (const it of controls)
      if (isGroup) (it as HTMLInputElement).checked = it.value === text;
      else if (it.value !== text) it.value = text;
  }

  const mark = () => tell(marked, help && help.id, flaw, own || field.error || '');

  function input(): void {
    draft = value();
    own = '';
    mark();
  }

  if (draft !== undefined) write(draft);
  return {
    key,
    shows,
    element: box,
    draft: () => draft,
    update(now) {
      field = now;
      if (draft === undefined) write(now.value ?? '');
      mark();
    },
    check() {
      own = first ? flawIn(field, first.validity) : '';
      mark();
    },
    read: () => (sent = value()),
    settle() {
      if (!field.error && draft === sent) draft = undefined;
      if (draft === undefined) write(field.value ?? '');
    },
    isFlawed: () => !!own,
    isWrong: () => !!(own || field.error),
    focus: () => (controls.find((it) => isGroup && it.matches(':checked')) ?? first)?.focus(),
  };
}

/** Ties a hint and what is wrong to what they are about. */
function tell(about: Element | undefined, hint: string, flaw: HTMLElement, wrong: string): void {
  flaw.textContent = wrong;
  flaw.hidden = !wrong;
  about?.setAttribute('aria-invalid', `${!!wrong}`);
  const ids = [hint, wrong && flaw.id].filter(Boolean);
  about?.setAttribute('aria-describedby', ids.join(' '));
}

/** One control, or a button for each of a few options. */
function makeControls({ key, kind, options, ...field }: Field, id: string): Control[] {
  const { is_required: required, max_length } = field;
  const all = { name: key, required, autocomplete: field.autocomplete ?? '' };
  if (kind !== 'choice') {
    const isCode = kind === 'code';
    const more = isCode
      ? { inputMode: 'numeric', autocomplete: field.autocomplete ?? 'one-time-code' }
      : max_length && { maxLength: max_length };
    return [h('input', { id, type: isCode ? 'text' : kind, ...all, ...more })];
  }
  if (options.length <= FEW)
    return options.map(({ value }) => h('input', { type: 'radio', name: key, required, value }));
  const choices = [{ value: '', label: t('chat.task.choose') }, ...options];
  return [
    h('select', { id, ...all }, ...choices.map((it) => h('option', { value: it.value }, it.label))),
  ];
}

function flawIn({ kind }: Field, validity: ValidityState): string {
  if (validity.valid) return '';
  if (kind === 'choice') return t('chat.task.choose');
  if (validity.valueMissing && !validity.badInput) return t('chat.task.missing');
  return t(kind === 'date' ? 'chat.task.date' : 'chat.card.flaw');
}
