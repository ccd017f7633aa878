// The demo's shop: browsing, buying, the account, and the chat on each of its pages.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { SHOP } from '../processes';
import { nosePads } from '../shop';
import { word, type Locale } from '../words';

const at = (locale: Locale, page = '') => `${SHOP}/${locale}/${page}`;

async function signIn(page: Page, locale: Locale, name: string): Promise<void> {
  await page.goto(at(locale, 'sign-in'));
  await page.getByRole('button', { name }).click();
  await expect(page).toHaveURL(at(locale, 'account'));
}

/** Says what the page complains about, its own policy's breaches among it. */
function complaintsOf(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') found.push(line.text());
  });
  return found;
}

for (const locale of ['de', 'pl'] as const)
  test(`shop, ${locale}: the bubble opens on a page of the shop and answers`, async ({ page }) => {
    const wrong = complaintsOf(page);
    await page.goto(at(locale, 'p/halden-52'));
    await page.getByRole('button', { name: word(locale, 'chat.bubble'), exact: true }).click();
    await expect(page.getByText(word(locale, 'chat.automatic')).first()).toBeVisible();
    const box = page.getByRole('textbox').first();
    await box.fill(nosePads[locale].title);
    await box.press('Enter');
    const answer = page.getByRole('log').getByRole('button', { name: nosePads[locale].title });
    await expect(answer).toBeVisible();
    expect(wrong).toEqual([]);
  });

test('glasses are chosen, put into the basket and ordered by a stranger', async ({ page }) => {
  const say = (key: string) => word('de', `storefront.${key}`);
  await page.goto(at('de'));
  await page.getByRole('link', { name: 'Halden 54' }).click();
  await page.getByRole('link', { name: say('colour.pine') }).click();
  await page.getByRole('radio', { name: new RegExp(say('lens.progressive')) }).check();
  await page.getByRole('button', { name: say('add') }).click();
  await expect(page.getByRole('status')).toHaveText(say('done.added'));
  await expect(page.getByRole('main')).toContainText('278,00');
  await page.getByRole('link', { name: say('checkout') }).click();
  await page.getByLabel(say('field.email')).fill(`ida.${Date.now()}@example.org`);
  await page.getByLabel(say('field.name')).fill('Ida Kern');
  await page.getByLabel(say('field.street')).fill('Deichweg 2');
  await page.getByLabel(say('field.postcode')).fill('2410');
  await page.getByLabel(say('field.city')).fill('Kiel');
  await page.getByRole('button', { name: say('place') }).click();
  await expect(page.getByRole('alert')).toHaveText(say('wrong.postcode'));
  await page.getByLabel(say('field.postcode')).fill('24103');
  await page.getByRole('button', { name: say('place') }).click();
  await expect(page.getByRole('status')).toHaveText(say('done.ordered'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('BW-');
  await page.getByRole('button', { name: say('demo.pack') }).click();
  await expect(page.getByRole('status')).toHaveText(say('done.moved_on'));
  await expect(page.getByRole('listitem').and(page.locator('[aria-current]'))).toHaveText(
    say('status.packed'),
  );
});

test('an order offers what the chat can do with it, and its question arrives there', async ({
  page,
}) => {
  await signIn(page, 'en', 'Jonas Feld');
  await page.getByRole('link', { name: 'BW-104061' }).click();
  const ask = page.getByRole('button', { name: word('en', 'storefront.ask.return') });
  await ask.click();
  const asked = word('en', 'storefront.ask.return_full', { number: 'BW-104061' });
  await expect(page.getByRole('log')).toContainText(asked);
});

test('whoever signs out leaves nothing in the chat for the next one', async ({ page }) => {
  await signIn(page, 'en', 'Karla Winter');
  await page.getByRole('button', { name: word('en', 'chat.bubble'), exact: true }).click();
  const box = page.getByRole('textbox').first();
  await box.fill('Where is my secret parcel?');
  await box.press('Enter');
  await expect(page.getByRole('log')).toContainText('secret parcel');
  await page.goto(at('en'));
  await page
    .getByRole('button', { name: word('en', 'storefront.sign_out', { name: 'Karla Winter' }) })
    .click();
  await expect(page.getByRole('status')).toHaveText(word('en', 'storefront.done.left'));
  await page.getByRole('button', { name: word('en', 'chat.bubble'), exact: true }).click();
  await expect(page.getByText(word('en', 'chat.automatic')).first()).toBeVisible();
  await expect(page.getByText('secret parcel')).toHaveCount(0);
});

test('papers are PDFs', async ({ page }) => {
  await signIn(page, 'pl', 'Maja Nowak');
  await page.getByRole('link', { name: 'BW-104201' }).click();
  const link = page.getByRole('link', { name: word('pl', 'storefront.invoice.title') });
  const paper = await page.request.get(`${SHOP}${await link.getAttribute('href')}`);
  expect(paper.headers()['content-type']).toBe('application/pdf');
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

const places = [
  '',
  'p/fjord',
  'cart',
  'checkout',
  'sign-in',
  'appointments',
  'account',
  'account/orders/BW-104199',
  'nothing',
];

for (const colorScheme of ['light', 'dark'] as const)
  test(`the shop's pages, ${colorScheme}: axe finds nothing, and the policy holds`, async ({
    page,
  }) => {
    const wrong = complaintsOf(page);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, 'de', 'Karla Winter');
    await page.goto(at('de', 'p/halden-52'));
    await page.getByRole('button', { name: word('de', 'storefront.add') }).click();
    for (const place of places) {
      await page.goto(at('de', place));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      );
      expect(found, place).toEqual([]);
    }
    expect(wrong.filter((it) => !it.includes('404'))).toEqual([]);
  });

for (const width of [390, 320])
  for (const locale of ['de', 'pl', 'en'] as const)
    test(`the shop's pages, ${locale}: fit into ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await signIn(page, locale, 'Karla Winter');
      await page.goto(at(locale, 'p/halden-52'));
      await page.getByRole('button', { name: word(locale, 'storefront.add') }).click();
      for (const place of places) {
        await page.goto(at(locale, place));
        const [needed, there] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        expect(needed, place).toBeLessThanOrEqual(there ?? 0);
      }
    });
