// An administrator has the assistant speak in the shop's words; it stays what it is.
import { expect, test } from '@playwright/test';
import { complaints } from '../desks';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

const SHIPPED = word('pl', 'chat.bot.ended');
const OWN = 'Do usłyszenia wkrótce!';

test('wording: a sentence is said in the shop’s words, and a name of a person is refused', async ({
  page,
  request,
}) => {
  const spoken = await signIn(page, ADMINISTRATOR);
  await page.goto('/desk/settings/chat');
  const part = page.getByRole('region', {
    name: word(spoken, 'desk.wording'),
    exact: true,
  });
  await part.getByLabel(word(spoken, 'desk.language'), { exact: true }).selectOption('pl');
  await expect(part).toContainText(word('pl', 'chat.bot.name'));
  await part.getByText(word(spoken, 'desk.wording_answers'), { exact: true }).click();
  await part.getByRole('button', { name: SHIPPED }).click();
  const dialog = page.getByRole('dialog');
  const box = dialog.getByLabel(word(spoken, 'desk.wording_own'), {
    exact: true,
  });
  const save = dialog.getByRole('button', {
    name: word(spoken, 'desk.save'),
    exact: true,
  });
  await box.fill('Do {time}');
  await expect(dialog).toContainText(word(spoken, 'error.field.placeholder_unknown'));
  await box.fill('Pozdrawiam, jestem Ola');
  await save.click();
  await expect(dialog).toContainText(word(spoken, 'error.field.person_name'));
  expect(await complaints(page)).toEqual([]);
  await box.fill(OWN);
  await expect(dialog).toContainText(word('pl', 'chat.bot.name'));
  await save.click();
  await expect(part.getByRole('button', { name: OWN })).toBeVisible();

  const made = await request.post(`${FIRST}/chat/v1/visitors`, {
    data: { locale: 'pl' },
  });
  const { token } = (await made.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const say = (path: string, data: object) =>
    request.post(`${FIRST}/chat/v1/${path}`, { data, headers });
  await say('messages', { key: '1', text: 'Dzień dobry' });
  expect(await (await say('acts', { key: '2', act: 'end' })).text()).toContain(OWN);

  // Undone, it is the shipped sentence again.
  await page.getByRole('button', { name: word(spoken, 'desk.undo') }).click();
  await expect(part.getByRole('button', { name: SHIPPED })).toBeVisible();
});
