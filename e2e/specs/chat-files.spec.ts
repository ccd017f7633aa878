// Files in the chat: a visitor and an agent send them to each other, pictures are seen, and nothing
// in a file ever runs.
import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page, type Route } from '@playwright/test';
import { say, signIn, visit } from '../pages';
import { AGENT } from '../shop';
import { word } from '../words';

const file = (name: string, mimeType: string, text: string | Buffer) => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});

const PICTURE = file(
  'Brille.png',
  'image/png',
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const SVG = file(
  'logo.svg',
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>',
);
const POLYGLOT = file(
  'bild\u202egpj.gif',
  'image/gif',
  'GIF89a/*\u0001\u0001*/=1;alert(document.domain)',
);
const PAGE = file('rechnung.pdf', 'application/pdf', '%PDF-1.4 <html><script>alert(1)</script>');

/** Fails when anything in a file runs. */
function watch(page: Page): void {
  page.on('dialog', (it) => {
    throw new Error(`a script ran: ${it.message()}`);
  });
}

/** A visitor in the conversation, where files can be attached. */
async function talking(page: Page): Promise<Locator> {
  watch(page);
  await visit(page, 'en');
  await page.getByRole('button', { name: word('en', 'chat.bubble') }).click();
  const person = page.getByRole('button', { name: word('en', 'chat.person') }).first();
  await person.click();
  await expect(page.getByRole('button', { name: word('en', 'chat.file.add') })).toBeVisible();
  return page.getByRole('log');
}

async function attach(page: Page, ...files: ReturnType<typeof file>[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: word('en', 'chat.file.add') }).click();
  await (await choosing).setFiles(files);
}

/** What is downloaded when this is pressed. */
async function downloaded(page: Page, press: Locator): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent('download');
  await press.click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('files: a visitor and an agent send each other files, and nothing in them runs', async ({
  page,
  browser,
}) => {
  const log = await talking(page);
  const said = `Mein Anliegen ${Date.now()}`;
  // The words are still on their way when the files are chosen; the files wait for them.
  let go = () => {};
  const held = new Promise<void>((let_go) => (go = let_go));
  const hold = async (route: Route) => {
    await held;
    await route.fallback();
  };
  await page.route('**/chat/v1/messages', hold, { times: 1 });
  await say(page, said);
  await expect(log.getByText(said)).toBeVisible();
  await attach(page, PICTURE, SVG, POLYGLOT, PAGE);
  await expect(log.getByRole('progressbar')).toBeVisible();
  go();
  const picture = log.getByRole('img', { name: 'Brille.png' });
  await expect(picture).toBeVisible();
  const shows = (await log.textContent()) ?? '';
  expect(shows.indexOf(said)).toBeLessThan(shows.indexOf('logo.svg'));
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1);
  await expect(log.getByRole('button', { name: 'bildgpj.gif' })).toHaveCount(1);
  const own = await downloaded(page, log.getByRole('button', { name: 'logo.svg' }));
  expect(own).toEqual({ name: 'logo.svg', text: SVG.buffer.toString() });

  const agent = await (await browser.newContext()).newPage();
  watch(agent);
  const spoken = await signIn(agent, AGENT);
  await agent.goto('/desk/requests?view=all');
  await agent.locator('[data-row]').filter({ hasText: 'Brille.png' }).first().click();
  const desk = agent.getByRole('log');
  await expect(desk.getByText(said)).toBeVisible();
  const shown = desk.getByRole('img', { name: 'Brille.png' });
  await expect.poll(() => shown.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1);
  await expect(desk.getByRole('img', { name: 'logo.svg' })).toHaveCount(0);
  for (const bad of [SVG, PAGE]) {
    const got = await downloaded(agent, desk.getByRole('link', { name: bad.name }).last());
    expect(got).toEqual({ name: bad.name, text: bad.buffer.toString() });
  }

  const choosing = agent.waitForEvent('filechooser');
  await agent.getByRole('button', { name: word(spoken, 'desk.attach') }).click();
  await (await choosing).setFiles([file('Etikett.txt', 'text/plain', 'Bitte aufkleben')]);
  await agent.getByRole('button', { name: word(spoken, 'desk.send_reply') }).click();
  const got = await downloaded(page, log.getByRole('button', { name: 'Etikett.txt' }));
  expect(got).toEqual({ name: 'Etikett.txt', text: 'Bitte aufkleben' });
  await agent.context().close();
});

test('files: what is too large, empty or too many is said and not sent', async ({ page }) => {
  const log = await talking(page);
  const name = 'Film.mp4';
  await attach(page, { name, mimeType: 'video/mp4', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
  const flaw = log.locator('.upload').getByRole('alert');
  await expect(flaw).toHaveText(word('en', 'chat.file.too_large', { name }));
  await log
    .getByRole('button', { name: word('en', 'chat.close') })
    .first()
    .click();
  await expect(flaw).toHaveCount(0);
  await attach(page, file('leer.txt', 'text/plain', ''));
  await expect(flaw).toHaveText(word('en', 'chat.file.empty', { name: 'leer.txt' }));
  await attach(page, ...Array.from({ length: 6 }, (_, at) => file(`${at}.txt`, 'text/plain', 'x')));
  await expect(flaw.last()).toHaveText(word('en', 'chat.file.too_many'));
  await expect(log.locator('.said.contact .source')).toHaveCount(0);
});

test('files: dropped and pasted files are sent, a broken line is made up for, and cancelling leaves nothing', async ({
  page,
}) => {
  const log = await talking(page);
  const route = '**/chat/v1/files';
  const put = (kind: string, name: string) =>
    page.locator('.talk').evaluate(
      (talk, [kind, name]) => {
        const data = new DataTransfer();
        data.items.add(new File(['Inhalt'], name ?? ''));
        const how = { bubbles: true, cancelable: true };
        talk.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { ...how, dataTransfer: data })
            : new ClipboardEvent('paste', { ...how, clipboardData: data }),
        );
      },
      [kind, name] as const,
    );

  await put('drop', 'gezogen.txt');
  await expect(log.getByRole('button', { name: 'gezogen.txt' })).toHaveCount(1);

  await page.route(route, (it) => it.abort());
  await put('paste', 'eingefügt.txt');
  const flaw = log.locator('.upload').getByRole('alert');
  await expect(flaw).toHaveText(word('en', 'chat.file.failed'));
  await page.unroute(route);
  await log.getByRole('button', { name: word('en', 'chat.again') }).click();
  await expect(log.getByRole('button', { name: 'eingefügt.txt' })).toHaveCount(1);

  let asked = 0;
  await page.route(route, () => void asked++);
  await attach(page, file('doch nicht.txt', 'text/plain', 'x'));
  await expect(log.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  await log.getByRole('button', { name: word('en', 'chat.file.cancel') }).click();
  await expect(log.getByText('doch nicht.txt')).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: word('en', 'chat.bubble') }).click();
  await page
    .getByRole('button', { name: word('en', 'chat.running') })
    .first()
    .click();
  await expect(log.getByRole('button', { name: 'eingefügt.txt' })).toHaveCount(1);
  await expect(log.getByText('doch nicht.txt')).toHaveCount(0);
});
