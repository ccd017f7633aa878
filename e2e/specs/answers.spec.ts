// Questions as customers ask them lead to the right article, with a script and without one.
import { expect, test } from '@playwright/test';
import { firstResult, search, searchField } from '../pages';
import { basics, coffeeMachine, LOCALES, nosePads, type Asked } from '../shop';
import { word } from '../words';

function rules(): void {
  for (const locale of LOCALES) {
    test(`${locale}: the words on a display lead to the steps`, async ({ page }) => {
      const { words, title, step } = coffeeMachine[locale];
      await search(page, locale, words);
      await expect(firstResult(page)).toHaveText(title);
      await firstResult(page).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: step }).first()).toBeVisible();
    });

    test(`${locale}: a lay word finds the article that uses another`, async ({ page }) => {
      const { words, title } = nosePads[locale];
      await search(page, locale, words);
      await expect(firstResult(page)).toHaveText(title);
    });

    for (const { words, title } of basics[locale]) {
      test(`${locale}: "${words}" is answered`, async ({ page }) => {
        await search(page, locale, words);
        await expect(firstResult(page)).toHaveText(title);
        await firstResult(page).click();
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      });
    }

    test(`${locale}: the button searches as Enter does`, async ({ page }) => {
      const { words, title } = nosePads[locale];
      await page.goto(`/${locale}/`);
      await searchField(page, locale).fill(words);
      await page.getByRole('button', { name: word(locale, 'help.search.button') }).click();
      await expect(firstResult(page)).toHaveText(title);
    });

    test(`${locale}: words nobody knows end at a person, not at a wall`, async ({ page }) => {
      const nonsense = 'qwrtzpx vbnkj';
      await search(page, locale, nonsense);
      const none = word(locale, 'help.none.title', { words: nonsense });
      await expect(page.getByRole('heading', { level: 1, name: none })).toBeVisible();
      await page.getByRole('link', { name: word(locale, 'help.none.ask') }).click();
      await expect(page).toHaveURL(new RegExp(`/${locale}/contact`));
      await expect(page.getByRole('textbox').filter({ hasText: nonsense })).toBeVisible();
    });
  }
}

test.describe('with a script', () => {
  rules();

  for (const locale of LOCALES) {
    const cases: Asked[] = [nosePads[locale], ...basics[locale]];
    for (const { words, title } of cases) {
      test(`${locale}: "${words}" shows the article while typing`, async ({ page }) => {
        await page.goto(`/${locale}/`);
        await searchField(page, locale).pressSequentially(words);
        const found = page.getByRole('listbox').getByRole('option');
        await expect(found.filter({ hasText: title })).toBeVisible();
      });
    }

    test(`${locale}: the keyboard alone opens what was found while typing`, async ({ page }) => {
      const { words, title } = nosePads[locale];
      await page.goto(`/${locale}/`);
      await searchField(page, locale).focus();
      await page.keyboard.type(words);
      const found = page.getByRole('listbox').getByRole('option');
      await expect(found.first()).toContainText(title);
      await page.keyboard.press('ArrowDown');
      await expect(found.first()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('listbox')).toBeHidden();
      await expect(searchField(page, locale)).toHaveValue(words);
      await page.keyboard.press('ArrowDown');
      await expect(found.first()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`/${locale}/a/`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    });
  }
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  rules();

  for (const locale of LOCALES) {
    test(`${locale}: a reader can say that an article helped`, async ({ page }) => {
      await search(page, locale, nosePads[locale].words);
      await firstResult(page).click();
      await page.getByRole('button', { name: word(locale, 'help.yes'), exact: true }).click();
      await expect(page.getByText(word(locale, 'help.feedback.thanks'))).toBeVisible();
    });
  }
});
