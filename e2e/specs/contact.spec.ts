// The contact form answers before anything is sent, and what is sent arrives.
import { expect, test, type Page } from '@playwright/test';
import { answers, messageField, signIn } from '../pages';
import { OF_LOCALE } from '../processes';
import { AGENT, brokenGlasses, LOCALES } from '../shop';
import { word, type Locale } from '../words';

/** Fills in the second step and sends; gives back the reference that is shown. */
async function send(page: Page, locale: Locale): Promise<string> {
  await page.getByLabel(word(locale, 'contact.name'), { exact: true }).fill('Maja Nowak');
  await page.getByLabel(word(locale, 'contact.email'), { exact: true }).fill('maja@example.org');
  await page.getByRole('button', { name: word(locale, 'contact.send'), exact: true }).click();
  const title = word(locale, 'contact.sent.title');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const line = page.getByText(word(locale, 'contact.sent.reference'));
  await expect(line).toHaveText(/\d{4,}/);
  return /\d{4,}/.exec((await line.textContent()) ?? '')?.[0] ?? '';
}

for (const locale of LOCALES) {
  const { words, title } = brokenGlasses[locale];
  const next = word(locale, 'contact.next');
  const solves = `${word(locale, 'contact.solves')}: ${title}`;
  const solved = word(locale, 'contact.solved.title');

  test.describe(`${locale}, with a script`, () => {
    test.use({ baseURL: OF_LOCALE[locale] });

    test('the answer comes while writing and no letter is lost', async ({ page }) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).pressSequentially(words);
      const offered = answers(page, locale);
      await expect(offered.getByRole('link', { name: title })).toBeVisible();
      await messageField(page, locale).pressSequentially(' Bitte!');
      await expect(messageField(page, locale)).toHaveValue(`${words} Bitte!`);
      await expect(messageField(page, locale)).toBeFocused();
      await expect(offered.getByRole('link', { name: title })).toBeVisible();
    });

    test('an answer that solves it ends the matter', async ({ page }) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).fill(words);
      await page.getByRole('button', { name: solves }).click();
      await expect(page.getByRole('heading', { name: solved })).toBeVisible();
    });

    test('what is sent all the same gets a number', async ({ page }) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).fill(words);
      await expect(answers(page, locale)).toBeVisible();
      expect(await send(page, locale)).not.toBe('');
    });
  });

  test.describe(`${locale}, without a script`, () => {
    test.use({ baseURL: OF_LOCALE[locale], javaScriptEnabled: false });

    test('two pages, the answer between them, and nothing typed is lost', async ({ page }) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).fill(words);
      await page.getByRole('button', { name: next, exact: true }).click();
      const answer = answers(page, locale).getByRole('link', { name: title });
      await expect(answer).toBeVisible();
      const email = page.getByLabel(word(locale, 'contact.email'), { exact: true });
      await email.fill('maja');
      await page.getByRole('button', { name: word(locale, 'contact.send'), exact: true }).click();
      const flaw = word(locale, 'contact.flaw.email.not_an_email');
      await expect(page.getByRole('alert')).toContainText(flaw);
      await expect(messageField(page, locale)).toHaveValue(words);
      await expect(email).toHaveValue('maja');
      expect(await send(page, locale)).not.toBe('');
    });

    test('an answer that solves it ends the matter, and one can turn back', async ({ page }) => {
      await page.goto(`/${locale}/contact`);
      await messageField(page, locale).fill(words);
      await page.getByRole('button', { name: next, exact: true }).click();
      await page.getByRole('button', { name: solves }).click();
      await expect(page.getByRole('heading', { name: solved })).toBeVisible();
      const not = word(locale, 'contact.solved.not');
      await page.getByRole('button', { name: not }).click();
      await expect(messageField(page, locale)).toHaveValue(words);
    });
  });
}

test('a request reaches the desk with its file and the answers seen', async ({ page }) => {
  const { words, title } = brokenGlasses.de;
  const message = `${words} Nummer ${Date.now()}`;
  await page.goto('/de/contact');
  await messageField(page, 'de').fill(message);
  await expect(answers(page, 'de')).toBeVisible();
  await page.getByLabel(word('de', 'contact.file')).setInputFiles({
    name: 'Bügel.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('links gebrochen'),
  });
  const reference = await send(page, 'de');
  const spoken = await signIn(page, AGENT);
  await page.goto('/desk/requests');
  await page.getByText(message).first().click();
  const main = page.getByRole('main');
  await expect(main.getByText(message).last()).toBeVisible();
  await expect(main.getByText(reference).first()).toBeVisible();
  await expect(main.getByText('Bügel.txt').first()).toBeVisible();
  await expect(main.getByText(title).first()).toBeVisible();
  expect(['de', 'pl', 'en']).toContain(spoken);
});
