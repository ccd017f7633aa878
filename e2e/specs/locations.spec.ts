// An editor enters a shop and the hours of the service team; the help centre shows them at once.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { ADMINISTRATOR, EDITOR } from '../shop';
import { word, type Locale } from '../words';

const dialog = (page: Page) => page.getByRole('dialog');

/** A brand of its own, so that nobody else's pages change. */
async function newBrand(browser: Browser, slug: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, ADMINISTRATOR);
  const made = await page.request.post('/api/v1/brands', {
    headers: { 'X-Lotse-Desk': '1' },
    data: { name: slug, slug, locales: ['de', 'pl'] },
  });
  expect(made.status()).toBe(201);
  await context.close();
}

/** The screen of shops of that brand, as an editor sees it. */
async function openLocations(page: Page, brand: string): Promise<Locale> {
  const locale = await signIn(page, EDITOR);
  await page
    .getByRole('button', {
      name: word(locale, 'desk.choose_brand'),
      exact: true,
    })
    .click();
  await page.getByRole('menuitemradio', { name: brand, exact: true }).click();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: word(locale, 'desk.locations'), exact: true })
    .click();
  await expect(page.getByText(word(locale, 'desk.no_locations'), { exact: true })).toBeVisible();
  return locale;
}

async function press(page: Page, name: string): Promise<void> {
  await dialog(page).getByRole('button', { name, exact: true }).click();
}

async function axeFindsNothing(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html}`));
  expect(found, what).toEqual([]);
}

/** A day soon enough to be announced, as a date field wants it. */
function soon(): string {
  return new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
}

/** The names of weekdays, as the browser has them too. */
function dayName(locale: Locale, day: number): string {
  const date = new Date(Date.UTC(2024, 0, day));
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(date);
}

test.use({ reducedMotion: 'reduce' });

test('a shop with hours and a holiday is on its page at once', async ({
  page,
  context,
  browser,
}) => {
  await newBrand(browser, 'ufer');
  const locale = await openLocations(page, 'ufer');
  const field = (key: string, values = {}) =>
    dialog(page).getByLabel(word(locale, key, values), { exact: true });
  const monday = dayName(locale, 1);

  await page
    .getByRole('button', { name: word(locale, 'desk.add_location') })
    .first()
    .click();
  await field('desk.location_name').fill('Laden am Ufer');
  await field('desk.street').fill('Uferweg 5');
  await field('desk.postal_code').fill('20459');
  await field('desk.city').fill('Hamburg');
  await field('desk.phone').fill('040 5550199');
  await field('desk.time_zone').selectOption('Europe/Berlin');

  await press(page, word(locale, 'desk.add_span', { day: monday }));
  await field('desk.day_opens', { day: monday }).fill('10:00');
  await field('desk.day_closes', { day: monday }).fill('09:00');
  await press(page, word(locale, 'desk.save'));
  await expect(
    dialog(page)
      .getByRole('group', { name: monday, exact: true })
      .getByText(word(locale, 'error.field.closes_early')),
  ).toBeVisible();
  await field('desk.day_closes', { day: monday }).fill('18:30');
  await press(page, word(locale, 'desk.copy_to_workdays', { day: monday }));

  await press(page, word(locale, 'desk.add_holiday'));
  await field('desk.holiday_date').fill(soon());
  const german = new Intl.DisplayNames([locale], { type: 'language' }).of('de') ?? '';
  await field('desk.name_in', { language: german }).fill('Inventur');
  await axeFindsNothing(page, 'dialog');
  await press(page, word(locale, 'desk.save'));
  await expect(dialog(page)).toHaveCount(0);
  const list = page.getByRole('list', {
    name: word(locale, 'desk.location_list'),
    exact: true,
  });
  await expect(list.getByText('Uferweg 5, 20459 Hamburg')).toBeVisible();

  const help = await context.newPage();
  await help.goto('/b/ufer/de/locations');
  const main = help.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Laden am Ufer' })).toBeVisible();
  const row = (name: RegExp) => main.getByRole('row', { name });
  await expect(row(/^Montag – Freitag/)).toContainText('10:00 – 18:30');
  await expect(row(/^Samstag – Sonntag/)).toContainText(word('de', 'help.closed'));
  await expect(row(/Inventur/)).toContainText(word('de', 'help.closed'));
  await axeFindsNothing(help, 'page of shops');

  await page
    .getByRole('button', {
      name: word(locale, 'desk.delete_named', { name: 'Laden am Ufer' }),
    })
    .click();
  await expect(list).toHaveCount(0);
  expect((await help.reload())?.status()).toBe(404);
  await page.getByRole('button', { name: word(locale, 'desk.undo'), exact: true }).click();
  await expect(list.getByText('Laden am Ufer', { exact: true })).toBeVisible();
  await help.reload();
  await expect(row(/^Montag – Freitag/)).toContainText('10:00 – 18:30');
});

test('the hours of the service team are said where people write', async ({
  page,
  context,
  browser,
}) => {
  await newBrand(browser, 'deich');
  const locale = await openLocations(page, 'deich');
  const nothing = page.getByText(word(locale, 'desk.no_service_hours'), {
    exact: true,
  });
  await expect(nothing).toBeVisible();
  const help = await context.newPage();
  await help.goto('/b/deich/de/contact');
  const team = help.getByText(word('de', 'contact.team'), { exact: true });
  await expect(team).toHaveCount(0);

  await page
    .getByRole('button', {
      name: word(locale, 'desk.add_service_hours'),
      exact: true,
    })
    .click();
  const monday = dayName(locale, 1);
  await press(page, word(locale, 'desk.add_span', { day: monday }));
  await press(page, word(locale, 'desk.copy_to_workdays', { day: monday }));
  await press(page, word(locale, 'desk.save'));
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('row', { name: /10:00–18:00/ })).toBeVisible();
  await help.reload();
  await expect(team).toBeVisible();

  await page
    .getByRole('button', {
      name: word(locale, 'desk.remove_service_hours'),
      exact: true,
    })
    .click();
  await expect(nothing).toBeVisible();
  await help.reload();
  await expect(team).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`shops, ${colorScheme}: axe finds nothing, and all fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const locale = await signIn(page, EDITOR);
    await page.goto('/desk/locations');
    const list = page.getByRole('list', {
      name: word(locale, 'desk.location_list'),
      exact: true,
    });
    await expect(list.getByRole('listitem').first()).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
    await axeFindsNothing(page, 'list');
    await page.setViewportSize({ width: 320, height: 640 });
    const fits = (what: string) =>
      page.locator(what).evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(await fits('html')).toBeLessThanOrEqual(0);
    await page
      .getByRole('button', {
        name: word(locale, 'desk.edit_named', { name: 'Brillenwerk Berlin' }),
      })
      .click();
    await axeFindsNothing(page, 'dialog');
    expect(await fits('dialog .inside')).toBeLessThanOrEqual(0);
  });
}
