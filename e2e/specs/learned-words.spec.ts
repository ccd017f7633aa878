// What customers call a thing is proposed as a lay word, ticked, undone and rejected.
import { expect, test } from '@playwright/test';
import { complaints } from '../desks';
import { search, searchField, signIn } from '../pages';
import { FIRST } from '../processes';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

const SAID = 'Wuppi';
const MEANT = 'Nasenpads';

interface Asked {
  question_id: string;
  answer: { article_id: string } | null;
  alternatives: { article_id: string }[];
}

test('learned words: who asks again teaches what a word means', async ({ page }) => {
  // The search page hands the question on, without a script and without knowing who asks.
  await search(page, 'de', SAID);
  const field = page.locator('form.search input[name=after]');
  await expect(field).toHaveValue(/^[0-9a-f-]{36}$/);
  const first = await field.inputValue();
  await searchField(page, 'de').fill(MEANT);
  await searchField(page, 'de').press('Enter');
  const way = page.locator(`main a[href*="after=${first}"]`).first();
  await expect(way).toBeVisible();
  await way.click();
  await expect(page).toHaveURL(/\/de\/a\/[^?]+$/);

  const spoken = await signIn(page, ADMINISTRATOR);
  const ours = { 'X-Lotse-Desk': '1' };
  const data = { name: 'Rewordings', scopes: ['knowledge:read'] };
  const made = await page.request.post(`${FIRST}/api/v1/api-keys`, { data, headers: ours });
  const { key } = (await made.json()) as { key: string };
  const headers = { authorization: `Bearer ${key}` };
  const post = (path: string, sent: object) =>
    page.request.post(`${FIRST}/api/v1/${path}`, { data: sent, headers });
  for (let n = 0; n < 30; n += 1) {
    const ask = async (text: string, before?: string) =>
      (await (
        await post('ask', { text, locale: 'de', after_question_id: before })
      ).json()) as Asked;
    const before = await ask(SAID);
    const again = await ask(MEANT, before.question_id);
    const found = again.answer ?? again.alternatives[0];
    const solved = {
      question_id: again.question_id,
      article_id: found?.article_id,
      after_question_id: before.question_id,
    };
    // A question is kept a moment after it was answered.
    await expect(async () => expect((await post('solved', solved)).status()).toBe(204)).toPass();
  }

  await page.goto('/desk/words');
  const part = page.getByRole('region', { name: word(spoken, 'desk.proposals'), exact: true });
  const names = { word: SAID, meaning: MEANT };
  const tick = part.getByRole('button', { name: word(spoken, 'desk.proposal_tick_named', names) });
  const reject = part.getByRole('button', {
    name: word(spoken, 'desk.proposal_reject_named', names),
  });
  await expect(tick).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await tick.click();
  await expect(tick).toHaveCount(0);
  await page.getByLabel(word(spoken, 'desk.search_words'), { exact: true }).fill(SAID);
  const row = page.getByRole('listitem').filter({ hasText: SAID });
  await expect(row).toContainText(`→ ${word(spoken, 'desk.means')} ${MEANT}`);
  // It says where it comes from: thirty by the API, and the one on the page.
  await expect(row).toContainText('31');

  // Undone, it is a proposal again; rejected, it is gone.
  await page.getByRole('button', { name: word(spoken, 'desk.undo') }).click();
  await reject.click();
  await expect(reject).toHaveCount(0);
  await page.reload();
  await expect(page.getByText(word(spoken, 'desk.proposals'))).toBeVisible();
  await expect(reject).toHaveCount(0);
});
