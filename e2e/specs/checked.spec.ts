// An editor says that a live text is still right; the help page shows the day.
import { expect, test } from '@playwright/test';
import { signIn } from '../pages';
import { EDITOR, nosePads } from '../shop';
import { word } from '../words';

test('what was checked is marked as such at the desk and on its page', async ({ page }) => {
  const locale = await signIn(page, EDITOR);
  await page.goto('/desk/knowledge');
  await page.getByRole('link', { name: nosePads.de.title }).first().click();
  const checked = page.waitForResponse((it) => it.url().endsWith('/check'));
  await page.getByRole('button', { name: word(locale, 'desk.check'), exact: true }).click();
  expect((await checked).status()).toBe(200);
  await expect(page.getByText(word(locale, 'desk.checked_done'), { exact: true })).toBeVisible();

  await page.goto('/de/a/nasenpads-wechseln');
  const day = new Intl.DateTimeFormat('de', {
    dateStyle: 'long',
    timeZone: 'Europe/Berlin',
  }).format(new Date());
  await expect(page.getByText(word('de', 'help.article.checked', { day }))).toBeVisible();
});
