// Agents find a conversation by its number, by who asks, by what it is about.
import { expect, test } from '@playwright/test';
import { waiting } from '../chats';
import { complaints, desk } from '../desks';

test('found: the palette opens a conversation by its number, a name and a word', async ({
  browser,
  request,
}) => {
  const subject = `Etui${Math.random().toString(36).slice(2, 8)}`;
  const { name } = await waiting(request, 'de', `Mein ${subject} ist weg`);
  const { page } = await desk(browser, 'pl');
  const palette = page.getByRole('dialog');
  const box = palette.getByRole('combobox');
  const found = palette.getByRole('option').filter({ hasText: name });
  const sought = async (text: string) => {
    await page.keyboard.press('Control+k');
    await box.fill(text);
    await expect(found).toHaveCount(1);
  };
  await page.goto('/desk/requests');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await sought(subject.slice(0, 7).toUpperCase());
  expect(await complaints(page)).toEqual([]);
  const number = /#\d+/.exec((await found.textContent()) ?? '')?.[0] ?? '';
  await found.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(/view=queue/);
  await sought(name.slice(0, 8));
  await page.keyboard.press('Escape');
  await sought(number);
  await box.fill(`${number}0000000`);
  await expect(found).toHaveCount(0);
  await expect(palette.getByRole('status')).toBeVisible();
});
