// The conversation in the widget: every message once and in order, whatever the network does.
import { expect } from '@playwright/test';
import { ask, askBox, box, bubble, log, press, test, write } from '../widget/pages';
import { word } from '../words';

const person = word('de', 'chat.person');

test('the bubble opens home, and a question gets an answer with its source', async ({
  page,
  shop,
  faults,
}) => {
  await shop.visit();
  await bubble(page).click();
  await expect(page.getByRole('dialog')).toContainText(word('de', 'chat.automatic'));
  await expect(page.getByRole('button', { name: person })).toBeVisible();
  await askBox(page).fill('brille');
  await expect(page.getByText(word('de', 'chat.matching'))).toBeVisible();
  await askBox(page).fill('Meine Brille ist kaputt');
  await askBox(page).press('Enter');
  await expect(log(page)).toContainText('die Reparatur dauert fünf Tage');
  await expect(page.getByRole('button', { name: person })).toBeVisible();
  await page.getByRole('button', { name: /Brille kaputt – was tun/ }).click();
  await expect(page.getByRole('heading', { name: 'So geht es' })).toBeVisible();
  await expect(page.getByRole('button', { name: person })).toBeVisible();
  await expect(page.getByRole('link', { name: 'schicken' })).toHaveAttribute(
    'href',
    /^http:.*\/de\/a\/zwei$/,
  );
  await expect(page).toHaveTitle('Halden 52');
  await press(page, 'chat.back');
  await press(page, 'chat.yes');
  await expect(log(page)).toContainText('Schön, dass es geholfen hat.');
  expect(faults).toEqual([]);
});

test('a person is asked for, gets a corrected card, writes, types and sees', async ({
  page,
  shop,
  faults,
}) => {
  await shop.visit();
  await ask(page, 'Kann ich meine Gravur ändern?');
  await page.getByRole('button', { name: person }).first().click();
  await page.getByLabel(word('de', 'chat.card.email')).fill('maja');
  await press(page, 'chat.card.save');
  await expect(page.getByRole('alert')).toHaveText(word('de', 'chat.card.flaw'));
  await page.getByLabel(word('de', 'chat.card.email')).fill('maja@example.org');
  await page.getByLabel(word('de', 'chat.card.name')).fill('Maja');
  await press(page, 'chat.card.save');
  await expect(page.getByRole('button', { name: word('de', 'chat.card.change') })).toBeVisible();
  await expect(log(page)).toContainText('maja@example.org');
  await expect(page.getByRole('button', { name: person })).toBeVisible();
  shop.service.takes('Mara');
  await expect(page.getByRole('dialog')).toContainText(
    word('de', 'chat.team', { brand: 'Brillenwerk' }),
  );
  shop.service.types();
  await expect(log(page)).toContainText(word('de', 'chat.typing', { name: 'Mara' }));
  shop.service.says('Hallo, Mara hier: https://shop.example/gravur.');
  await expect(page.getByRole('link', { name: 'https://shop.example/gravur' })).toBeVisible();
  await expect(log(page)).not.toContainText(word('de', 'chat.typing', { name: 'Mara' }));
  await write(page, 'Danke');
  await expect(log(page)).toContainText(word('de', 'chat.sent'));
  shop.service.sees();
  await expect(log(page)).toContainText(word('de', 'chat.seen'));
  expect(faults).toEqual([]);
});

test('what was suggested can still be read while a person is waited for', async ({
  page,
  shop,
}) => {
  await shop.visit();
  await ask(page, 'Wo ist mein Paket?');
  await page.getByRole('button', { name: person }).first().click();
  await expect(page.getByRole('button', { name: word('de', 'chat.none') })).toHaveCount(0);
  await log(page).getByRole('button', { name: 'Versandarten und Kosten' }).click();
  await expect(page.getByRole('heading', { name: 'Versandarten und Kosten' })).toBeVisible();
});

test('what was not sent is sent again with the same key, and stored once', async ({
  page,
  shop,
}) => {
  await shop.visit();
  await ask(page, 'Erste Frage');
  await expect(log(page)).toContainText(word('de', 'chat.sent'));
  shop.service.isDown = true;
  shop.service.hangUp();
  await write(page, 'Zweite');
  await write(page, 'Dritte');
  await expect(log(page)).toContainText(word('de', 'chat.unsent'));
  await expect(page.getByText(word('de', 'chat.offline'))).toBeVisible();
  shop.service.answersToLose = 1;
  shop.service.isDown = false;
  const again = page.getByRole('button', { name: word('de', 'chat.again'), exact: true });
  // The widget also tries by itself, and then the button is gone.
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    expect(shop.service.stored()).toHaveLength(3);
  }).toPass();
  // It looks for the live connection at growing distances.
  await expect(page.getByText(word('de', 'chat.offline'))).toBeHidden({ timeout: 40_000 });
  await expect.poll(() => shop.service.stored()).toEqual(['Erste Frage', 'Zweite', 'Dritte']);
  const keys = shop.service.posts
    .filter((it) => it.body['text'] === 'Zweite')
    .map((it) => it.body['key']);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  const said = await log(page).locator('.said.contact p').allTextContents();
  expect(said).toEqual(['Erste Frage', 'Zweite', 'Dritte']);
});

test('once a message went through, nothing says any more that there is no connection', async ({
  page,
  shop,
}) => {
  await shop.visit();
  await ask(page, 'Erste Frage');
  await expect(log(page)).toContainText(word('de', 'chat.sent'));
  shop.service.isDown = true;
  shop.service.hangUp();
  await write(page, 'Zweite');
  await expect(page.getByText(word('de', 'chat.offline'))).toBeVisible();
  // From here on neither a live connection nor an answer to asking can tell it.
  shop.service.hasSockets = false;
  await page.route('**/chat/v1/conversation?*', () => undefined);
  shop.service.isDown = false;
  const again = page.getByRole('button', { name: word('de', 'chat.again'), exact: true });
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    expect(shop.service.stored()).toHaveLength(2);
  }).toPass();
  await expect(page.getByText(word('de', 'chat.offline'))).toBeHidden();
});

test('what was not sent outlives a reload of the page', async ({ page, shop }) => {
  await shop.visit();
  await ask(page, 'Erste Frage');
  await expect(log(page)).toContainText(word('de', 'chat.sent'));
  await page.route('**/chat/v1/messages', (route) => route.abort());
  await write(page, 'Geht das verloren?');
  await expect(log(page)).toContainText(word('de', 'chat.unsent'));
  await page.unroute('**/chat/v1/messages');
  await page.reload();
  await bubble(page).click();
  await expect.poll(() => shop.service.stored()).toEqual(['Erste Frage', 'Geht das verloren?']);
});

test('without WebSockets the reply comes all the same', async ({ page, shop }) => {
  shop.service.hasSockets = false;
  await shop.visit();
  await ask(page, 'Kann ich meine Gravur ändern?');
  await expect.poll(() => shop.service.posts.length).toBeGreaterThan(0);
  shop.service.takes('Mara');
  shop.service.says('Ich bin da.');
  await expect(log(page)).toContainText('Ich bin da.');
  await expect(log(page).getByText('Ich bin da.')).toHaveCount(1);
});

test('two tabs show the same messages, each once', async ({ page, shop, context }) => {
  await shop.visit();
  const other = await context.newPage();
  await other.goto(page.url());
  await bubble(other).click();
  await ask(page, 'Kann ich meine Gravur ändern?');
  await other.getByRole('button', { name: new RegExp(word('de', 'chat.running')) }).click();
  await expect(log(other)).toContainText('Kann ich meine Gravur ändern?');
  await write(other, 'Aus dem anderen Tab');
  for (const it of [page, other]) {
    await expect(log(it).locator('.said.contact p')).toHaveText([
      'Kann ich meine Gravur ändern?',
      'Aus dem anderen Tab',
    ]);
  }
});

test('a closed panel counts what is new', async ({ page, shop }) => {
  await shop.visit();
  await ask(page, 'Kann ich meine Gravur ändern?');
  await expect(log(page)).toContainText('Das weiß ich leider nicht.');
  await page.keyboard.press('Escape');
  await expect(bubble(page)).toBeFocused();
  shop.service.takes('Mara');
  shop.service.says('Ich bin da.');
  await expect(bubble(page)).toHaveText('2');
  await bubble(page).click();
  await expect(box(page)).toBeFocused();
  await expect(bubble(page)).toHaveText('0');
});
