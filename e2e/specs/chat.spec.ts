// A visitor of a shop page asks, gets an answer, asks for a person, and talks with one.
import { expect, test } from '@playwright/test';
import { say, signIn, visit } from '../pages';
import { AGENT, nosePads } from '../shop';
import { word } from '../words';

for (const locale of ['de', 'pl'] as const)
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
    await agent.getByRole('button', { name: word(spoken, 'desk.resolve') }).click();
    await expect(log).toContainText(word(locale, 'chat.bot.resolved', { name: '' }).trim());
    await agent.context().close();
  });
