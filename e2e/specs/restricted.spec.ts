// What is not for everybody: customers sign in by a code, everybody else never hears of it.
import { expect, test, type Page } from '@playwright/test';
import { OF_LOCALE } from '../processes';
import { firstResult, search, searchField } from '../pages';
import { word } from '../words';

const PRICES = { words: 'Preisliste für Firmen', title: 'Preisliste für Firmen' };
const ORDERS = { words: 'Meine früheren Bestellungen', title: 'Meine früheren Bestellungen' };

// The process that has the fewest forms sent to it.
test.use({ baseURL: OF_LOCALE.pl });

/** Signs in with the newest code that was sent there. */
async function signInAsCustomer(page: Page, email: string): Promise<void> {
  await page.goto('/de/sign-in');
  await page.getByLabel(word('de', 'contact.email'), { exact: true }).fill(email);
  await page.getByRole('button', { name: word('de', 'signin.send') }).click();
  const title = word('de', 'signin.code_title');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const mails = await page.context().newPage();
  await mails.goto('/demo/mail');
  const mail = mails.getByRole('listitem').filter({ hasText: email }).first();
  const code = /\d{6}/.exec((await mail.textContent()) ?? '')?.[0];
  await mails.close();
  await page.getByLabel(word('de', 'signin.code'), { exact: true }).fill(code ?? '');
  await page.getByRole('button', { name: word('de', 'signin.in'), exact: true }).click();
  await expect(page.getByRole('button', { name: word('de', 'signin.out') })).toBeVisible();
}

test('nobody finds an article that is not for everybody', async ({ page, request }) => {
  for (const { words, title } of [PRICES, ORDERS]) {
    await search(page, 'de', words);
    await expect(page.getByRole('link', { name: title })).toHaveCount(0);
    await page.goto('/de/');
    const suggested = page.waitForResponse((it) => it.url().includes('/suggest'));
    await searchField(page, 'de').fill(words);
    await suggested;
    await expect(page.getByRole('option', { name: title })).toHaveCount(0);
  }
  for (const path of ['/sitemap.xml', '/llms.txt', '/de/feed.xml']) {
    expect(await (await request.get(path)).text(), path).not.toContain(PRICES.title);
  }
});

test('a customer reads what is for customers, a business what is for businesses', async ({
  page,
}) => {
  await signInAsCustomer(page, 'kundin@example.org');
  await search(page, 'de', ORDERS.words);
  await expect(firstResult(page)).toHaveText(ORDERS.title);
  await firstResult(page).click();
  await expect(page.getByRole('heading', { level: 1, name: ORDERS.title })).toBeVisible();
  const address = page.url();
  await search(page, 'de', PRICES.words);
  await expect(page.getByRole('link', { name: PRICES.title })).toHaveCount(0);

  await page.getByRole('button', { name: word('de', 'signin.out') }).click();
  const gone = await page.goto(address);
  expect(gone?.status()).toBe(404);
  // Whoever has only forgotten to sign in is shown the way.
  const signIn = page.getByRole('main').getByRole('link', { name: word('de', 'signin.in') });
  await expect(signIn).toBeVisible();

  await signInAsCustomer(page, 'firma@example.org');
  await search(page, 'de', PRICES.words);
  await expect(firstResult(page)).toHaveText(PRICES.title);
});
