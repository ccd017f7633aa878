// The inbox agents work in all day: views, news, assigning, snoozing, resolving.
import { expect, test } from '@playwright/test';
import { waiting } from '../chats';
import { button, complaints, desk, open, row } from '../desks';
import { signIn } from '../pages';
import { EDITOR } from '../shop';
import { word } from '../words';

for (const [locale, other] of [
  ['de', 'pl'],
  ['pl', 'de'],
] as const) {
  test(`${locale}: whoever waits is counted on every screen`, async ({ browser, request }) => {
    const { page } = await desk(browser, locale);
    await page.goto('/desk/knowledge');
    await waiting(request, 'de', 'Wo ist mein Paket geblieben?');
    await expect(page).toHaveTitle(/^\(\d+\) /);
    await page.context().close();
  });

  test(`${locale}: new requests do not move the list under the pointer`, async ({
    browser,
    request,
  }) => {
    const first = await waiting(request, 'de', 'Wo ist mein Paket geblieben?');
    const { page } = await desk(browser, locale);
    await page.goto('/desk/requests?view=queue');
    const mine = row(page, first.name);
    await mine.hover();
    const before = await mine.boundingBox();
    const second = await waiting(request, 'pl', 'Gdzie jest moja paczka?');
    const show = page.getByRole('button', { name: /^(Pokaż )?\d+ now|^\d+ neue .*anzeigen$/ });
    await expect(show).toBeVisible();
    await expect(row(page, second.name)).toHaveCount(0);
    const after = await mine.boundingBox();
    // The bar takes its place above; nothing else moves.
    expect(after?.height).toBe(before?.height);
    await show.click();
    await expect(row(page, second.name)).toBeVisible();
    await page.context().close();
  });

  test(`${locale}: a request goes to a colleague, who finds it at once`, async ({
    browser,
    request,
  }) => {
    const { name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const mine = await desk(browser, locale);
    const theirs = await desk(browser, other);
    await theirs.page.goto('/desk/requests?view=mine');
    await open(mine.page, name);
    await button(mine.page, mine.spoken, 'desk.assign').click();
    await mine.page.getByRole('menuitem', { name: theirs.name }).click();
    const header = mine.page.getByText(word(mine.spoken, 'desk.held_by', { name: theirs.name }));
    await expect(header.first()).toBeVisible();
    await expect(row(theirs.page, name)).toBeVisible();
    await Promise.all([mine.page.context().close(), theirs.page.context().close()]);
  });

  test(`${locale}: resolved is undone, snoozed comes back, and who writes again is in the same`, async ({
    browser,
    request,
  }) => {
    const { visitor, name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const { page, spoken } = await desk(browser, locale);
    await open(page, name);
    await button(page, spoken, 'desk.take').click();
    await button(page, spoken, 'desk.resolve').click();
    await button(page, spoken, 'desk.undo').click();
    await expect(button(page, spoken, 'desk.resolve')).toBeVisible();

    await button(page, spoken, 'desk.snooze').click();
    await page.getByRole('menuitem').first().click();
    await expect(button(page, spoken, 'desk.wake')).toBeVisible();
    await page.goto('/desk/requests?view=snoozed');
    await row(page, name).click();
    await button(page, spoken, 'desk.wake').click();
    await expect(button(page, spoken, 'desk.snooze')).toBeVisible();

    await button(page, spoken, 'desk.resolve').click();
    await expect(button(page, spoken, 'desk.reopen')).toBeVisible();
    const later = 'Jetzt ist auch der andere Bügel ab.';
    await visitor.say(later);
    await visitor.askForPerson();
    await expect(page.getByRole('log').getByText(later)).toBeVisible();
    await expect(button(page, spoken, 'desk.take')).toBeVisible();
    await page.context().close();
  });
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the inbox, ${colorScheme}: axe finds nothing, at 390 pixels too`, async ({
    page,
    request,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { name } = await waiting(request, 'de', 'Nasenpads wechseln');
    await signIn(page, EDITOR);
    await open(page, name);
    await expect.poll(() => complaints(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => complaints(page)).toEqual([]);
    for (const address of [
      page.url(),
      '/desk/requests?view=queue',
      '/desk/requests?view=snoozed',
    ]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await complaints(page), address).toEqual([]);
      const [needed, there] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(needed, address).toBeLessThanOrEqual(there ?? 0);
    }
  });
