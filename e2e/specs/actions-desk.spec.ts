// An administrator writes down at the desk what Lotse may do, tries it out, and turns it on.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { ADMINISTRATOR, EDITOR } from '../shop';
import { word, type Locale } from '../words';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true });
const field = (within: Page | Locator, name: string) => within.getByLabel(name, { exact: true });

/** A brand of its own, so that no spec sees the actions of another; it speaks German. */
async function newBrand(browser: Browser, slug: string): Promise<string> {
  const page = await browser.newPage();
  await signIn(page, ADMINISTRATOR);
  const made = await page.request.post('/api/v1/brands', {
    headers: { 'X-Lotse-Desk': '1' },
    data: {
      name: slug,
      slug,
      locales: ['de'],
      default_locale: 'de',
      accent: '',
      hosts: [],
    },
  });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await page.close();
  return id;
}

async function openActions(page: Page, brand: string): Promise<Locale> {
  await page.addInitScript((id) => localStorage.setItem('lotse.brand', id), brand);
  const locale = await signIn(page, ADMINISTRATOR);
  await page.goto('/desk/settings/actions');
  await expect(button(page, word(locale, 'desk.add_system')).first()).toBeVisible();
  return locale;
}

async function addSystem(page: Page, locale: Locale, name: string): Promise<void> {
  const of = (key: string) => field(dialog(page), word(locale, `desk.${key}`));
  await button(page, word(locale, 'desk.add_system')).first().click();
  await of('system_name').fill(name);
  await of('base_url').fill('https://api.shop.example/v1');
  await button(dialog(page), word(locale, 'desk.save')).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText(name, { exact: true })).toBeVisible();
}

/** Adds a field in the dialog and says its name in German. */
async function addField(page: Page, locale: Locale, key: string, name: string): Promise<void> {
  await button(page, word(locale, 'desk.add_field')).click();
  await field(dialog(page), word(locale, 'desk.field_key')).fill(key);
  const german = new Intl.DisplayNames([locale], { type: 'language' }).of('de') ?? '';
  await field(dialog(page), word(locale, 'desk.name_in', { language: german })).fill(name);
  await button(dialog(page), word(locale, 'desk.done')).click();
  await expect(dialog(page)).toHaveCount(0);
}

/** Writes down an action part by part; its editor stays open. */
async function addAction(page: Page, locale: Locale, name: string): Promise<void> {
  const t = (key: string) => word(locale, `desk.${key}`);
  await button(page, t('add_action')).first().click();
  await field(page, t('action_name')).fill(name);
  await button(page, t('part_fields')).click();
  await addField(page, locale, 'street', 'Straße');
  await button(page, t('part_texts')).click();
  await field(page, t('action_title')).fill('Lieferadresse ändern');
  await field(page, t('action_start')).fill('Das kann ich gleich ändern.');
  await field(page, t('action_confirm')).fill('Soll es an {street} gehen?');
  await field(page, t('action_done')).fill('Erledigt.');
  await button(page, t('part_calls')).click();
  await field(page, t('call_path')).fill('/orders/7/address');
  await field(page, t('call_body')).fill('{"street": "{street}"}');
  await button(page, t('save')).click();
  await expect(page).toHaveURL(/\/settings\/actions\/[0-9a-f-]{36}/);
}

async function axeFindsNothing(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html}`));
  expect(found, what).toEqual([]);
}

test('an action is written down, tried, turned on, deleted and brought back', async ({
  page,
  browser,
}) => {
  const locale = await openActions(page, await newBrand(browser, 'taten'));
  const t = (key: string, values?: Record<string, string>) => word(locale, `desk.${key}`, values);
  await expect(page.getByText(t('no_actions'), { exact: true })).toBeVisible();
  await addSystem(page, locale, 'taten-shop');
  await addAction(page, locale, 'change_address');

  await button(page, t('part_try')).click();
  await field(page, 'Straße').fill('Lotsenweg 5');
  await button(page, t('show_request')).click();
  const request = page.getByRole('status').filter({ hasText: t('would_be_sent') });
  await expect(request).toContainText(/POST https?:\/\/\S+\/orders\/7\/address/);
  await expect(request).toContainText('"street": "Lotsenweg 5"');
  await button(page, t('part_runs')).click();
  await expect(page.getByText(t('no_runs'), { exact: true })).toBeVisible();

  await page.getByRole('link', { name: t('all_actions') }).click();
  const title = 'Lieferadresse ändern';
  const offers = page.getByRole('switch', {
    name: t('action_is_on', { name: title }),
  });
  await expect(offers).not.toBeChecked();
  await offers.check();
  await expect(page.getByText(t('action_on', { name: title }))).toBeVisible();
  await page.reload();
  await expect(offers).toBeChecked();

  await button(page, t('delete_named', { name: title })).click();
  await expect(page.getByText(t('no_actions'), { exact: true })).toBeVisible();
  await button(page, t('undo')).click();
  await expect(offers).toBeChecked();
});

test('what is wrong is said at its field, and the first of them has the focus', async ({
  page,
  browser,
}) => {
  const locale = await openActions(page, await newBrand(browser, 'fehler'));
  const t = (key: string) => word(locale, `desk.${key}`);
  await addSystem(page, locale, 'fehler-shop');
  await button(page, t('add_action')).first().click();
  await field(page, t('action_name')).fill('Change it');
  await button(page, t('save')).click();
  const name = field(page, t('action_name'));
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await name.fill('change_it');
  await button(page, t('part_texts')).click();
  await field(page, t('action_title')).fill('Ändern');
  await field(page, t('action_done')).fill('Nach {nowhere}.');
  await button(page, t('part_calls')).click();
  await field(page, t('call_body')).fill('{');
  await button(page, t('save')).click();
  const body = field(page, t('call_body'));
  await expect(body).toBeFocused();
  await expect(page.getByText(word(locale, 'error.field.not_json'))).toBeVisible();
  await body.fill('');
  await button(page, t('save')).click();
  await expect(field(page, t('action_start'))).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, t('action_done'))).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, t('action_title'))).not.toHaveAttribute('aria-invalid', 'true');
});

test('the JSON is the same action, and says when the forms cannot show it', async ({
  page,
  browser,
}) => {
  const locale = await openActions(page, await newBrand(browser, 'jason'));
  const t = (key: string) => word(locale, `desk.${key}`);
  await addSystem(page, locale, 'jason-shop');
  await addAction(page, locale, 'change_address');
  await button(page, t('part_json')).click();
  const json = field(page, t('as_json'));
  const before = await json.inputValue();
  await json.fill(before.replace('Erledigt.', 'Alles erledigt.'));
  await button(page, t('part_texts')).click();
  await expect(field(page, t('action_done'))).toHaveValue('Alles erledigt.');
  await button(page, t('part_json')).click();
  await json.fill(before.replace('"level"', '"surprise": 1, "level"'));
  await button(page, t('part_texts')).click();
  await expect(page.getByText(word(locale, 'error.field.not_an_action'))).toBeVisible();
  await json.fill(before.replace('Erledigt.', 'Fertig.'));
  const saved = page.waitForResponse((it) => it.request().method() === 'PATCH' && it.ok());
  await button(page, t('save')).click();
  await saved;
  await expect(
    page.getByText(word(locale, 'desk.action_saved', { name: 'Lieferadresse ändern' })).last(),
  ).toBeVisible();
  await page.reload();
  await button(page, t('part_texts')).click();
  await expect(field(page, t('action_done'))).toHaveValue('Fertig.');
});

test('of two people who change an action one decides, and nothing goes by a slip', async ({
  page,
  browser,
}) => {
  const locale = await openActions(page, await newBrand(browser, 'zwei'));
  const t = (key: string) => word(locale, `desk.${key}`);
  await addSystem(page, locale, 'zwei-shop');
  await addAction(page, locale, 'change_address');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await button(other, t('part_texts')).click();
  await field(other, t('action_done')).fill('Von der Kollegin.');
  await button(other, t('save')).click();
  await expect(
    other.getByText(word(locale, 'desk.action_saved', { name: 'Lieferadresse ändern' })),
  ).toBeVisible();
  await other.close();

  await button(page, t('part_texts')).click();
  await field(page, t('action_done')).fill('Von mir.');
  await page.getByRole('link', { name: t('all_actions') }).click();
  await button(dialog(page), t('stay')).click();
  await button(page, t('save')).click();
  await expect(dialog(page)).toContainText('Von der Kollegin.');
  const kept = page.waitForResponse((it) => it.request().method() === 'PATCH' && it.ok());
  await button(dialog(page), t('conflict_keep_mine')).click();
  await kept;
  await expect(dialog(page)).toHaveCount(0);
  await page.reload();
  await expect(field(page, t('action_done'))).toHaveValue('Von mir.');
});

test('a secret is written and never shown again', async ({ page, browser }) => {
  const locale = await openActions(page, await newBrand(browser, 'geheim'));
  const t = (key: string, values?: Record<string, string>) => word(locale, `desk.${key}`, values);
  await button(page, t('add_system')).first().click();
  await field(dialog(page), t('system_name')).fill('geheim-shop');
  await field(dialog(page), t('base_url')).fill('https://api.shop.example');
  await field(dialog(page), t('secret')).fill('Bearer hush-hush');
  await button(dialog(page), t('save')).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.reload();
  await button(page, t('edit_named', { name: 'geheim-shop' })).click();
  await expect(field(dialog(page), t('secret'))).toHaveValue('');
  await expect(dialog(page).getByText(t('secret_kept'))).toBeVisible();
  expect(await page.content()).not.toContain('hush-hush');
  await field(dialog(page), t('forget_secret')).check();
  await button(dialog(page), t('save')).click();
  await expect(dialog(page)).toHaveCount(0);
  await button(page, t('edit_named', { name: 'geheim-shop' })).click();
  await expect(dialog(page).getByText(t('secret_hint'))).toBeVisible();
});

test('only administrators come to the actions', async ({ page }) => {
  const locale = await signIn(page, EDITOR);
  for (const path of ['actions', 'actions/new']) {
    await page.goto(`/desk/settings/${path}`);
    const refusal = page.getByText(word(locale, 'desk.no_permission'), {
      exact: true,
    });
    await expect(refusal.first()).toBeVisible();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`actions, ${colorScheme}: axe finds nothing, and all fits a phone`, async ({
    page,
    browser,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const locale = await openActions(page, await newBrand(browser, `taten-${colorScheme}`));
    const t = (key: string) => word(locale, `desk.${key}`);
    await addSystem(page, locale, `${colorScheme}-shop`);
    await addAction(page, locale, 'change_address');
    const parts = ['general', 'texts', 'fields', 'calls', 'json', 'try', 'runs'];
    for (const part of parts) {
      await button(page, t(`part_${part}`)).click();
      await axeFindsNothing(page, part);
    }
    await button(page, t('part_fields')).click();
    await button(page, word(locale, 'desk.edit_named', { name: 'Straße' })).click();
    await axeFindsNothing(page, 'field');
    await button(dialog(page), t('cancel')).click();
    await page.setViewportSize({ width: 390, height: 760 });
    for (const part of parts) {
      await button(page, t(`part_${part}`)).click();
      const [needed, there] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(needed, part).toBeLessThanOrEqual(there ?? 0);
    }
    await page.getByRole('link', { name: t('all_actions') }).click();
    await expect(page.getByRole('list', { name: t('actions') })).toBeVisible();
    await axeFindsNothing(page, 'list');
  });
}
