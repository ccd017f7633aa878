// What the assistant does in the demo's shop, played on the shop's own pages.
import { expect, test, type Page } from '@playwright/test';
import { SHOP } from '../processes';
import { word, type Locale } from '../words';

async function signIn(page: Page, locale: Locale, name: string): Promise<void> {
  await page.goto(`${SHOP}/${locale}/sign-in`);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function ask(page: Page, locale: Locale, text: string): Promise<void> {
  await page.getByRole('button', { name: word(locale, 'chat.bubble'), exact: true }).click();
  const box = page.getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
  await expect(page.getByRole('log')).toContainText(text);
}

const press = (page: Page, locale: Locale, key: string) =>
  page.getByRole('button', { name: word(locale, key), exact: true }).click();

test('a customer has the delivery address changed in the chat, sees it in the shop, and has it undone', async ({
  page,
}) => {
  await signIn(page, 'de', 'Maja Nowak');
  await ask(page, 'de', 'Meine Lieferadresse ändern');
  await page.getByLabel('Straße und Hausnummer').fill('ul. Nowa 5');
  await page.getByLabel('Postleitzahl').fill('00-950');
  await page.getByLabel('Ort', { exact: true }).fill('Warszawa');
  await press(page, 'de', 'chat.task.next');
  await expect(page.getByRole('log')).toContainText('Ich ändere die Lieferadresse');
  await press(page, 'de', 'chat.task.confirm');
  await expect(page.getByRole('log')).toContainText('geht jetzt an ul. Nowa 5, 00-950 Warszawa');
  const order = await page.context().newPage();
  await order.goto(`${SHOP}/de/account/orders/BW-104201`);
  await expect(order.getByRole('main')).toContainText('ul. Nowa 5');
  await press(page, 'de', 'chat.receipt.undo');
  await expect(page.getByRole('log')).toContainText('geht wieder an die alte Adresse');
  await order.reload();
  await expect(order.getByRole('main')).toContainText('ul. Latarniana 21');
});

test('an order that is packed already brings a person who knows why', async ({ page }) => {
  await signIn(page, 'de', 'Jonas Feld');
  await ask(page, 'de', 'Meine Lieferadresse ändern');
  await expect(page.getByRole('log')).toContainText('Was gepackt ist, ist schon auf dem Weg');
  await expect(page.getByRole('log')).toContainText(word('de', 'chat.bot.action_person'));
});

test('what is written while the shop still signs somebody in is sent as theirs', async ({
  page,
}) => {
  const order: string[] = [];
  const question = 'Was ist Gravur?';
  await page.route('**/chat/v1/identity', async (route) => {
    await expect(page.getByRole('log')).toContainText(question);
    const response = await route.fetch();
    order.push('signed in');
    await route.fulfill({ response });
  });
  page.on('request', (it) => {
    if (it.url().endsWith('/chat/v1/messages')) order.push('said');
  });
  await signIn(page, 'de', 'Firma Fenster');
  await ask(page, 'de', question);
  await expect.poll(() => order).toEqual(['signed in', 'said']);
});
