// What a shop's page says that happened on it reaches the agent who takes over, as it was said.
import { expect, test } from '@playwright/test';
import { complaints, desk, open } from '../desks';
import { SHOP } from '../processes';
import { word } from '../words';

declare global {
  interface Window {
    lotse: (...call: unknown[]) => void;
  }
}

test('what happened on the page is on the card, in order, and no request goes out for it', async ({
  page,
  browser,
}) => {
  const name = `Ada ${Math.random().toString(36).slice(2, 8)}`;
  const sent: string[] = [];
  page.on('request', (it) => {
    if (it.method() === 'POST' && it.url().includes('/chat/v1/')) sent.push(it.url());
  });
  await page.goto(`${SHOP}/de/`);
  await page.getByRole('button', { name: word('de', 'chat.bubble'), exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.evaluate(() => {
    window.lotse('track', 'add_to_cart', { sku: 'H52', deep: { left: 'out' } });
    window.lotse('track', 'checkout_failed', { reason: '<img src=x onerror=alert(1)>' });
  });
  expect(sent).toEqual([]);
  await page
    .getByRole('button', { name: word('de', 'chat.person') })
    .first()
    .click();
  await page.getByLabel(word('de', 'chat.card.name'), { exact: true }).fill(name);
  await page.getByRole('button', { name: word('de', 'chat.card.save'), exact: true }).click();
  await expect(page.getByRole('status')).toHaveText(word('de', 'chat.card.saved'));

  const agent = await desk(browser, 'de');
  await open(agent.page, name);
  const told = agent.page
    .getByRole('region', { name: word('de', 'desk.so_far') })
    .locator('details');
  await expect(told.locator('summary')).toHaveText(word('de', 'desk.on_page', { n: '2' }));
  await expect(told.getByRole('listitem')).toHaveText([
    /add_to_cart\s+sku: H52\s*$/,
    /checkout_failed\s+reason: <img src=x onerror=alert\(1\)>\s*$/,
  ]);
  expect(await complaints(agent.page)).toEqual([]);
});
