// A call back: where and when, for whoever waits while nobody is there.
import { confirmed, conversation } from '../chat';
import { button, call as send, config, configure, h, t, widget } from '../kit';
import type { Callback, Card, Field, Message, Refusal } from '../protocol';
import type { Row } from '../rows';
import { say, update } from '../stage';
import type { makePart } from './field';

/** What there is to choose from. */
interface Times {
  windows: Pick<Callback, 'from' | 'until'>[];
  time_zone: string;
  /** What a number without one gets. */
  country_code: string;
  callback: Callback | null;
}

/** There while something is being chosen. */
let times: Times | undefined;
let phone = '';
/** What went wrong, as a sentence. */
let flaw = '';
/** What has the focus once it is drawn. */
let first: { focus: () => void } | undefined;

/** Makes the fields; what a task has them made by is there already. */
let make: typeof makePart;

// Since the page was opened the team may have gone home.
widget.config().then(
  (now) => {
    configure(now);
    update();
  },
  () => undefined,
);

const chosen = () => conversation?.card?.callback ?? null;

export function rows(maker: typeof makePart): Row[] {
  make = maker;
  const call = chosen();
  if (!call && !times && config.is_open) return [];
  const draw = () => (times ? form(times) : call ? summary(call) : ask());
  return [{ id: 'call', shows: [flaw, times ?? call?.asked_at], make: draw }];
}

function draw(now: Times | undefined, wrong = ''): void {
  times = now;
  flaw = wrong;
  update();
  first?.focus();
}

const alert = () => h('p.flaw', { role: 'alert' }, flaw);

function ask(): Element {
  const press = button('pill', () => void open(), t('chat.call.ask'));
  first = press;
  return h('div.choices', press, alert());
}

function summary({ phone, ...it }: Callback): Element {
  const title = h('h2', { tabIndex: -1 }, t('chat.call.title'));
  first = title;
  return h(
    'div.card.hand',
    title,
    h('p', `${when(it)} (${place(it)})\n${phone}`),
    alert(),
    h(
      'div.choices',
      button('pill', () => void open(), t('chat.call.change')),
      button('pill', () => void choose(it.asked_at, null), t('chat.call.off')),
    ),
  );
}

/** Asks for the times; who opens the form anew is told why. */
async function open(why = ''): Promise<void> {
  try {
    const now = await send<Times>('callback');
    if (!why) phone = now.callback?.phone ?? phone;
    if (conversation?.card) conversation.card.callback = now.callback;
    if (now.windows[0]) draw(now, why);
    else draw(undefined, t('chat.call.none'));
  } catch (problem) {
    const { status } = problem as Refusal;
    draw(undefined, t(status === 409 ? 'chat.call.taken' : 'chat.card.failed'));
  }
}

/** Tells the service; whether the number is wrong. */
async function choose(seen: string | null, call: object | null): Promise<boolean> {
  try {
    const done = await send<{ card: Card; messages: Message[] }>('callback', { seen, call });
    if (conversation) conversation.card = done.card;
    times = undefined;
    confirmed(done.messages);
    draw(undefined);
  } catch (problem) {
    const { status } = problem as Refusal;
    if (status === 422) return true;
    if (status === 409) await meanwhile(seen);
    else draw(times, t('chat.card.failed'));
  }
  return false;
}

/** The time is gone, or something else was chosen: says which, and shows what counts now. */
async function meanwhile(seen: string | null): Promise<void> {
  await open(t('chat.call.gone'));
  if (times && (times.callback?.asked_at ?? null) !== seen) draw(undefined, t('chat.call.changed'));
}

function form(it: Times): Element {
  const field = (more: Pick<Field, 'key' | 'kind' | 'label'> & Partial<Field>): Field => ({
    hint: null,
    is_required: true,
    value: null,
    max_length: 40,
    options: [],
    error: null,
    autocomplete: null,
    ...more,
  });
  const number = field({
    key: 'phone',
    kind: 'tel',
    label: t('chat.call.phone'),
    hint: t('chat.call.code', { code: it.country_code }),
    value: phone,
    autocomplete: 'tel',
  });
  const time = field({
    key: 'from',
    kind: 'choice',
    label: t('chat.call.when', { place: place(it) }),
    options: it.windows.map((one) => ({
      value: one.from,
      label: when({ ...one, time_zone: it.time_zone }),
    })),
  });
  const parts = [number, time].map((one) => make(one, ''));
  const [where, at] = parts as [(typeof parts)[0], (typeof parts)[0]];
  where.update(number);
  first = flaw ? at : where;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    for (const part of parts) part.check();
    const wrong = parts.find((part) => part.isFlawed());
    if (wrong) return wrong.focus();
    phone = where.read();
    if (await choose(it.callback?.asked_at ?? null, { phone, from: at.read() })) {
      where.update({ ...number, error: t('chat.call.wrong') });
      say(t('chat.call.wrong'));
      where.focus();
    }
  }

  return h(
    'form.card.hand',
    { noValidate: true, submit },
    h('h2', t('chat.call.ask')),
    alert(),
    h('div.asked', ...parts.map((part) => part.element)),
    h(
      'div.choices',
      h('button.main', t('chat.call.choose')),
      button('pill', () => draw(undefined), t('chat.task.cancel')),
    ),
  );
}

/** A time in words, by the clock of those who call. */
function when({ from, until, time_zone }: Pick<Callback, 'from' | 'until' | 'time_zone'>): string {
  return new Intl.DateTimeFormat(config.locale, {
    timeZone: time_zone,
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).formatRange(new Date(from), new Date(until));
}

/** Where that clock hangs. */
function place({ time_zone }: Pick<Callback, 'time_zone'>): string {
  return t('chat.call.place', { place: time_zone.replace(/.*\//, '').replaceAll('_', ' ') });
}
