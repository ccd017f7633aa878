// Pages of shops with the widget in them, and how people find their way in it.
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { word, type Locale } from '../words';
import { Service } from './memory';

const SHOP = `<header><b>brillenwerk</b> <label>Search <input id="search"></label></header>
  <main><h1>Halden 52</h1><p>Acetate frame, matte black</p><button>Add to basket</button></main>`;

/** Rules that no decent page has, and a prototype that somebody has written on. */
const HOSTILE = `<style>
  body * { display: none !important; opacity: 0 !important; color: red !important; font: 40px fantasy !important; }
  main, main * { display: block !important; opacity: 1 !important; }
  svg { display: none !important } lotse-chat { transform: scale(3) !important; left: 0 !important }
</style>
<script>
  Object.prototype.extend = function () { return this };
  Object.prototype.class = 'polluted';
  window.keys = 0;
  document.addEventListener('keydown', (event) => { window.keys++; if (event.key === '/') event.preventDefault(); });
</script>`;

type Kind = 'plain' | 'strict' | 'hostile';

export interface Shop {
  service: Service;
  /** Goes to a page of the shop. */
  visit: (kind?: Kind, attributes?: string) => Promise<void>;
}

export const test = base.extend<{ shop: Shop; faults: string[] }>({
  /** What the page has complained about. */
  faults: async ({ page }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    await use(faults);
  },
  shop: async ({ page }, use) => {
    const service = new Service();
    const origin = await service.start();
    await use({
      service,
      async visit(kind = 'plain', attributes = 'data-lang="de"') {
        const script = `<script async src="${origin}/w/w.js" data-brand="shop" ${attributes}></script>`;
        const policy =
          `default-src 'none'; script-src ${origin}; ` +
          `connect-src ${origin} ${origin.replace('http', 'ws')}; ` +
          `trusted-types lotse; require-trusted-types-for 'script'`;
        const html =
          '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">' +
          `<title>Halden 52</title>${kind === 'hostile' ? HOSTILE : ''}${script}<body>${SHOP}`;
        const headers = kind === 'strict' ? { 'Content-Security-Policy': policy } : {};
        await page.goto(await service.page(html, headers));
      },
    });
    service.stop();
  },
});

export const bubble = (page: Page, locale: Locale = 'de'): Locator =>
  page.getByRole('button', { name: word(locale, 'chat.bubble'), exact: true });

export const press = (page: Page, key: string): Promise<void> =>
  page.getByRole('button', { name: word('de', key), exact: true }).click();

export const askBox = (page: Page): Locator =>
  page.getByLabel(word('de', 'chat.ask'), { exact: true });
export const box = (page: Page): Locator =>
  page.getByLabel(word('de', 'chat.write'), { exact: true });
export const log = (page: Page): Locator => page.getByRole('log');

/** Opens the panel and asks. */
export async function ask(page: Page, text: string): Promise<void> {
  await bubble(page).click();
  await askBox(page).fill(text);
  await askBox(page).press('Enter');
  await expect(log(page)).toContainText(text);
}

export async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
}
