// The card of a task: no letter is lost, nothing is sent twice, and what is wrong is at its field.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../locales/parts/chat.en.json';
import { perform } from '../chat';
import { h, icon } from '../dom';
import { configure, take } from '../kit';
import type { Config, Field, Message, Post, Task, Widget } from '../protocol';
import { show } from '../rows';
import { makePart } from '../view/field';
import { receiptRow, refusedUndo } from '../view/receipt';
import { refusedTask, taskRow } from '../view/task';

const { outbox } = vi.hoisted(() => ({
  outbox: { posts: [] as Post[], isStuck: false, flush: () => Promise.resolve() },
}));
const known = vi.hoisted(() => ({ conversation: null as { task: { run: string } } | null }));
vi.mock('../chat', () => ({
  outbox,
  get conversation() {
    return known.conversation;
  },
  perform: vi.fn((run: string, what: object) =>
    outbox.posts.push({ path: 'task', body: { key: 'k', run, ...what } }),
  ),
  act: vi.fn((act: string, more: object) =>
    outbox.posts.push({ path: 'acts', body: { key: 'u', act, ...more } }),
  ),
}));
vi.mock('../stage', () => ({ say: vi.fn(), update: vi.fn() }));
vi.mock('../view/talk', () => ({ linked: (text: string) => [text] }));

const field = (more: Partial<Field> = {}): Field => ({
  key: 'street',
  kind: 'text',
  label: 'Street',
  hint: null,
  is_required: true,
  value: null,
  max_length: null,
  options: [],
  error: null,
  autocomplete: null,
  ...more,
});
const task = (run: string, more: Partial<Task> = {}): Task => ({
  run,
  action: 'address',
  title: 'Change the address',
  step: 'fields',
  text: 'Where to?',
  fields: [field()],
  summary: [],
  ...more,
});
const options = (n: number) =>
  Array.from({ length: n }, (_, at) => ({ value: `${at}`, label: `No ${at}` }));

let root: HTMLElement;
beforeEach(() => {
  root = h('div');
  document.body.replaceChildren(root);
  const given = { h, icon, root: document, origin: 'https://help.example', paint: () => undefined };
  take(given as unknown as Widget);
  const brand = { accent: null, on_accent: null };
  configure({ texts: en, locale: 'en', brand } as unknown as Config);
  outbox.posts = [];
  outbox.isStuck = false;
  vi.mocked(perform).mockClear();
});

function draw(now: Task): void {
  show(root, [taskRow(now)]);
}
const input = () => root.querySelector('input') as HTMLInputElement;
const shown = (name: string) =>
  [...root.querySelectorAll('button')].find((it) => it.textContent === name);
const submit = () => root.querySelector('form')!.dispatchEvent(new Event('submit'));

function type(text: string): void {
  input().value = text;
  input().dispatchEvent(new Event('input', { bubbles: true }));
}

describe('a field', () => {
  it('keeps what is typed when the service says something else meanwhile', () => {
    const part = makePart(field(), '');
    root.append(part.element);
    part.update(field({ value: 'Old road 1' }));
    expect(part.read()).toBe('Old road 1');
    type('New ro');
    part.update(field({ value: 'Old road 1', error: 'No number.' }));
    expect(input().value).toBe('New ro');
    expect(part.isWrong()).toBe(true);
  });

  it('shows what the service has made of a value once that is taken', () => {
    const part = makePart(field(), '');
    root.append(part.element);
    part.update(field());
    type('20095');
    part.read();
    part.update(field({ value: '20095 Hamburg' }));
    expect(input().value).toBe('20095');
    part.settle();
    expect(input().value).toBe('20095 Hamburg');
  });

  it('is described by its hint and by what is wrong', () => {
    const part = makePart(field({ hint: 'With its number' }), '');
    root.append(part.element);
    part.check();
    const ids = input().getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'With its number',
      en['chat.task.missing'],
    ]);
    expect(input().getAttribute('aria-invalid')).toBe('true');
  });

  it('offers up to six options at once, and more in a list', () => {
    const few = makePart(field({ kind: 'choice', options: options(6) }), '');
    expect(few.element.querySelectorAll('input[type=radio]').length).toBe(6);
    const many = makePart(field({ kind: 'choice', options: options(7) }), '');
    expect(many.element.querySelectorAll('select option').length).toBe(8);
  });

  it('reads a code without the spaces it was copied with', () => {
    const part = makePart(field({ kind: 'code' }), '');
    root.append(part.element);
    type(' 246 810 ');
    expect(part.read()).toBe('246810');
    expect(input().autocomplete).toBe('one-time-code');
  });
});

describe('the card', () => {
  it('sends one post for a click, however often it is pressed', () => {
    draw(task('once'));
    type('Lotsenweg 5');
    submit();
    submit();
    expect(perform).toHaveBeenCalledTimes(1);
    expect(perform).toHaveBeenCalledWith('once', { values: { street: 'Lotsenweg 5' } });
    draw(task('once'));
    expect(shown(en['chat.task.next'])?.ariaDisabled).toBe('true');
    outbox.posts = [];
    draw(task('once'));
    expect(shown(en['chat.task.next'])?.ariaDisabled).toBeNull();
  });

  it('keeps its control while news arrive, and forgets it with the question', () => {
    draw(task('keeps'));
    const before = input();
    type('Lots');
    draw(task('keeps', { text: 'Where shall it go?' }));
    expect(input()).toBe(before);
    expect(before.value).toBe('Lots');
    draw(task('keeps', { step: 'confirm', summary: [{ label: 'Street', value: 'Lots 1' }] }));
    draw(task('keeps', { fields: [field({ value: 'Lots 1' })] }));
    expect(input().value).toBe('Lots 1');
  });

  it('keeps the letters when a question is put in other words', () => {
    draw(task('words'));
    type('Lots');
    draw(task('words', { fields: [field({ hint: 'With its number' })] }));
    expect(input().value).toBe('Lots');
  });

  it('keeps the letters and says so when the service refuses', () => {
    known.conversation = { task: { run: 'refused' } };
    draw(task('refused'));
    type('Lotsenweg 5');
    submit();
    expect(refusedTask(outbox.posts[0]!.body)).toBe(true);
    outbox.posts = [];
    draw(task('refused'));
    expect(root.querySelector('[role=alert]')?.textContent).toBe(en['chat.task.refused']);
    expect(input().value).toBe('Lotsenweg 5');
  });

  it('moves the focus to what is asked next, only for those who are in it', () => {
    draw(task('focus', { step: 'prove' }));
    draw(task('focus', { step: 'fields' }));
    expect(document.activeElement).toBe(document.body);
    input().focus();
    draw(task('focus', { fields: [field({ key: 'town' }), field()] }));
    expect(document.activeElement?.id).toBe('lotse-town');
    draw(task('focus', { step: 'confirm' }));
    expect(document.activeElement?.textContent).toBe('Change the address');
  });

  it('lists what is about to be done', () => {
    draw(task('list', { step: 'confirm', summary: [{ label: 'Street', value: 'Lotsenweg 5' }] }));
    expect(root.querySelector('dl')?.textContent).toBe('StreetLotsenweg 5');
    shown(en['chat.task.edit'])?.click();
    expect(perform).toHaveBeenCalledWith('list', { edit: true });
  });
});

describe('a receipt', () => {
  const receipt = (more: object = {}) =>
    ({
      seq: 7,
      text: 'It goes to Lotsenweg 5.',
      receipt: {
        title: 'Address changed',
        reference: 'B-1',
        links: [
          { label: 'Track', url: 'https://shop.example/t' },
          { label: 'Bad', url: 'javascript:x()' },
        ],
        undo_until: new Date(Date.now() + 60_000).toISOString(),
        is_undone: false,
        ...more,
      },
    }) as unknown as Message;
  const undo = en['chat.receipt.undo'];

  it('leads to pages only, in a new tab that knows nothing of this one', () => {
    show(root, [receiptRow(receipt(), 'a')]);
    const [link, ...rest] = root.querySelectorAll('a');
    expect([link?.href, link?.target, link?.rel]).toEqual([
      'https://shop.example/t',
      '_blank',
      'noopener',
    ]);
    expect(rest).toEqual([]);
  });

  it('can be undone once, while there is time', () => {
    show(root, [receiptRow(receipt(), 'b')]);
    shown(undo)?.click();
    expect(outbox.posts.map((it) => it.body['message'])).toEqual([7]);
    shown(en['chat.sending'])?.click();
    expect(outbox.posts.length).toBe(1);
    outbox.posts = [];
    show(root, [receiptRow(receipt(), 'b')]);
    expect(shown(undo)?.ariaDisabled).toBeNull();
    show(root, [receiptRow(receipt({ is_undone: true }), 'b')]);
    expect(root.textContent).toContain(en['chat.receipt.undone']);
    for (const undo_until of [null, new Date(0).toISOString()]) {
      outbox.posts = [];
      show(root, [receiptRow(receipt({ undo_until }), 'b')]);
      expect(shown(undo)).toBeUndefined();
    }
  });

  it('says that it was too late', () => {
    expect(refusedUndo({ key: 'u', act: 'undo', message: 7 })).toBe(true);
    show(root, [receiptRow(receipt(), 'c')]);
    expect(root.textContent).toContain(en['chat.receipt.refused']);
    expect(shown(undo)).toBeUndefined();
  });
});
