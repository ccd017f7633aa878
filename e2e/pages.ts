// How people find their way on the pages: by role and by name.
import { expect, type Locator, type Page } from '@playwright/test';
import { FIRST } from './processes';
import { PASSWORD } from './shop';
import { word, type Locale } from './words';

export function searchField(page: Page, locale: Locale): Locator {
  return page.getByLabel(word(locale, 'help.search.label'), { exact: true });
}

/** Asks from the front page and stays on the page of results. */
export async function search(page: Page, locale: Locale, words: string): Promise<void> {
  await page.goto(`/${locale}/`);
  await searchField(page, locale).fill(words);
  await searchField(page, locale).press('Enter');
  await expect(page).toHaveURL(new RegExp(`/${locale}/search\\?q=`));
}

/** The first result of a page of results, be it the answer or the first of the list. */
export function firstResult(page: Page): Locator {
  return page.getByRole('main').getByRole('heading').getByRole('link').first();
}

export function messageField(page: Page, locale: Locale): Locator {
  return page.getByLabel(word(locale, 'contact.message'), { exact: true });
}

/** The answers offered before a message is sent. */
export function answers(page: Page, locale: Locale): Locator {
  return page.getByRole('region', { name: word(locale, 'contact.maybe') });
}

/** Signs in to the desk and says which language it speaks then. */
export async function signIn(page: Page, email: string): Promise<Locale> {
  await page.goto('/desk/');
  await page.getByLabel(word('de', 'desk.email'), { exact: true }).fill(email);
  await page.getByLabel(word('de', 'desk.password'), { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: word('de', 'desk.sign_in'), exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return (await page.locator('html').getAttribute('lang')) as Locale;
}

/** A page of the shop with the chat in it. */
export async function visit(page: Page, locale: Locale): Promise<void> {
  const script = `<script async src="${FIRST}/w/w.js" data-brand="brillenwerk" data-lang="${locale}"></script>`;
  const body = `<!doctype html><html lang="${locale}"><title>Halden 52</title><h1>Halden 52</h1>${script}`;
  await page.route(`${FIRST}/shop.html`, (it) =>
    it.fulfill({ contentType: 'text/html; charset=utf-8', body }),
  );
  await page.goto(`${FIRST}/shop.html`);
}

/** Writes in the chat. */
export async function say(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
}
