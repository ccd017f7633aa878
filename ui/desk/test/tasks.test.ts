// What agents see of tasks: one that runs, one that was done, one that failed.
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../src/lib/api';
import { language, t } from '../src/lib/i18n.svelte';
import CardView from '../src/requests/CardView.svelte';
import ReceiptView from '../src/requests/ReceiptView.svelte';
import TaskView from '../src/requests/TaskView.svelte';

beforeAll(() => language.choose('en'));
afterEach(cleanup);

const card = {
  wish: 'Change my address',
  mood: 'neutral',
  reason: 'action_refused',
  tried: [],
  read: [],
  searched: [],
  asked: [],
  page: null,
  name: null,
  email: null,
  attempt: {
    title: 'Change the delivery address',
    outcome: 'The parcel is on its way.',
    values: [{ label: 'Street', value: 'Lotsenweg 5' }],
  },
} as unknown as NonNullable<Conversation['card']>;

describe('the card of a hand-over', () => {
  it('says what was tried, why it was not done, and what was entered', () => {
    render(CardView, { card, happened: [], locale: 'en' });
    expect(
      screen.getByText(t('desk.attempt', { title: 'Change the delivery address' })),
    ).toBeTruthy();
    expect(screen.getByText('The parcel is on its way.')).toBeTruthy();
    expect(screen.getByText('Lotsenweg 5').closest('div')?.textContent).toContain('Street');
    expect(screen.getByText(t('desk.why_action_refused'))).toBeTruthy();
  });

  it('says when the customer broke off', () => {
    const attempt = { ...card.attempt!, outcome: '' };
    render(CardView, { card: { ...card, attempt }, happened: [], locale: 'en' });
    expect(screen.getByText(t('desk.attempt_broken_off'))).toBeTruthy();
  });

  it('says when to call, by the clock of the brand, with a number to dial', () => {
    const callback = {
      phone: '+49301234567',
      from: '2026-11-30T14:00:00Z',
      until: '2026-11-30T16:00:00Z',
      time_zone: 'America/New_York',
    };
    render(CardView, { card: { ...card, callback }, happened: [], locale: 'en' });
    const link = screen.getByRole('link', { name: '+49301234567' });
    expect(link.getAttribute('href')).toBe('tel:+49301234567');
    const text = link.parentElement?.textContent ?? '';
    expect(text).toMatch(/Monday, November 30.*9:00\s–\s11:00\sAM/);
    expect(text).toContain(t('desk.callback_place', { place: 'New York' }));
  });

  it('tells what happened on the page as the page has said it, and opens a long list only when asked', () => {
    const event = (name: string, value: string) => ({
      name,
      properties: [{ name: 'reason', value }],
      at: '2026-11-27T12:00:00Z',
    });
    const events = [event('add_to_cart', 'H52'), event('<i>failed</i>', '<b>card</b>')];
    const { unmount } = render(CardView, { card, happened: events, locale: 'en' });
    const items = screen.getAllByRole('listitem').map((it) => it.textContent);
    const told = items.filter((it) => it.includes('reason: '));
    expect(told[0]).toContain('add_to_cart');
    expect(told[1]).toContain('<i>failed</i>');
    expect(told[1]).toContain('reason: <b>card</b>');
    const list = screen.getByText(t('desk.on_page', { n: 2 })).closest('details');
    expect(list?.open).toBe(true);
    unmount();
    render(CardView, { card, happened: Array(6).fill(events[0]), locale: 'en' });
    expect(screen.getByText(t('desk.on_page', { n: 6 })).closest('details')?.open).toBe(false);
  });
});

describe('a receipt', () => {
  const receipt = {
    title: 'Address changed',
    reference: 'B-1',
    links: [{ label: 'Track', url: 'https://shop.example/t' }],
    undo_until: '2026-11-27T12:00:00Z',
    is_undone: false,
  };

  it('shows its number and its papers, and until when it can be undone', () => {
    render(ReceiptView, { receipt, locale: 'en' });
    const part = within(screen.getByRole('region', { name: 'Address changed' }));
    expect(part.getByText(t('desk.receipt_reference', { reference: 'B-1' }))).toBeTruthy();
    expect(part.getByRole('link', { name: 'Track' }).getAttribute('rel')).toBe('noopener');
    expect(part.queryByText(t('desk.receipt_undone'))).toBeNull();
    expect(part.getByText(/Nov 27, 2026/)).toBeTruthy();
  });

  it('says that it was undone, and then no more until when it can be', () => {
    render(ReceiptView, { receipt: { ...receipt, is_undone: true }, locale: 'en' });
    expect(screen.getByText(t('desk.receipt_undone'))).toBeTruthy();
    expect(screen.queryByText(/Nov 27, 2026/)).toBeNull();
  });
});

it('a task says where it stands', () => {
  const task = { title: 'Change the address', step: 'fields', asks: ['Street', 'City'] };
  render(TaskView, { task, locale: 'en' });
  const status = screen.getByRole('status');
  expect(status.textContent).toContain('Change the address');
  expect(status.textContent).toContain(t('desk.doing_fields', { asks: 'Street, City' }));
});
