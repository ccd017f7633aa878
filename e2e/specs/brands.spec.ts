// An administrator makes a brand at the desk and changes it; its help centre follows at once.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { ADMINISTRATOR, EDITOR } from '../shop';
import { word, type Locale } from '../words';

async function openBrands(page: Page): Promise<Locale> {
  const locale = await signIn(page, ADMINISTRATOR);
  await page.goto('/desk/settings/brands');
  await expect(page.getByRole('list', { name: word(locale, 'desk.brands') })).toBeVisible();
  return locale;
}

const dialog = (page: Page) => page.getByRole('dialog');

async function save(page: Page, locale: Locale): Promise<void> {
  await dialog(page)
    .getByRole('button', { name: word(locale, 'desk.save'), exact: true })
    .click();
  await expect(dialog(page)).toHaveCount(0);
}

test('a brand is made and changed at the desk and live at once', async ({ page, context }) => {
  const locale = await openBrands(page);
  await page.getByRole('button', { name: word(locale, 'desk.add_brand'), exact: true }).click();
  await dialog(page)
    .getByLabel(word(locale, 'desk.brand_name'), { exact: true })
    .fill('Bad & Küche');
  await dialog(page)
    .getByLabel(word(locale, 'desk.add_language'), { exact: true })
    .selectOption('pl');
  await save(page, locale);

  const help = await context.newPage();
  await help.goto('/b/bad-kueche/pl/');
  await expect(help.getByRole('banner')).toContainText('Bad & Küche');

  await page
    .getByRole('button', { name: word(locale, 'desk.edit_named', { name: 'Bad & Küche' }) })
    .click();
  const colour = dialog(page).getByLabel(word(locale, 'desk.brand_colour'), { exact: true });
  await colour.fill('red');
  await expect(dialog(page).getByText(word(locale, 'error.field.not_a_colour'))).toBeVisible();
  await colour.fill('#aa3300');
  await dialog(page).getByLabel(word(locale, 'desk.brand_name'), { exact: true }).fill('Küche');
  await dialog(page).getByLabel(word(locale, 'desk.brand_slug'), { exact: true }).fill('kueche');
  await save(page, locale);

  await help.reload();
  await expect(help.getByRole('banner')).toContainText('Küche');
  await expect(help.locator('link[href^="/assets/brand/kueche.css"]')).toHaveCount(1);
});

test('a brand stands at the root of a host of its own', async ({ page, request }) => {
  const locale = await openBrands(page);
  await page.getByRole('button', { name: word(locale, 'desk.add_brand'), exact: true }).click();
  const field = (key: string) => dialog(page).getByLabel(word(locale, key), { exact: true });
  await field('desk.brand_name').fill('Garten');
  await field('desk.brand_hosts').fill('https://garten.example');
  await field('desk.brand_hosts').press('Enter');
  const button = dialog(page).getByRole('button', { name: word(locale, 'desk.save'), exact: true });
  await button.click();
  await expect(dialog(page).getByText(word(locale, 'error.field.not_a_host'))).toBeVisible();
  await field('desk.brand_hosts').press('Backspace');
  await field('desk.brand_hosts').fill('Hilfe.Garten.example');
  await save(page, locale);

  const at = (Host: string) => request.get('/de/', { headers: { Host } });
  const own = await (await at('hilfe.garten.example')).text();
  expect(own).toMatch(/rel="canonical" href="http:\/\/hilfe\.garten\.example:\d+\/de\/"/);
  expect(own).toContain('Garten');
  expect(await (await at('other.example')).text()).not.toContain('Garten');
});

test('what is wrong with a brand is said at its field', async ({ page }) => {
  const locale = await openBrands(page);
  await page.getByRole('button', { name: word(locale, 'desk.add_brand'), exact: true }).click();
  await dialog(page).getByLabel(word(locale, 'desk.brand_name'), { exact: true }).fill('?!');
  await dialog(page)
    .getByRole('button', { name: word(locale, 'desk.save'), exact: true })
    .click();
  await expect(dialog(page).getByText(word(locale, 'error.field.empty'))).toBeVisible();
});

test('only administrators come to the brands', async ({ page }) => {
  const locale = await signIn(page, EDITOR);
  await page.goto('/desk/settings/brands');
  await expect(page.getByText(word(locale, 'desk.no_permission'), { exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`brands, ${colorScheme}: axe finds nothing, and all fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const locale = await openBrands(page);
    const check = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html}`));
      expect(found, what).toEqual([]);
    };
    await check('list');
    await page.getByRole('button', { name: word(locale, 'desk.add_brand'), exact: true }).click();
    await expect(dialog(page)).toBeVisible();
    await check('dialog');
    await page.setViewportSize({ width: 320, height: 640 });
    const [needed, there] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(needed).toBeLessThanOrEqual(there ?? 0);
  });
}
