// Answers and notes: kept while they are written, taken back before they leave, helped along by
// what Lotse knows.
import { expect, test } from '@playwright/test';
import { waiting } from '../chats';
import { box, button, complaints, desk, deskOf, open, row } from '../desks';
import { nosePads } from '../shop';
import { word } from '../words';

for (const [locale, other] of [
  ['de', 'pl'],
  ['pl', 'de'],
] as const) {
  test(`${locale}: a draft survives a reload and is there on another device`, async ({
    browser,
    request,
  }) => {
    const { name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const { page, spoken, email } = await desk(browser, locale);
    await open(page, name);
    const text = 'Guten Tag, das sehe ich mir gleich an';
    await box(page, spoken, 'reply').fill(text);
    await expect(page.getByText(word(spoken, 'desk.draft_saved'))).toBeVisible();
    await page.reload();
    await expect(box(page, spoken, 'reply')).toHaveValue(text);
    const second = await deskOf(browser, email);
    await open(second.page, name);
    await expect(box(second.page, spoken, 'reply')).toHaveValue(text);
    // What one writes the other does not write over without asking.
    await box(second.page, spoken, 'reply').fill(`${text} und melde mich.`);
    await expect(second.page.getByText(word(spoken, 'desk.draft_saved'))).toBeVisible();
    await box(page, spoken, 'reply').fill('Etwas ganz anderes');
    await expect(page.getByText(word(spoken, 'desk.draft_elsewhere'))).toBeVisible();
    await button(page, spoken, 'desk.draft_take').click();
    await expect(box(page, spoken, 'reply')).toHaveValue(`${text} und melde mich.`);
    await Promise.all([page.context().close(), second.page.context().close()]);
  });

  test(`${locale}: one sees who else is there and who writes`, async ({ browser, request }) => {
    const { name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const mine = await desk(browser, locale);
    const theirs = await desk(browser, other);
    await open(theirs.page, name);
    await open(mine.page, name);
    await expect(mine.page.getByRole('status').filter({ hasText: theirs.name })).toBeVisible();
    await box(theirs.page, theirs.spoken, 'reply').pressSequentially('Gut');
    const writes = mine.page.locator('.writing');
    await expect(writes).toContainText(theirs.name);
    await theirs.page.goto('/desk/');
    await expect(mine.page.getByRole('status').filter({ hasText: theirs.name })).toHaveCount(0);
    await Promise.all([mine.page.context().close(), theirs.page.context().close()]);
  });

  test(`${locale}: an answer can be taken back before it leaves`, async ({ browser, request }) => {
    const { visitor, name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const { page, spoken } = await desk(browser, locale);
    await open(page, name);
    const text = 'Wir schicken Ihnen einen neuen Bügel.';
    await box(page, spoken, 'reply').fill(text);
    await button(page, spoken, 'desk.send_reply').click();
    await button(page, spoken, 'desk.undo').click();
    await expect(box(page, spoken, 'reply')).toHaveValue(text);
    const said = async () => (await visitor.messages()).filter((it) => it.author === 'agent');
    expect(await said()).toEqual([]);
    await box(page, spoken, 'reply').press('Control+Enter');
    await button(page, spoken, 'desk.send_now').click();
    await expect.poll(async () => (await said()).map((it) => it.text)).toEqual([text]);
    await expect(box(page, spoken, 'reply')).toHaveValue('');
    // And one that is left alone leaves by itself, once.
    await box(page, spoken, 'reply').fill('Bis Montag ist er da.');
    await button(page, spoken, 'desk.send_reply').click();
    await expect.poll(async () => (await said()).length).toBe(2);
    // And so does one whose writer goes away.
    await box(page, spoken, 'reply').fill('Auf Wiedersehen.');
    await button(page, spoken, 'desk.send_reply').click();
    await expect(button(page, spoken, 'desk.send_now')).toBeVisible();
    await page.goto('/desk/knowledge');
    await expect.poll(async () => (await said()).length).toBe(3);
    await page.context().close();
  });

  test(`${locale}: a colleague named in a note finds it`, async ({ browser, request }) => {
    const { name } = await waiting(request, 'de', 'Der Bügel ist ab.');
    const mine = await desk(browser, locale);
    const theirs = await desk(browser, other);
    await theirs.page.goto('/desk/requests?view=mentions');
    await open(mine.page, name);
    await mine.page.keyboard.press('n');
    const note = box(mine.page, mine.spoken, 'note');
    await expect(note).toBeFocused();
    await note.pressSequentially(`@${theirs.name.slice(0, 7)}`);
    await expect(mine.page.getByRole('option', { name: theirs.name })).toBeVisible();
    await note.press('Enter');
    await expect(note).toHaveValue(`@${theirs.name} `);
    await note.pressSequentially('schaust du mal?');
    await note.press('Control+Enter');
    await expect(mine.page.getByRole('log')).toContainText(`@${theirs.name} schaust du mal?`);
    await row(theirs.page, name).click();
    await expect(theirs.page.getByRole('log')).toContainText('schaust du mal?');
    await Promise.all([mine.page.context().close(), theirs.page.context().close()]);
  });
}

for (const locale of ['de', 'pl'] as const) {
  test(`${locale}: a slash brings a text block in the customer's language, by keyboard alone`, async ({
    browser,
    request,
  }) => {
    const { name } = await waiting(request, locale, nosePads[locale].title);
    const { page, spoken } = await desk(browser, 'de');
    await open(page, name);
    await page.keyboard.press('r');
    const reply = box(page, spoken, 'reply');
    await expect(reply).toBeFocused();
    await reply.pressSequentially(`/${nosePads[locale].title.slice(0, 12)}`);
    await expect(page.getByRole('option', { name: nosePads[locale].title })).toBeVisible();
    await reply.press('Escape');
    await expect(page.getByRole('option')).toHaveCount(0);
    await reply.press('End');
    await reply.pressSequentially(nosePads[locale].title.slice(12, 14));
    await expect(page.getByRole('option').first()).toContainText(nosePads[locale].title);
    await reply.press('Enter');
    await expect(reply).not.toHaveValue(/^\//);
    expect((await reply.inputValue()).length).toBeGreaterThan(20);
    await page.context().close();
  });

  test(`${locale}: the suggested answer comes with one key`, async ({ browser, request }) => {
    const { name } = await waiting(request, locale, nosePads[locale].title);
    const { page, spoken } = await desk(browser, 'de');
    await open(page, name);
    const card = page.getByRole('region', { name: word(spoken, 'desk.suggested') });
    await expect(card).toContainText(nosePads[locale].title);
    await page.keyboard.press('Alt+1');
    await expect(box(page, spoken, 'reply')).toHaveValue(new RegExp(`/${locale}/a/`));
    await expect(card).toHaveCount(0);
    await page.context().close();
  });
}

for (const [locale, said, asks] of [
  ['de', 'Meine Bestellung B-20871 ist nicht da', 'Wie lautet Ihre Bestellnummer?'],
  ['pl', 'Zamówienie B-20871 nie dotarło', 'Proszę podać numer zamówienia.'],
] as const)
  test(`${locale}: who asks for what is known is warned before it leaves`, async ({
    browser,
    request,
  }) => {
    const { visitor, name } = await waiting(request, locale, said);
    const { page, spoken } = await desk(browser, 'pl');
    await open(page, name);
    // It leaves before the desk has looked at it; a warning that was there already would let it go.
    let look = () => {};
    const pressed = new Promise<void>((go) => (look = go));
    await page.route('**/conversations/*/check', async (route) => {
      await pressed;
      await route.fallback();
    });
    const reply = box(page, spoken, 'reply');
    await reply.fill(asks);
    await reply.press('Control+Enter');
    look();
    const warning = page.getByRole('status').filter({
      hasText: word(spoken, 'desk.already_known'),
    });
    await expect(warning).toContainText('B-20871');
    await expect(reply).toHaveValue(asks);
    await button(page, spoken, 'desk.send_anyway').click();
    await button(page, spoken, 'desk.send_now').click();
    await expect.poll(async () => (await visitor.messages()).map((it) => it.text)).toContain(asks);
    await page.context().close();
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`writing, ${colorScheme}: axe finds nothing in the box, its lists and its warnings`, async ({
    browser,
    request,
  }) => {
    const { name } = await waiting(request, 'de', 'Nasenpads wechseln, Bestellung B-20871');
    const { page, spoken } = await desk(browser, 'de');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page, name);
    const reply = box(page, spoken, 'reply');
    await reply.fill('Wie lautet Ihre Bestellnummer?');
    await expect(page.getByText(word(spoken, 'desk.already_known'))).toBeVisible();
    await expect.poll(() => complaints(page)).toEqual([]);
    await reply.fill('');
    await reply.pressSequentially('/Nasen');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await reply.pressSequentially('pads');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expect.poll(() => complaints(page)).toEqual([]);
    await reply.fill('Guten Tag');
    await button(page, spoken, 'desk.send_reply').click();
    await expect(button(page, spoken, 'desk.send_now')).toBeVisible();
    await expect.poll(() => complaints(page)).toEqual([]);
    await page.context().close();
  });
