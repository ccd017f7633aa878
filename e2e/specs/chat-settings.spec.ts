// An administrator puts the chat onto the shop and makes a key; the shop signs who is signed in, who
// then finds the conversation again on another device, and somebody else finds nothing of it.
import { createHmac, randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word, type Locale } from '../words';

const BRAND = 'brillenwerk';

/** What the server of the shop signs. */
function signed(secret: string, sub: string, name: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub, name, aud: BRAND, iat: now, exp: now + 600, jti: randomUUID() };
  const part = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url');
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}

/** A page of the shop on a device of its own. */
async function device(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const script = `<script async src="${FIRST}/w/w.js" data-brand="${BRAND}" data-lang="de"></script>`;
  const body = `<!doctype html><html lang="de"><title>Shop</title><h1>Shop</h1>${script}`;
  await page.route(`${FIRST}/shop.html`, (it) =>
    it.fulfill({ contentType: 'text/html; charset=utf-8', body }),
  );
  await page.goto(`${FIRST}/shop.html`);
  await expect(bubble(page)).toBeVisible();
  return page;
}

const bubble = (page: Page) =>
  page.getByRole('button', { name: word('de', 'chat.bubble'), exact: true });

/** The shop hands over who is signed in, and the visitor opens the chat. */
async function enter(page: Page, sub: string, token: string): Promise<void> {
  await page.evaluate(
    ([sub, token]) => {
      const { lotse } = window as unknown as { lotse: (...call: unknown[]) => void };
      lotse('setUser', sub, { token: () => Promise.resolve(token) });
    },
    [sub, token],
  );
  const answered = page.waitForResponse((it) => it.url().endsWith('/chat/v1/identity'));
  await bubble(page).click();
  expect((await answered).status()).toBe(200);
}

/** Makes a key at the desk and says its secret. */
async function key(page: Page, spoken: Locale): Promise<string> {
  await page.goto('/desk/settings/chat');
  const tag = page.getByLabel(word(spoken, 'desk.chat_tag_page'), { exact: true });
  await expect(tag).toHaveValue(new RegExp(`/w/w\\.js" data-brand="${BRAND}"></script>`));
  await page.getByRole('button', { name: word(spoken, 'desk.identity_add') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word(spoken, 'desk.key_name'), { exact: true }).fill('Shop e2e');
  await dialog.getByRole('button', { name: word(spoken, 'desk.create_key') }).click();
  const field = dialog.getByLabel(word(spoken, 'desk.identity_secret'), { exact: true });
  const secret = await field.inputValue();
  await dialog.getByRole('button', { name: word(spoken, 'desk.done') }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

test('chat settings: who is signed in at the shop finds the conversation again, and nobody else', async ({
  page,
  browser,
}) => {
  const spoken = await signIn(page, ADMINISTRATOR);
  const secret = await key(page, spoken);
  const question = `Wo bleibt mein Etui ${randomUUID().slice(0, 8)}?`;

  const phone = await device(browser);
  const ada = randomUUID();
  await enter(phone, ada, signed(secret, ada, 'Ada Winter'));
  await expect(
    phone.getByText(word('de', 'chat.hello.name', { name: 'Ada Winter' })),
  ).toBeVisible();
  await phone.getByRole('textbox').first().fill(question);
  await phone.getByRole('textbox').first().press('Enter');
  await expect(phone.getByRole('log')).toContainText(question);
  await phone
    .getByRole('button', { name: word('de', 'chat.person') })
    .first()
    .click();

  const laptop = await device(browser);
  await enter(laptop, ada, signed(secret, ada, 'Ada Winter'));
  await expect(laptop.getByText(word('de', 'chat.running'))).toBeVisible();
  await laptop.getByText(word('de', 'chat.running')).click();
  await expect(laptop.getByRole('log')).toContainText(question);

  // Somebody else signs in on the same device, without the page having said goodbye.
  await laptop.reload();
  const ben = randomUUID();
  await enter(laptop, ben, signed(secret, ben, 'Ben Sommer'));
  await expect(
    laptop.getByText(word('de', 'chat.hello.name', { name: 'Ben Sommer' })),
  ).toBeVisible();
  await expect(laptop.getByText('Ada Winter')).toHaveCount(0);
  await expect(laptop.getByText(question)).toHaveCount(0);

  // The desk knows who it is, and how that is proven.
  await page.goto('/desk/requests');
  await page.locator('[data-row]').filter({ hasText: 'Ada Winter' }).first().click();
  await expect(page.getByText(word(spoken, 'desk.proof_signed_in'))).toBeVisible();

  // A key that is disabled counts no longer.
  await page.goto('/desk/settings/chat');
  const row = page.getByRole('listitem').filter({ hasText: 'Shop e2e' }).first();
  await row.getByRole('button', { name: word(spoken, 'desk.identity_disable') }).click();
  await expect(row).toContainText(word(spoken, 'desk.identity_off'));
  const late = await browser.newContext();
  const refused = await late.request.post(`${FIRST}/chat/v1/visitors`, { data: { brand: BRAND } });
  const { token } = (await refused.json()) as { token: string };
  const answer = await late.request.post(`${FIRST}/chat/v1/identity`, {
    data: { token: signed(secret, ada, 'Ada Winter') },
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status()).toBe(422);
});
