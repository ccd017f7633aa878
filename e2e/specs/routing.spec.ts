// Who is asked: a topic needs a skill, somebody has it, and everybody else is passed over.
import { expect, test } from '@playwright/test';
import { waiting } from '../chats';
import { button, complaints, desk, row } from '../desks';
import { signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

interface Topic {
  id: string;
  names: { locale: string; title: string }[];
}

test('routing: whoever has the skill is offered the conversation first', async ({
  page,
  browser,
  request,
}) => {
  const [able, other] = [await desk(browser, 'de'), await desk(browser, 'de')];
  const spoken = await signIn(page, ADMINISTRATOR);
  const headers = { 'X-Lotse-Desk': '1' };
  const brands = await page.request.get(`${FIRST}/api/v1/brands`);
  const brand = ((await brands.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  const topics = await page.request.get(`${FIRST}/api/v1/categories?brand=${brand}`);
  // One that no other test talks about: all of them share the shop.
  const all = ((await topics.json()) as { items: Topic[] }).items;
  const topic = all.find(({ names }) => names.some(({ title }) => title === 'Kontaktlinsen'));
  const skill = `Optik ${Math.random().toString(36).slice(2, 7)}`;
  const need = (wanted: string) =>
    page.request.patch(`${FIRST}/api/v1/categories/${topic?.id}`, {
      data: { skill: wanted },
      headers,
    });
  await need(skill);
  try {
    // An administrator says who has it.
    await page.goto('/desk/settings/agents');
    await page
      .getByRole('button', {
        name: word(spoken, 'desk.edit_named', { name: able.name }),
      })
      .click();
    const dialog = page.getByRole('dialog');
    const skills = dialog.getByLabel(word(spoken, 'desk.skills'), {
      exact: true,
    });
    await expect(dialog).toContainText(skill);
    await skills.fill(skill.toUpperCase());
    await skills.press('Enter');
    await dialog.getByLabel(word(spoken, 'desk.most_chats'), { exact: true }).fill('101');
    expect(await complaints(page)).toEqual([]);
    await dialog.getByLabel(word(spoken, 'desk.most_chats'), { exact: true }).fill('1');
    await button(page, spoken, 'desk.save').click();
    await expect(page.getByText(skill, { exact: true })).toBeVisible();

    const { name } = await waiting(request, 'de', 'Wie setze ich Kontaktlinsen ein?');
    await other.page.goto('/desk/requests?view=queue');
    await expect(row(other.page, name)).toContainText(skill);
    await row(other.page, name).click();
    await expect(other.page.getByText(new RegExp(`: ${skill}$`))).toBeVisible();
    const counts = async (it: typeof able) => {
      const path = `${FIRST}/api/v1/conversations/counts?brand=${brand}`;
      const answer = await it.page.request.get(path);
      return ((await answer.json()) as { calling: number }).calling;
    };
    // Others who wait meanwhile call both.
    const more = async () => {
      const [theirs, rest] = await Promise.all([counts(able), counts(other)]);
      return theirs - rest;
    };
    await expect.poll(more).toBe(1);
  } finally {
    await need('');
  }
});
