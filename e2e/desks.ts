// Agents at their desks, each in a browser of their own.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { signIn } from './pages';
import { FIRST } from './processes';
import { ADMINISTRATOR, PASSWORD } from './shop';
import { word, type Locale } from './words';

export interface Desk {
  page: Page;
  /** The language it speaks. */
  spoken: Locale;
  /** The name of whoever sits there. */
  name: string;
  email: string;
}

/** Takes on somebody new whose desk speaks this language; their address. */
async function hired(browser: Browser, locale: Locale): Promise<string> {
  const office = await browser.newContext();
  const headers = { 'X-Lotse-Desk': '1' };
  const post = async (path: string, data: object) => {
    const answer = await office.request.post(`${FIRST}/api/v1/${path}`, { data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await post('session', { email: ADMINISTRATOR, password: PASSWORD });
  const first = Math.random().toString(36).slice(2, 10);
  const email = `${first}@brillenwerk.example`;
  const name = `${first} ${locale === 'pl' ? 'Nowak' : 'Neumann'}`;
  await post('agents', { name, email, role: 'agent', locale, password: PASSWORD });
  await office.close();
  return email;
}

/** The desk of somebody new, in a browser of their own. */
export async function desk(browser: Browser, locale: Locale): Promise<Desk> {
  const email = await hired(browser, locale);
  return deskOf(browser, email);
}

/** The desk of somebody, in a browser of their own. */
export async function deskOf(browser: Browser, email: string): Promise<Desk> {
  const page = await (await browser.newContext()).newPage();
  const spoken = await signIn(page, email);
  const name = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/me');
    return ((await answer.json()) as { name: string }).name;
  });
  return { page, spoken, name, email };
}

/** The row of somebody in the list. */
export function row(page: Page, name: string): Locator {
  return page.locator('[data-row]').filter({ hasText: name });
}

/** Opens what somebody wrote. */
export async function open(page: Page, name: string, view = 'queue'): Promise<void> {
  await page.goto(`/desk/requests?view=${view}`);
  await row(page, name).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

export function button(page: Page, spoken: Locale, key: string): Locator {
  return page.getByRole('button', { name: word(spoken, key), exact: true });
}

/** The box an answer or a note is written in. */
export function box(page: Page, spoken: Locale, what: 'reply' | 'note'): Locator {
  return page.getByLabel(word(spoken, `desk.${what}`), { exact: true });
}

/** What axe finds, in words short enough to read in a failed run. */
export async function complaints(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
