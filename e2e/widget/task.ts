// A task as the service in memory plays it: who is it, where to, is this right, done.

interface Field {
  key: string;
  kind: string;
  label: string;
  [more: string]: unknown;
}

export interface Task {
  run: string;
  action: string;
  title: string;
  step: 'prove' | 'fields' | 'confirm' | 'running';
  text: string;
  fields: Field[];
  summary: { label: string; value: string }[];
}

/** What arrives of one post. */
export interface Move {
  values?: Record<string, string>;
  confirm?: boolean;
  edit?: boolean;
  cancel?: boolean;
}

/** The one code that is right. */
export const CODE = '246810';
const COUNTRIES = 'Deutschland Österreich Schweiz Polen Frankreich Italien Spanien'.split(' ');
const WINDOWS = ['vormittags', 'nachmittags', 'abends'];

const field = (key: string, kind: string, label: string, more: object = {}): Field => ({
  key,
  kind,
  label,
  hint: null,
  is_required: true,
  value: null,
  max_length: null,
  options: [],
  error: null,
  autocomplete: null,
  ...more,
});
const options = (all: string[]) => all.map((it) => ({ value: it.toLowerCase(), label: it }));

const EMAIL = () => field('email', 'email', 'E-Mail', { autocomplete: 'email', max_length: 254 });
const PROOF = () =>
  field('code', 'code', 'Code', {
    hint: 'Sechs Ziffern aus der E-Mail an Sie.',
  });
const ADDRESS = () => [
  field('street', 'text', 'Straße und Hausnummer', {
    hint: 'Zum Beispiel Lotsenweg 5',
    max_length: 80,
    autocomplete: 'street-address',
  }),
  field('country', 'choice', 'Land', {
    options: options(COUNTRIES),
    value: 'deutschland',
  }),
  field('day', 'date', 'Wunschtag', { is_required: false }),
  field('window', 'choice', 'Uhrzeit', { options: options(WINDOWS) }),
];

export function begin(run: string): Task {
  return {
    run,
    action: 'address',
    title: 'Lieferadresse ändern',
    step: 'prove',
    text: 'Damit nur Sie das können: Mit welcher Adresse haben Sie bestellt?',
    fields: [EMAIL()],
    summary: [],
  };
}

/** What comes next; `null` when the task was dropped. */
export function next(task: Task, move: Move): Task | null {
  if (move.cancel) return null;
  if (move.edit) return { ...task, step: 'fields', summary: [], text: '' };
  if (move.confirm) return { ...task, step: 'running', text: '', fields: [], summary: [] };
  const values = move.values ?? {};
  const fields = task.fields.map((it) => {
    const value = values[it.key] ?? it['value'];
    return { ...it, value, error: wrong(it, String(value ?? '')) };
  });
  if (fields.some((it) => it.error)) return { ...task, fields };
  if (fields[0]?.key === 'email')
    return {
      ...task,
      fields: [PROOF()],
      text: 'Wir haben Ihnen einen Code geschickt.',
    };
  if (task.step === 'prove')
    return {
      ...task,
      step: 'fields',
      fields: ADDRESS(),
      text: 'Wohin soll das Paket?',
    };
  const summary = fields.map((it) => ({ label: it.label, value: inWords(it) }));
  return {
    ...task,
    step: 'confirm',
    fields,
    summary,
    text: 'Ist das richtig so?',
  };
}

/** The value of a field as people read it. */
function inWords({ value, ...field }: Field & { value: unknown }): string {
  const all = field['options'] as { value: string; label: string }[];
  return all.find((it) => it.value === value)?.label ?? (value ? String(value) : '–');
}

function wrong({ key }: Field, value: string): string | null {
  if (key === 'code' && value !== CODE) return 'Dieser Code stimmt nicht.';
  if (key === 'street' && !/\d/.test(value)) return 'Bitte mit Hausnummer.';
  return null;
}
