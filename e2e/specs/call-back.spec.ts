// Out of hours a visitor is called back: chosen on the shop's page, seen at the desk, called off.
import { expect, test, type Page } from '@playwright/test';
import { complaints, desk, open } from '../desks';
import { SHOP } from '../processes';
import { word, type Locale } from '../words';

/** Whatever the clock says, the shop's page is told that nobody is there, at first or once it asks again. */
async function outOfHours(page: Page, since: 'always' | 'a while'): Promise<void> {
  let is_open = since === 'a while';
  await page.route('**/chat/v1/config?*', async (route) => {
    const answer = await route.fetch();
    const json = { ...((await answer.json()) as object), is_open };
    is_open = false;
    await route.fulfill({ response: answer, json });
  });
}

const press = (page: Page, locale: Locale, key: string) =>
  page.getByRole('button', { name: word(locale, key), exact: true }).click();

for (const [locale, width, wish, typed, number] of [
  ['de', 1280, 'Ich will einen Menschen', '(0)30 123-4567', '+49301234567'],
  ['pl', 320, 'Chcę rozmawiać z człowiekiem', '601 234 567', '+48601234567'],
] as const)
  test(`a visitor at ${width} px is called back: by keyboard, seen at the desk, and called off (${locale})`, async ({
    page,
    browser,
  }) => {
    const name = `Ada ${Math.random().toString(36).slice(2, 8)}`;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: width === 320 ? 'dark' : 'light' });
    await outOfHours(page, width === 320 ? 'always' : 'a while');
    await page.goto(`${SHOP}/${locale}/`);
    await press(page, locale, 'chat.bubble');
    const box = page.getByRole('textbox').first();
    await box.fill(wish);
    await box.press('Enter');
    await page.getByLabel(word(locale, 'chat.card.name'), { exact: true }).fill(name);
    await press(page, locale, 'chat.card.save');
    await expect(page.getByRole('status')).toHaveText(word(locale, 'chat.card.saved'));

    const asked = page.getByRole('button', { name: word(locale, 'chat.call.ask'), exact: true });
    await asked.focus();
    await page.keyboard.press('Enter');
    const phone = page.getByLabel(word(locale, 'chat.call.phone'), { exact: true });
    await expect(phone).toBeFocused();
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    const times = page.getByRole('radio');
    await expect(times.first()).toBeFocused();
    await expect(page.getByRole('radiogroup')).toContainText(word(locale, 'chat.task.choose'));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(phone).toBeFocused();
    const hint = word(locale, 'chat.call.code', { code: number.slice(0, 3) });
    const wrong = word(locale, 'chat.call.wrong');
    await expect(phone).toHaveAccessibleDescription(`${hint} ${wrong}`);
    expect(await complaints(page)).toEqual([]);
    const time = (await page.getByRole('radio', { checked: true }).getAttribute('value')) ?? '';
    await phone.fill(typed);
    await page.keyboard.press('Enter');
    const title = page.getByRole('heading', { name: word(locale, 'chat.call.title') });
    await expect(title).toBeFocused();
    await expect(page.getByRole('log')).toContainText(number);
    expect(await complaints(page)).toEqual([]);
    const width_px = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width_px).toBeLessThanOrEqual(width);

    const agent = await desk(browser, locale);
    await open(agent.page, name, 'snoozed');
    const link = agent.page.getByRole('link', { name: number });
    await expect(link).toHaveAttribute('href', `tel:${number}`);
    await expect(link.locator('..')).toContainText(
      word(locale, 'desk.callback_place', { place: 'Berlin' }),
    );
    const clock = { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' } as const;
    await expect(link.locator('..')).toContainText(
      new Date(time).toLocaleTimeString(locale, clock),
    );
    expect(await complaints(agent.page)).toEqual([]);

    await press(page, locale, 'chat.call.off');
    await expect(page.getByRole('log')).toContainText(word(locale, 'chat.bot.call_off'));
    await expect(asked).toBeVisible();
    await expect(link).toBeHidden();
  });
