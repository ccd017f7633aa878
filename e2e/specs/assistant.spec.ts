// An administrator says how far the assistant goes; it goes no further from then on, and where customers
// find too many of its answers wrong it stops by itself until it is let again.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

const QUESTION = 'Leihrad am Bahnhof zurückgeben';

/** A brand of its own with a few articles, so that nobody else's search is changed. */
async function brand(request: APIRequestContext, name: string): Promise<void> {
  const headers = { 'X-Lotse-Desk': '1' };
  const post = async <T>(path: string, data: object) => {
    const answer = await request.post(`${FIRST}/api/v1/${path}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  };
  const { id } = await post<{ id: string }>('brands', { name, locales: ['de'] });
  for (const [title, body] of [
    ['Helm ausleihen', 'Helme gibt es an jeder Station.'],
    [QUESTION, 'Stell das Rad in den Ständer und schließ es ab.'],
    ['Rechnung herunterladen', 'Sie liegt im Konto.'],
  ]) {
    const facts = { kind: 'answer', visibility: 'public' };
    const data = { brand_id: id, facts, locale: 'de', content: { title, body } };
    const article = await post<{ id: string }>('articles', data);
    await post(`articles/${article.id}/translations/de/state`, { state: 'published' });
  }
}

async function choose(page: Page, spoken: 'de' | 'pl' | 'en', name: string): Promise<void> {
  await page.getByRole('button', { name: word(spoken, 'desk.choose_brand') }).click();
  await page.getByRole('menuitemradio', { name }).click();
}

test('assistant: it goes as far as it may, and stops where its answers are found wrong', async ({
  page,
  context,
}) => {
  const spoken = await signIn(page, ADMINISTRATOR);
  const name = `Radverleih ${Date.now() % 1_000_000}`;
  await brand(page.request, name);
  await page.reload();
  await choose(page, spoken, name);
  await page.goto('/desk/settings/assistant');
  const search = page.getByRole('region', { name: word(spoken, 'desk.surface_search') });
  const suggests = search.getByRole('radio', { name: word(spoken, 'desk.assistant_mode_suggest') });
  await expect(search).toContainText(word(spoken, 'desk.surface_not_asked'));
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const help = await context.newPage();
  const slug = name.toLowerCase().replace(' ', '-');
  const ask = () => help.goto(`/b/${slug}/de/search?q=${encodeURIComponent(QUESTION)}`);
  const answer = help.locator('section.answer');
  await ask();
  await expect(answer).toBeVisible();
  await suggests.check();
  await expect(page.getByText(word(spoken, 'desk.undo')).first()).toBeVisible();
  await ask();
  await expect(help.getByRole('link', { name: QUESTION })).toBeVisible();
  await expect(answer).toHaveCount(0);
  await page.getByRole('button', { name: word(spoken, 'desk.undo') }).click();
  await expect(suggests).not.toBeChecked();

  // Three customers in a row were answered wrongly.
  for (let n = 0; n < 3; n++) {
    await ask();
    await expect(answer).toBeVisible();
    await answer.getByRole('link', { name: QUESTION }).click();
    await help.getByText(word('de', 'help.no'), { exact: true }).click();
    await help.getByRole('button', { name: word('de', 'help.feedback.send') }).click();
    await expect(help.getByText(word('de', 'help.feedback.thanks'))).toBeVisible();
  }
  await ask();
  await expect(answer).toHaveCount(0);
  await page.reload();
  await expect(search.getByRole('status')).toBeVisible();
  await search.getByRole('button', { name: word(spoken, 'desk.surface_anew') }).click();
  await expect(search.getByRole('status')).toHaveCount(0);
  await ask();
  await expect(answer).toBeVisible();
});
