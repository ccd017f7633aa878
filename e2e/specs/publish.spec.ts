// An editor answers a new question in the desk; customers find the answer at once, everywhere.
import { expect, test, type Page } from '@playwright/test';
import { answers, firstResult, messageField, search, searchField, signIn } from '../pages';
import { OF_LOCALE } from '../processes';
import { AGENT, EDITOR, LOCALES } from '../shop';
import { word, type Locale } from '../words';

interface News {
  title: string;
  phrasing: string;
  short: string;
  body: string;
  asked: string;
}

/** Two questions nobody could know yet; `code` keeps several runs on one demo apart. */
const news = (code: string): Record<'de' | 'pl', News> => ({
  de: {
    title: `Gilt der Gutschein ${code} auch für Lesezeichen?`,
    phrasing: `Was kann ich mit ${code} kaufen?`,
    short: `${code} gilt für alle Lesezeichen.`,
    body: `Gib ${code} im Warenkorb ein. Er gilt nur für Lesezeichen.`,
    asked: `gutschein ${code} lesezeichen`,
  },
  pl: {
    title: `Czy kod ${code} działa na zakładki do książek?`,
    phrasing: `Co kupię z kodem ${code}?`,
    short: `${code} działa na wszystkie zakładki do książek.`,
    body: `Wpisz ${code} w koszyku. Działa tylko na zakładki do książek.`,
    asked: `kod ${code} zakładki`,
  },
});

async function write(page: Page, spoken: Locale, locale: Locale, it: News): Promise<void> {
  const main = page.getByRole('main');
  const label = (key: string) => main.getByLabel(word(spoken, key), { exact: true });
  await page.goto('/desk/knowledge/new');
  await label('desk.title').fill(it.title);
  await label('desk.phrasings').fill(it.phrasing);
  await label('desk.language').selectOption(locale);
  await page.getByRole('button', { name: word(spoken, 'desk.create_and_write') }).click();
  await expect(page).toHaveURL(/\/desk\/knowledge\/[0-9a-f-]{36}/);
  await label('desk.short').fill(it.short);
  await page.getByRole('textbox', { name: word(spoken, 'desk.text'), exact: true }).click();
  await page.keyboard.type(it.body);
  await expect(page.getByRole('status').getByText(word(spoken, 'desk.saved'))).toBeVisible();
}

async function publish(page: Page, spoken: Locale): Promise<void> {
  const button = page.getByRole('button', { name: word(spoken, 'desk.publish'), exact: true });
  const published = page.waitForResponse(
    (it) => it.url().endsWith('/state') && it.request().method() === 'POST',
  );
  await button.click();
  expect((await published).status()).toBe(200);
}

for (const locale of LOCALES) {
  test(`${locale}: what is published is found at once`, async ({ page, browser }) => {
    const code = `NEU${Date.now()}`;
    const it = news(code)[locale];
    const spoken = await signIn(page, EDITOR);
    await write(page, spoken, locale, it);

    const outside = await browser.newContext();
    const customer = await outside.newPage();
    await search(customer, locale, it.asked);
    await expect(customer.getByRole('link', { name: it.title })).toHaveCount(0);

    await publish(page, spoken);
    await customer.reload();
    await expect(firstResult(customer)).toHaveText(it.title);
    await firstResult(customer).click();
    await expect(customer.getByText(it.body)).toBeVisible();

    await customer.goto(`/${locale}/`);
    await searchField(customer, locale).pressSequentially(it.asked);
    await expect(customer.getByRole('option').first()).toContainText(it.title);

    await customer.goto(`/${locale}/contact`);
    await messageField(customer, locale).fill(it.phrasing);
    await expect(answers(customer, locale).getByRole('link', { name: it.title })).toBeVisible();

    const question = encodeURIComponent(it.asked);
    await customer.goto(`${OF_LOCALE[locale]}/${locale}/search?q=${question}`);
    await expect(firstResult(customer)).toHaveText(it.title);
    await outside.close();
  });
}

test('the list has an article once, with how far each language has come', async ({ page }) => {
  const it = news(`LISTE${Date.now()}`).pl;
  const spoken = await signIn(page, EDITOR);
  await write(page, spoken, 'pl', it);
  await page.goto(`/desk/knowledge?q=${encodeURIComponent(it.title)}`);
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: it.title });
  const says = (tag: string, key: string) => line.getByText(`${tag}${word(spoken, key)}`);
  await expect(says('PL', 'desk.state_draft')).toBeVisible();
  await expect(says('DE', 'desk.missing')).toBeVisible();

  await line.getByRole('link').click();
  await publish(page, spoken);
  await page.goto(`/desk/knowledge?state=published&q=${encodeURIComponent(it.title)}`);
  await expect(says('PL', 'desk.state_published')).toBeVisible();
  await expect(line).toHaveCount(1);
});

test('whoever may not write is not offered to', async ({ page }) => {
  const spoken = await signIn(page, AGENT);
  await page.goto('/desk/knowledge');
  const title = word(spoken, 'desk.articles');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const button = page.getByRole('link', { name: word(spoken, 'desk.new_article') });
  await expect(button).toHaveCount(0);
});

test('a wrong password is refused in words and the address stays', async ({ page }) => {
  await page.goto('/desk/');
  const email = page.getByLabel(word('de', 'desk.email'), { exact: true });
  await email.fill('nobody@brillenwerk.example');
  await page.getByLabel(word('de', 'desk.password'), { exact: true }).fill('falsch geraten');
  await page.getByRole('button', { name: word('de', 'desk.sign_in'), exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(word('de', 'error.credentials_wrong'));
  await expect(email).toHaveValue('nobody@brillenwerk.example');
});

test('a question leaves the list once its answer is published', async ({ page, browser }) => {
  // Made of made-up words, so that no article of the demo answers it.
  const letters = [...`${Date.now()}`].map((it) => 'bcdfghklmz'[Number(it)]).join('');
  const asked = `Quorzel ${letters} wubbelt?`;
  const outside = await browser.newContext();
  const customer = await outside.newPage();
  await search(customer, 'de', asked);
  await outside.close();

  const spoken = await signIn(page, EDITOR);
  const line = page.getByRole('listitem').filter({ hasText: asked });
  await expect(async () => {
    await page.goto('/desk/gaps');
    await expect(line).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await line.getByRole('link', { name: word(spoken, 'desk.write_answer') }).click();
  await page.getByRole('button', { name: word(spoken, 'desk.create_and_write') }).click();
  const short = page.getByLabel(word(spoken, 'desk.short'), { exact: true });
  await short.fill('Ja, immer.');
  await expect(page.getByRole('status').getByText(word(spoken, 'desk.saved'))).toBeVisible();
  await publish(page, spoken);
  await expect(page.getByText(word(spoken, 'desk.gap_answered'))).toBeVisible();
  await page.goto('/desk/gaps');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByText(asked)).toHaveCount(0);
});
