// A golden question is settled at its article, and a text that would break it is held up.
import { expect, test } from '@playwright/test';
import { complaints } from '../desks';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

test('golden: a text that breaks a golden question is published only when somebody insists', async ({
  page,
}) => {
  const spoken = await signIn(page, ADMINISTRATOR);
  expect(spoken).toBe('de');
  const api = `${FIRST}/api/v1`;
  const headers = { 'X-Lotse-Desk': '1' };
  const { items } = (await (await page.request.get(`${api}/brands`)).json()) as {
    items: { id: string; name: string }[];
  };
  const brand = items[0]!;
  const facts = { kind: 'article', visibility: 'public' };
  const write = async (title: string, body: string, phrasings: string[]) => {
    const content = { title, body, short: '', phrasings, words: [] };
    const data = { brand_id: brand.id, facts, locale: 'de', content };
    const made = await page.request.post(`${api}/articles`, { data, headers });
    expect(made.status(), await made.text()).toBe(201);
    return ((await made.json()) as { id: string }).id;
  };
  const question = `Quastenbürste${Date.now()} reinigen`;
  const right = await write(question, 'Mit warmem Wasser.', []);
  const state = `${api}/articles/${right}/translations/de/state`;
  const live = await page.request.post(state, { data: { state: 'published' }, headers });
  expect(live.ok()).toBe(true);

  // The question is settled where the article is written.
  await page.goto(`/desk/knowledge/${right}?lang=de`);
  const panel = page.getByRole('complementary', { name: word(spoken, 'desk.about_article') });
  const field = panel.getByLabel(word(spoken, 'desk.golden_question'), { exact: true });
  await field.fill(question);
  await field.press('Enter');
  const settled = panel.getByRole('list', { name: word(spoken, 'desk.golden'), exact: true });
  await expect(settled).toContainText(question);
  expect(await complaints(page)).toEqual([]);

  // The gate is closed in the brand.
  await page.goto('/desk/settings/brands');
  const edit = word(spoken, 'desk.edit_named', { name: brand.name });
  const gate = async (isOn: boolean) => {
    await page.getByRole('button', { name: edit, exact: true }).click();
    const box = page.getByRole('dialog').getByRole('checkbox', {
      name: word(spoken, 'desk.golden_gate'),
    });
    await box.setChecked(isOn);
    await page.getByRole('button', { name: word(spoken, 'desk.save'), exact: true }).click();
    await expect(box).toHaveCount(0);
  };
  await gate(true);

  const ways = [question, `Die ${question}`, `Wie ${question}?`];
  const rival = await write(`${question} im Laden`, `${question} wir im Laden.`, ways);
  await page.goto(`/desk/knowledge/${rival}?lang=de`);
  await panel.getByRole('button', { name: word(spoken, 'desk.rehearse'), exact: true }).click();
  const broken = panel.getByRole('listitem').filter({ hasText: question }).first();
  await expect(broken).toContainText(word(spoken, 'desk.golden_breaks'));

  const publish = page.getByRole('button', { name: word(spoken, 'desk.publish'), exact: true });
  await publish.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveText(question);
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: word(spoken, 'desk.golden_back') }).click();
  await expect(dialog).toHaveCount(0);
  await publish.click();
  await dialog.getByRole('button', { name: word(spoken, 'desk.golden_anyway') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(word(spoken, 'desk.done_published'))).toBeVisible();

  // Who did so stands with the version.
  const versions = panel.getByRole('button', { name: word(spoken, 'desk.versions'), exact: true });
  await versions.click();
  await expect(dialog).toContainText('Trotz gebrochener goldener Fragen');
  await expect(dialog).toContainText(question);

  // All are listed, and one that is removed can be had back.
  await page.goto('/desk/golden');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: question });
  const name = word(spoken, 'desk.golden_delete_named', { text: question });
  const remove = row.getByRole('button', { name, exact: true });
  await expect(row.getByRole('link')).toHaveText(question);
  expect(await complaints(page)).toEqual([]);
  await remove.click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: word(spoken, 'desk.undo') }).click();
  await remove.click();
  await expect(row).toHaveCount(0);
  await page.goto('/desk/settings/brands');
  await gate(false);
});
