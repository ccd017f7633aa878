// Every public page in both themes: nothing for axe to find, nothing to scroll sideways for.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { answers, firstResult, messageField, search, searchField, signIn } from '../pages';
import { brokenGlasses, EDITOR, nosePads } from '../shop';
import { word, type Locale } from '../words';

interface Place {
  name: string;
  open: (page: Page, locale: Locale) => Promise<void>;
}

const at = (name: string, path: string): Place => ({
  name,
  open: async (page, locale) => {
    await page.goto(`/${locale}/${path}`);
  },
});

const places: Place[] = [
  at('front page', ''),
  at('contact form', 'contact'),
  at('locations', 'locations'),
  at('sign-in', 'sign-in'),
  at('page that is not there', 'a/there-is-no-such-article'),
  at('no results', 'search?q=qwrtzpx+vbnkj'),
  at('nothing searched for', 'search'),
  {
    name: 'results',
    open: (page, locale) => search(page, locale, nosePads[locale === 'pl' ? 'pl' : 'de'].words),
  },
  {
    name: 'article',
    open: async (page, locale) => {
      await search(page, locale, nosePads[locale === 'pl' ? 'pl' : 'de'].words);
      await firstResult(page).click();
      await expect(page).toHaveURL(/\/a\//);
    },
  },
  {
    name: 'category',
    open: async (page, locale) => {
      await page.goto(`/${locale}/`);
      await page.getByRole('main').locator('a[href*="/c/"]').first().click();
      await expect(page).toHaveURL(/\/c\//);
    },
  },
  {
    name: 'suggestions while typing',
    open: async (page, locale) => {
      await page.goto(`/${locale}/`);
      await searchField(page, locale).fill(nosePads[locale === 'pl' ? 'pl' : 'de'].words);
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'answers while writing',
    open: async (page, locale) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).fill(brokenGlasses[locale === 'pl' ? 'pl' : 'de'].words);
      await expect(answers(page, locale)).toBeVisible();
    },
  },
];

/** What axe finds, in words short enough to read in a failed run. */
async function complaints(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

for (const place of places) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${place.name}, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await place.open(page, 'de');
      expect(await complaints(page)).toEqual([]);
    });
  }

  for (const locale of ['de', 'pl', 'en'] as const) {
    test(`${place.name}, ${locale}: fits into 320 pixels`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await place.open(page, locale);
      const [needed, there] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(needed).toBeLessThanOrEqual(there ?? 0);
    });
  }
}

for (const locale of ['de', 'pl', 'en'] as const) {
  test(`${locale}: at 320 pixels the top takes two lines and the search says what it is for`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`/${locale}/`);
    const signIn = page.getByRole('link', { name: word(locale, 'signin.in'), exact: true });
    const centre = async (it: Locator) => {
      const box = await it.boundingBox();
      return box ? box.y + box.height / 2 : 0;
    };
    const brand = page.getByRole('banner').getByRole('link').first();
    expect(Math.abs((await centre(brand)) - (await centre(signIn)))).toBeLessThan(8);
    const isWhole = await searchField(page, locale).evaluate((it: HTMLInputElement) => {
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) return false;
      pen.font = getComputedStyle(it).font;
      return pen.measureText(it.placeholder).width <= it.clientWidth;
    });
    expect(isWhole).toBe(true);
  });
}

test('the keyboard scrolls a table that is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/de/a/brillenpass-und-verordnung-richtig-lesen');
  const table = page.getByRole('table').first();
  await expect(table).toHaveAttribute('tabindex', '0');
  expect(await complaints(page)).toEqual([]);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((it) => it.scrollLeft)).toBeGreaterThan(0);
  await page.setViewportSize({ width: 1280, height: 640 });
  await expect(table).not.toHaveAttribute('tabindex');
});

test('what is missing in the contact form is said accessibly', async ({ page }) => {
  await page.goto('/de/contact');
  await messageField(page, 'de').fill(brokenGlasses.de.words);
  await page.getByLabel(word('de', 'contact.email'), { exact: true }).fill('maja');
  await page.getByRole('button', { name: word('de', 'contact.send'), exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The colours change with the next picture the browser paints.
    await expect.poll(() => complaints(page), colorScheme).toEqual([]);
  }
});

test.describe('the desk', () => {
  const screens = ['', 'knowledge', 'knowledge/new', 'words', 'gaps', 'requests'];

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`door, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/desk/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await complaints(page)).toEqual([]);
    });

    test(`screens, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await signIn(page, EDITOR);
      for (const screen of screens) {
        await page.goto(`/desk/${screen}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await complaints(page), screen).toEqual([]);
      }
    });
  }
});

test('no page asks another host for anything', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') foreign.push(url.href);
  });
  for (const place of places) await place.open(page, 'de');
  expect(foreign).toEqual([]);
});

test('no page breaks its own policy or fails in its script', async ({ page }) => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (line) => {
    const isMissingPage = line.text().includes('404');
    if (line.type() === 'error' && !isMissingPage) wrong.push(line.text());
  });
  for (const place of places) await place.open(page, 'de');
  expect(wrong).toEqual([]);
});
