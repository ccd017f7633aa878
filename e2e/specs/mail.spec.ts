// Mails of the chat and the form, as the demo shows them: a code before a conversation leaves, and
// that a request has arrived.
import { expect, test, type Page } from '@playwright/test';
import { say, visit } from '../pages';
import { FIRST } from '../processes';
import { word } from '../words';

/** The newest mail that was written to this address. */
async function mailTo(page: Page, address: string): Promise<{ subject: string; text: string }> {
  const shown = page.locator('ol.hits > li').filter({ hasText: address }).first();
  await expect
    .poll(async () => {
      await page.goto(`${FIRST}/demo/mail`);
      return shown.count();
    })
    .toBe(1);
  return {
    subject: await shown.getByRole('heading').innerText(),
    text: await shown.locator('pre').innerText(),
  };
}

test('mail: a conversation is sent once its address is proven by a code', async ({
  page,
  browser,
}) => {
  const address = `ida-${Date.now()}@example.org`;
  const inbox = await (await browser.newContext()).newPage();
  await visit(page, 'en');
  await page.getByRole('button', { name: word('en', 'chat.bubble') }).click();
  const secret = `Meine Nummer ist ${Date.now()}`;
  await page.getByRole('textbox').first().fill(secret);
  await page.getByRole('textbox').first().press('Enter');
  const log = page.getByRole('log');
  await expect(log.getByText(secret)).toBeVisible();
  await log.getByRole('button', { name: word('en', 'chat.mail.ask') }).click();
  await log.getByLabel(word('en', 'chat.card.email')).fill('keine Adresse');
  await log.getByRole('button', { name: word('en', 'chat.send') }).click();
  await expect(log.getByRole('alert')).toHaveText(word('en', 'chat.card.flaw'));
  await log.getByLabel(word('en', 'chat.card.email')).fill(address);
  await log.getByRole('button', { name: word('en', 'chat.send') }).click();
  await expect(log).toContainText(word('en', 'chat.mail.check', { email: address }));

  const proof = await mailTo(inbox, address);
  expect(proof.text).not.toContain(secret);
  const code = /^\d{6}/.exec(proof.subject)?.[0] ?? '';
  const field = log.getByLabel(word('en', 'chat.mail.code'));
  await field.fill(code === '000000' ? '000001' : '000000');
  await log.getByRole('button', { name: word('en', 'chat.send') }).click();
  await expect(log.getByRole('alert')).toHaveText(word('en', 'chat.mail.wrong'));
  await field.fill(code);
  await log.getByRole('button', { name: word('en', 'chat.send') }).click();
  await expect(log.getByRole('status')).toHaveText(
    word('en', 'chat.mail.sent', { email: address }),
  );
  const sent = await mailTo(inbox, address);
  expect(sent.text).toContain(secret);
  expect(sent.text).toContain(word('en', 'chat.bot.name'));

  // The mail about an answer leads here.
  await page.goto(`${FIRST}/shop.html#lotse`);
  await page.reload();
  await expect(page.getByRole('dialog')).toBeVisible();
  await say(page, 'Danke');
  await inbox.context().close();
});

test('mail: a request by the form is confirmed', async ({ page }) => {
  const address = `emil-${Date.now()}@example.org`;
  const answer = await page.request.post(`${FIRST}/api/v1/requests`, {
    data: { message: 'Wo ist mein Paket?', name: 'Emil', email: address, locale: 'pl' },
  });
  const { reference } = (await answer.json()) as { reference: number };
  const mail = await mailTo(page, address);
  const values = { brand: 'Brillenwerk', reference: `${reference}` };
  expect(mail.subject).toBe(word('pl', 'mail.arrived.subject', values));
  expect(mail.text).not.toContain('Emil');
});
