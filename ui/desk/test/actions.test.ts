// Actions between what the program keeps and what the forms show, and where a flaw is mended.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { saysSame, titleOf, type ActionDocument } from '../src/actions/document';
import { documentOf, draftOf, newDraft, newField, NoJson } from '../src/actions/draft';
import { flawAt, flawsOf, partOf } from '../src/actions/flaws';
import { ActionWork } from '../src/actions/work.svelte';
import { ApiError, type Action } from '../src/lib/api';
import { language, t } from '../src/lib/i18n.svelte';

beforeAll(() => language.choose('en'));

const texts = (title: string, label: string) => ({
  title,
  words: ['address'],
  start: 'Where to?',
  confirm: 'To {street}?',
  done: 'Done.',
  undone: 'As before.',
  none: '',
  fields: { street: { label, hint: 'With its number' }, when: { label: 'When' } },
  refused: { shipped: 'It is on its way.' },
  values: { am: 'In the morning', open: 'Not yet sent' },
});

const whole: ActionDocument = {
  system: 'shop',
  level: 'possession',
  articles: ['a1'],
  form: {
    type: 'object',
    required: ['street'],
    properties: {
      street: {
        type: 'string',
        pattern: '\\d',
        minLength: 3,
        maxLength: 80,
        'x-autocomplete': 'street-address',
      },
      when: { type: 'string', enum: ['am', 'pm'] },
      order: {
        type: 'string',
        'x-options': { path: '/orders', items: 'orders', value: '{id}', label: '{name}' },
      },
      day: { type: 'string', format: 'date' },
    },
    'x-order': ['order', 'street'],
  },
  call: { method: 'PUT', path: '/orders/{order}', body: { street: '{street}', n: [1, null] } },
  undo: { method: 'DELETE', path: '/orders/{order}/address' },
  undo_until: '{result.until}',
  reference: '{result.number}',
  links: [{ url: '{result.url}', label: { en: 'Track', de: 'Verfolgen' } }],
  texts: { en: texts('Change the address', 'Street'), de: texts('Adresse ändern', 'Straße') },
};

const action = (document: ActionDocument = whole): Action =>
  ({
    id: 'x',
    brand_id: 'b',
    name: 'change_address',
    is_enabled: true,
    version: 3,
    document,
  }) as unknown as Action;
const work = () => new ActionWork(action(), 'b', 'shop', ['en', 'de', 'pl']);

describe('an action', () => {
  it('is kept as it was when nothing is changed', () => {
    const back = documentOf(draftOf(whole, ['en', 'de', 'pl']));
    const order = ['order', 'street', 'when', 'day'];
    const { form } = whole;
    expect(saysSame(back, { ...whole, form: { ...form, 'x-order': order } })).toBe(true);
  });

  it('leaves out a language in which nothing is said, so that it is missed', () => {
    expect(Object.keys(documentOf(draftOf(whole, ['pl'])).texts)).toEqual(['en', 'de']);
    expect(documentOf(newDraft('shop', ['en'])).texts).toEqual({});
  });

  it('takes the names of a field along when its key changes', () => {
    const draft = draftOf(whole, ['en']);
    draft.fields[1]!.key = 'road';
    const { texts, form } = documentOf(draft);
    expect(texts['de']?.fields['road']?.label).toBe('Straße');
    expect(form.required).toEqual(['road']);
  });

  it('keeps names of options with the options, and other words of the system apart', () => {
    const draft = draftOf(whole, ['en']);
    const when = draft.fields.find((it) => it.key === 'when');
    expect(when?.options[0]?.labels['en']).toBe('In the morning');
    expect(draft.texts['en']?.values).toEqual([{ code: 'open', text: 'Not yet sent' }]);
  });

  it('has no body that is no JSON', () => {
    const draft = newDraft('shop', ['en']);
    draft.undo = { method: 'POST', path: '/', body: '{' };
    expect(() => documentOf(draft)).toThrow(NoJson);
  });

  it('is called by its title in the language, else in any, else by its name', () => {
    expect(titleOf(whole.texts, 'de', 'x')).toBe('Adresse ändern');
    expect(titleOf(whole.texts, 'pl', 'x')).toBe('Change the address');
    expect(titleOf({}, 'pl', 'x')).toBe('x');
  });
});

describe('the work on an action', () => {
  it('is changed by what is written, not by looking at it as JSON', () => {
    const it = work();
    expect(it.writeByHand()).toBe(true);
    expect(it.isChanged).toBe(false);
    it.raw = `${it.raw} `;
    expect(it.isChanged).toBe(false);
    it.raw = it.raw!.replace('Straße', 'Weg');
    expect(it.isChanged).toBe(true);
    expect(it.useForms()).toBe(true);
    expect(it.draft.texts['de']?.title).toBe('Adresse ändern');
    expect(it.draft.fields.find((one) => one.key === 'street')?.labels['de']?.label).toBe('Weg');
  });

  it('stays with the JSON while that is none, or says more than the forms know', () => {
    const it = work();
    it.raw = '{';
    expect(it.useForms()).toBe(false);
    expect(it.flaws).toEqual({ '/raw': t('error.field.not_json') });
    it.raw = JSON.stringify({ ...whole, surprise: 1 });
    expect(it.useForms()).toBe(false);
    expect(it.flaws).toEqual({ '/raw': t('error.field.not_an_action') });
    for (const raw of ['[]', 'null', '{"form":{}}']) {
      it.raw = raw;
      expect(it.useForms()).toBe(false);
    }
    const { form: _, undo: __, undo_until: ___, ...rest } = whole;
    const short = { ...rest, articles: undefined, texts: { en: { title: 'Cancel' } } };
    for (const document of [whole, short]) {
      it.raw = JSON.stringify(document);
      expect(it.useForms()).toBe(true);
    }
    expect(it.flaws).toEqual({});
  });

  const demo = join(import.meta.dirname, '../../../fixtures/demo/actions');
  it.each(readdirSync(demo))('shows all that %s of the demo says', (name) => {
    const it = work();
    it.raw = readFileSync(join(demo, name), 'utf8');
    expect(it.useForms()).toBe(true);
  });

  it('loses nothing the forms do not know, but is written by hand', () => {
    const document = { ...whole, surprise: 1 } as unknown as ActionDocument;
    const it = new ActionWork(action(document), 'b', 'shop', ['en']);
    expect(it.isChanged).toBe(false);
    expect(it.document()).toEqual(document);
  });

  it('says at its place that a body is no JSON', () => {
    const it = work();
    it.draft.call.body = '{';
    expect(it.document()).toBeNull();
    expect(it.flaws).toEqual({ '/call/body': t('error.field.not_json') });
  });

  it('is a new field with a key of its own', () => {
    expect(newField().id).not.toBe(newField().id);
  });
});

describe('a flaw', () => {
  const error = new ApiError(422, {
    code: 'field_wrong',
    fields: [
      { name: 'document/texts/de/title', code: 'empty' },
      { name: 'document/call/body/street', code: 'unknown' },
      { name: 'name', code: 'taken' },
    ],
  });

  it('stands at its place in the document', () => {
    const flaws = flawsOf(error);
    expect(flaws['/texts/de/title']).toBe(t('error.field.empty'));
    expect(flaws['name']).toBe(t('error.field.taken'));
    expect(flawAt(flaws, '/call/body')).toBe(t('error.field.unknown'));
    expect(flawAt(flaws, '/call/bo')).toBeUndefined();
  });

  it.each([
    ['name', 'general'],
    ['/system', 'general'],
    ['/articles/0', 'general'],
    ['/texts/de', 'texts'],
    ['/texts/de/refused/gone', 'texts'],
    ['/texts/de/fields/street/label', 'fields'],
    ['/form/properties/street/pattern', 'fields'],
    ['/call/path', 'calls'],
    ['/undo_until', 'calls'],
  ])('at %s is mended in %s', (at, part) => expect(partOf(at)).toBe(part));
});
