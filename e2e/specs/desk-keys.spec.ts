// The desk by keyboard alone, its menu, and the browser's notifications.
import { expect, test } from '@playwright/test';
import { waiting } from '../chats';
import { box, button, complaints, desk, open, row } from '../desks';
import { word } from '../words';

for (const locale of ['de', 'pl'] as const) {
  test(`${locale}: from one request to the next and done, without a mouse`, async ({
    browser,
    request,
  }) => {
    const { visitor, name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const { page, spoken } = await desk(browser, locale);
    await page.goto('/desk/requests?view=queue');
    await expect(row(page, name)).toBeVisible();
    const heading = page.getByRole('heading', { level: 1, name });
    // Others may be above it.
    await expect(async () => {
      await page.keyboard.press('j');
      await expect(heading).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.press('a');
    await expect(button(page, spoken, 'desk.take')).toHaveCount(0);
    await page.keyboard.press('r');
    await expect(box(page, spoken, 'reply')).toBeFocused();
    await page.keyboard.type('Er kommt.');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await visitor.messages()).map((it) => it.text))
      .toContain('Er kommt.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect(button(page, spoken, 'desk.reopen')).toBeVisible();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: word(spoken, 'desk.shortcuts') });
    await expect(help).toContainText(word(spoken, 'desk.write_note'));
    await page.context().close();
  });

  test(`${locale}: the menu does what can be done here`, async ({ browser, request }) => {
    const { name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const { page, spoken } = await desk(browser, locale);
    await open(page, name);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(word(spoken, 'desk.resolve'));
    const found = page.getByRole('option', { name: word(spoken, 'desk.resolve') }).first();
    await expect(found).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(button(page, spoken, 'desk.reopen')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(word(spoken, 'desk.view_snoozed'));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/view=snoozed/);
    await page.context().close();
  });
}

test('the browser is asked for notifications by a click only, and tells nothing that was written', async ({
  browser,
  request,
}) => {
  const { page, spoken } = await desk(browser, 'de');
  await page.addInitScript(() => {
    const told: string[] = [];
    class Told {
      static permission = 'default';
      static async requestPermission() {
        told.push('asked');
        Told.permission = 'granted';
        return 'granted';
      }
      constructor(title: string, more: object) {
        told.push(`${title} ${JSON.stringify(more)}`);
      }
    }
    Object.assign(window, { Notification: Told, told });
    // Another window is in front.
    document.hasFocus = () => false;
  });
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  await page.goto('/desk/requests');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await waiting(request, 'de', 'Der geheime Bügel ist ab.');
  await expect(page).toHaveTitle(/^\(/);
  expect(await told()).toEqual([]);
  await page.goto('/desk/settings');
  const sound = page.getByLabel(word(spoken, 'desk.alerts_sound'));
  await expect(sound).not.toBeChecked();
  await expect.poll(() => complaints(page)).toEqual([]);
  await button(page, spoken, 'desk.alerts_on').click();
  await expect(button(page, spoken, 'desk.alerts_off')).toBeVisible();
  // Others wait meanwhile, but it is asked first and once.
  expect((await told()).filter((it) => it === 'asked')).toEqual(['asked']);
  await waiting(request, 'de', 'Der geheime Bügel ist ab.');
  await expect
    .poll(async () => (await told()).join())
    .toContain(word(spoken, 'desk.alert_calling'));
  expect((await told()).join()).not.toContain('geheime');
  await page.context().close();
});
