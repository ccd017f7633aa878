// A visitor of a shop page asks, gets an answer, asks for a person, and talks with one.
import { expect, test, type Page } from '@playwright/test';
import { say, signIn, visit } from '../pages';
import { AGENT, nosePads } from '../shop';
import { word } from '../words';

/** Says something and returns who is in the answer of the service. */
async function authors(page: Page, text: string): Promise<string[]> {
  const answered = page.waitForResponse((it) => it.url().endsWith('/chat/v1/messages'));
  await say(page, text);
  const { messages } = (await (await answered).json()) as { messages: { author: string }[] };
  return messages.map(({ author }) => author);
}

for (const locale of ['de', 'pl', 'en'] as const)
  test(`chat, ${locale}: the answer, then a person who knows everything`, async ({
    page,
    browser,
  }) => {
    await visit(page, locale);
    await page.getByRole('button', { name: word(locale, 'chat.bubble') }).click();
    await expect(page.getByText(word(locale, 'chat.automatic')).first()).toBeVisible();
    await say(page, nosePads[locale].title);
    const log = page.getByRole('log');
    await expect(log.getByRole('button', { name: nosePads[locale].title })).toBeVisible();
    await page
      .getByRole('button', { name: word(locale, 'chat.person') })
      .first()
      .click();

    const agent = await (await browser.newContext()).newPage();
    const spoken = await signIn(agent, AGENT);
    await agent.goto('/desk/requests');
    const chats = agent.locator('[data-row]').filter({ hasText: word(spoken, 'desk.chat') });
    await chats
      .filter({ hasText: ` · ${locale.toUpperCase()}` })
      .filter({ hasText: nosePads[locale].title })
      .first()
      .click();
    const card = agent.getByRole('region', {
      name: word(spoken, 'desk.so_far'),
    });
    await expect(card).toContainText(nosePads[locale].title);
    await expect(card).toContainText(word(spoken, 'desk.why_asked'));
    const answer = `Guten Tag ${locale} – ich schicke Ihnen welche.`;
    await agent.getByLabel(word(spoken, 'desk.reply'), { exact: true }).fill(answer);
    await agent.getByRole('button', { name: word(spoken, 'desk.send_reply') }).click();
    await expect(log.getByText(answer)).toHaveCount(1);

    const thanks = `Danke ${locale}, das reicht mir.`;
    await say(page, thanks);
    await expect(agent.getByRole('log').getByText(thanks)).toHaveCount(1);
    // Lotse would know this, but a person has the word.
    expect(await authors(page, nosePads[locale].title)).toEqual(['contact']);

    // What is said while nobody listens is there on the way back, once and in its order.
    await page.goto('about:blank');
    for (const part of ['eins', 'zwei']) {
      await agent
        .getByLabel(word(spoken, 'desk.reply'), { exact: true })
        .fill(`Nachtrag ${part} ${locale}`);
      await agent.getByRole('button', { name: word(spoken, 'desk.send_reply') }).click();
      await expect(agent.getByRole('log').getByText(`Nachtrag ${part} ${locale}`)).toHaveCount(1);
    }
    await visit(page, locale);
    await page.getByRole('button', { name: word(locale, 'chat.bubble') }).click();
    await page.getByText(word(locale, 'chat.running')).click();
    await expect(log.getByText(/^Nachtrag (eins|zwei)/)).toHaveText([
      `Nachtrag eins ${locale}`,
      `Nachtrag zwei ${locale}`,
    ]);

    await agent.getByRole('button', { name: word(spoken, 'desk.resolve') }).click();
    await expect(log).toContainText(word(locale, 'chat.bot.resolved', { name: '' }).trim());

    // Whoever writes again is in the same conversation, and begins with Lotse.
    const more = `Brille ${locale}`;
    expect(await authors(page, more)).toEqual(['contact', 'machine']);
    await expect(agent.getByRole('log').getByText(more, { exact: true })).toHaveCount(1);
    await expect(agent.getByRole('log').getByText(answer)).toHaveCount(1);
    await agent.context().close();
  });
