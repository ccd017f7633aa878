// What happens to a text when the network is gone or somebody else writes at the same time.
import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { EDITOR } from '../shop';
import { word } from '../words';

async function begin(page: Page, title: string): Promise<void> {
  const spoken = await signIn(page, EDITOR);
  await page.goto('/desk/knowledge/new');
  await page.getByLabel(word(spoken, 'desk.title'), { exact: true }).fill(title);
  await page.getByRole('button', { name: word(spoken, 'desk.create_and_write') }).click();
  await expect(page).toHaveURL(/\/desk\/knowledge\/[0-9a-f-]{36}/);
  await expect(short(page)).toBeVisible();
}

const short = (page: Page) => page.getByLabel(word('de', 'desk.short'), { exact: true });
const says = (page: Page, key: string) => page.getByRole('status').getByText(word('de', key));

test('without a network the desk says so, keeps the text and saves it later', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await begin(page, `Offline ${Date.now()}`);
  await context.setOffline(true);
  await short(page).fill('Auch ohne Netz geschrieben.');
  await expect(says(page, 'desk.offline')).toBeInViewport();
  await expect(says(page, 'desk.not_saved')).toBeVisible();
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(needed).toBeLessThanOrEqual(there ?? 0);

  await context.setOffline(false);
  await expect(says(page, 'desk.saved')).toBeAttached();
  await page.reload();
  await expect(short(page)).toHaveValue('Auch ohne Netz geschrieben.');
});

test('a screen that cannot be fetched says so and comes when there is a network', async ({
  page,
  context,
}) => {
  await signIn(page, EDITOR);
  const title = word('de', 'desk.notices');
  await context.setOffline(true);
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(word('de', 'error.offline'));
  await context.setOffline(false);
  await page.getByRole('button', { name: word('de', 'desk.try_again'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});

test('two who write at once are shown what differs, and both texts stay', async ({
  page,
  context,
}) => {
  await begin(page, `Zu zweit ${Date.now()}`);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(short(other)).toBeVisible();

  await short(page).fill('Was die eine schreibt.');
  await expect(says(page, 'desk.saved')).toBeVisible();
  await short(other).fill('Was der andere schreibt.');
  const dialog = other.getByRole('dialog', { name: word('de', 'desk.changed_meanwhile') });
  const line = (of: string, text: string) =>
    dialog.getByText(`${word('de', of)}: ${text}`, { exact: true });
  await expect(line('desk.conflict_theirs', 'Was die eine schreibt.')).toBeVisible();
  await expect(line('desk.conflict_mine', 'Was der andere schreibt.')).toBeVisible();
  await dialog.getByRole('button', { name: word('de', 'desk.conflict_keep_mine') }).click();
  await expect(dialog).toBeHidden();

  await page.reload();
  await expect(short(page)).toHaveValue('Was der andere schreibt.');
  await page.getByRole('button', { name: word('de', 'desk.versions'), exact: true }).click();
  const versions = page.getByRole('dialog', { name: word('de', 'desk.versions') });
  await expect(versions.getByText('Was die eine schreibt.')).toBeVisible();
});
