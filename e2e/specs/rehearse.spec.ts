// Before a text is published, questions of customers show which answers it would change.
import { expect, test } from '@playwright/test';
import { complaints } from '../desks';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { EDITOR } from '../shop';
import { word } from '../words';

test('rehearse: an editor sees which answers change before publishing', async ({ page }) => {
  const title = `Wuschelpolitur ${Date.now()} bestellen`;
  const asked = await page.request.post(`${FIRST}/api/v1/ask`, {
    data: { text: title, locale: 'de' },
  });
  expect(asked.ok()).toBe(true);

  const spoken = await signIn(page, EDITOR);
  const main = page.getByRole('main');
  const label = (key: string) => main.getByLabel(word(spoken, key), { exact: true });
  await page.goto('/desk/knowledge/new');
  await label('desk.title').fill(title);
  await label('desk.language').selectOption('de');
  await page.getByRole('button', { name: word(spoken, 'desk.create_and_write') }).click();
  await expect(page).toHaveURL(/\/desk\/knowledge\/[0-9a-f-]{36}/);
  await label('desk.short').fill('Im Warenkorb unter Pflege.');
  await page.getByRole('textbox', { name: word(spoken, 'desk.text'), exact: true }).click();
  await page.keyboard.type('Die Politur liegt im Warenkorb unter Pflege.');

  const panel = page.getByRole('complementary', { name: word(spoken, 'desk.about_article') });
  await panel.getByRole('button', { name: word(spoken, 'desk.rehearse'), exact: true }).click();
  const before = word(spoken, 'desk.rehearse_no_answer');
  const shift = word(spoken, 'desk.rehearse_shift', { before, after: title });
  await expect(panel).toContainText(shift);
  expect(await complaints(page)).toEqual([]);
  // Nothing of it is live, and what was found is of this text only.
  expect((await page.request.get(`${FIRST}/de/search?q=Wuschelpolitur`)).ok()).toBe(true);
  await label('desk.short').fill('Im Warenkorb.');
  await expect(panel).toContainText(word(spoken, 'desk.rehearse_stale'));
});
