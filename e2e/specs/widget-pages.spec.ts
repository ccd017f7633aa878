// The widget on pages of every kind: strict, hostile, small, dark, and by keyboard.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ask, askBox, box, bubble, log, press, test, write, type Shop } from '../widget/pages';
import { CODE } from '../widget/task';
import { word } from '../words';

const person = word('de', 'chat.person');

test('a strict policy without styles and with trusted types permits all of it', async ({
  page,
  shop,
  faults,
}) => {
  await shop.visit('strict');
  await ask(page, 'Meine Brille ist kaputt');
  await page.getByRole('button', { name: /Brille kaputt – was tun/ }).click();
  await expect(page.getByRole('heading', { name: 'So geht es' })).toBeVisible();
  await press(page, 'chat.back');
  await page.getByRole('button', { name: person }).first().click();
  await expect(page.getByLabel(word('de', 'chat.card.email'))).toBeVisible();
  expect(faults).toEqual([]);
});

test('a hostile page changes nothing about it and hears no key', async ({ page, shop, faults }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const looks = async () => {
    await ask(page, 'Meine Brille ist kaputt');
    await expect(log(page)).toContainText('fünf Tage');
    const { width, height } = (await page.getByRole('dialog').boundingBox()) ?? {
      width: 0,
      height: 0,
    };
    const look = await box(page).evaluate((it) => {
      const { color, fontSize, fontFamily } = getComputedStyle(it);
      return { color, fontSize, fontFamily };
    });
    return { width, height, ...look };
  };
  await shop.visit();
  const plain = await looks();
  await shop.visit('hostile');
  expect(await looks()).toEqual(plain);
  await write(page, '/ s');
  await expect(log(page)).toContainText('/ s');
  expect(await page.evaluate('keys')).toBe(0);
  expect(faults).toEqual([]);
});

test('a page that forbids connections gets the help centre in a new tab', async ({
  page,
  shop,
  context,
}) => {
  await page.route('**/chat/v1/config*', (route) => route.abort());
  await shop.visit();
  const opened = context.waitForEvent('page');
  await bubble(page).click();
  expect((await opened).url()).toContain('/b/shop/');
});

test('at 320 pixels the way to a person keeps its words beside the way out', async ({
  page,
  shop,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await shop.visit();
  await ask(page, 'Meine Brille ist kaputt');
  const way = page.getByRole('button', { name: person }).first();
  const close = page.getByRole('button', { name: word('de', 'chat.close') }).first();
  await expect(close).toBeInViewport({ ratio: 1 });
  expect(await way.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
});

test('on a phone it fills the screen and keeps the focus', async ({ page, shop }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 760 });
  await shop.visit();
  await bubble(page).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await page.getByRole('dialog').boundingBox()).toEqual({
    x: 0,
    y: 0,
    width: 390,
    height: 760,
  });
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('search');
  }
  await press(page, 'chat.close');
  await expect(bubble(page)).toBeFocused();
});

test('the page does not shift, and on paper there is no bubble', async ({ page, shop }) => {
  await shop.visit();
  await expect(bubble(page)).toBeVisible();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const it of list.getEntries()) sum += (it as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
      }),
  );
  expect(shift).toBe(0);
  await page.emulateMedia({ media: 'print' });
  await expect(bubble(page)).toBeHidden();
});

test('a page can open it, ask, and name the visitor before it is loaded', async ({
  page,
  shop,
}) => {
  await page.addInitScript(() => {
    const early = (...call: [string, ...unknown[]]) => void (early.q ??= []).push(call);
    early.q = undefined as [string, ...unknown[]][] | undefined;
    (window as unknown as { lotse: typeof early }).lotse = early;
    early('setUser', 'id-1', { name: 'Maja', email: 'maja@example.org' });
    early('ask', 'Meine Brille ist kaputt');
  });
  await shop.visit();
  await expect(log(page)).toContainText('fünf Tage');
  await page.getByRole('button', { name: person }).click();
  await expect(log(page)).toContainText('maja@example.org');
  await page.evaluate(() => {
    const { $lotse } = window as unknown as { $lotse: Record<string, (it?: unknown) => void> };
    $lotse['setLocale']?.('pl');
  });
  await expect(page.getByText(word('pl', 'chat.how'))).toBeVisible();
  await page.evaluate(() => {
    const { $lotse } = window as unknown as { $lotse: Record<string, (it?: unknown) => void> };
    $lotse['reset']?.();
  });
  await expect(page.getByRole('dialog')).toBeHidden();
});

async function complaints(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Goes to the fields of a task. */
async function toFields(page: Page): Promise<void> {
  await ask(page, 'Ich möchte meine Adresse ändern');
  await page.getByLabel('E-Mail').fill('maja@example.org');
  await press(page, 'chat.task.next');
  await page.getByLabel('Code').fill(CODE);
  await press(page, 'chat.task.next');
  await expect(page.getByLabel('Straße')).toBeVisible();
}

async function toConfirm(page: Page): Promise<void> {
  await toFields(page);
  await page.getByLabel('Straße').fill('Lotsenweg 5');
  await page.getByLabel('abends').check();
  await press(page, 'chat.task.next');
  await expect(page.getByRole('definition').first()).toBeVisible();
}

async function toReceipt(page: Page, { service }: Shop): Promise<void> {
  await toConfirm(page);
  await press(page, 'chat.task.confirm');
  await expect(log(page)).toContainText(word('de', 'chat.task.running'));
  service.finishes();
  await expect(log(page)).toContainText('Lieferadresse geändert');
}

const states: [name: string, reach: (page: Page, shop: Shop) => Promise<void>][] = [
  ['closed', async () => undefined],
  ['home', async (page) => bubble(page).click()],
  [
    'suggestions',
    async (page) => {
      await bubble(page).click();
      await askBox(page).fill('brille');
      await expect(page.getByText(word('de', 'chat.matching'))).toBeVisible();
    },
  ],
  [
    'answer',
    async (page) => {
      await ask(page, 'Meine Brille ist kaputt');
      await expect(log(page)).toContainText(word('de', 'chat.helped'));
    },
  ],
  [
    'choices',
    async (page) => {
      await ask(page, 'Wo ist mein Paket?');
      await expect(page.getByRole('button', { name: /Versandarten/ })).toBeVisible();
    },
  ],
  [
    'unknown',
    async (page) => {
      await ask(page, 'Gravur?');
      await expect(log(page)).toContainText('Das weiß ich leider nicht.');
    },
  ],
  [
    'article',
    async (page) => {
      await bubble(page).click();
      await page.getByRole('button', { name: /Brille kaputt/ }).click();
      await expect(page.getByRole('heading', { name: 'So geht es' })).toBeVisible();
    },
  ],
  [
    'article that does not come',
    async (page) => {
      await bubble(page).click();
      await page.getByRole('button', { name: /ohne Drucker/ }).click();
      await expect(page.getByText(word('de', 'chat.article.failed'))).toBeVisible();
    },
  ],
  [
    'handed over out of hours',
    async (page, { service }) => {
      service.isOpen = false;
      await ask(page, 'Gravur?');
      await page.getByRole('button', { name: person }).first().click();
      await expect(page.getByLabel(word('de', 'chat.card.email'))).toBeVisible();
    },
  ],
  [
    'card',
    async (page) => {
      await ask(page, 'Gravur?');
      await page.getByRole('button', { name: person }).first().click();
      await page.getByLabel(word('de', 'chat.card.email')).fill('maja@example.org');
      await press(page, 'chat.card.save');
      await expect(
        page.getByRole('button', { name: word('de', 'chat.card.change') }),
      ).toBeVisible();
    },
  ],
  [
    'person',
    async (page, { service }) => {
      await ask(page, 'Gravur?');
      await expect(log(page)).toContainText(word('de', 'chat.sent'));
      service.takes('Mara');
      service.says('Hallo, Mara hier – ein echter Mensch. Ich sehe mir Ihre Bestellung an.');
      await expect(log(page)).toContainText('Mara hier');
      service.types();
      await expect(log(page)).toContainText(word('de', 'chat.typing', { name: 'Mara' }));
    },
  ],
  [
    'task: proof',
    async (page) => {
      await ask(page, 'Ich möchte meine Adresse ändern');
      await expect(page.getByLabel('E-Mail')).toBeVisible();
    },
  ],
  ['task: fields', toFields],
  [
    'task: fields with errors',
    async (page) => {
      await toFields(page);
      await press(page, 'chat.task.next');
      await expect(log(page)).toContainText(word('de', 'chat.task.missing'));
    },
  ],
  ['task: is it right', toConfirm],
  [
    'task: not sent',
    async (page, { service }) => {
      await toConfirm(page);
      service.isDown = true;
      service.hangUp();
      await press(page, 'chat.task.confirm');
      await expect(log(page)).toContainText(word('de', 'chat.unsent'));
    },
  ],
  [
    'task: running',
    async (page) => {
      await toConfirm(page);
      await press(page, 'chat.task.confirm');
      await expect(log(page)).toContainText(word('de', 'chat.task.running'));
    },
  ],
  ['receipt', toReceipt],
  [
    'receipt: undone',
    async (page, shop) => {
      await toReceipt(page, shop);
      await press(page, 'chat.receipt.undo');
      await expect(log(page)).toContainText(word('de', 'chat.receipt.undone'));
    },
  ],
  [
    'files',
    async (page, { service }) => {
      await ask(page, 'Gravur?');
      await expect(log(page)).toContainText(word('de', 'chat.sent'));
      service.takes('Mara');
      service.sends('Etikett.pdf');
      await expect(page.getByRole('button', { name: 'Etikett.pdf' })).toBeVisible();
      const empty = { name: 'leer.txt', mimeType: 'text/plain', buffer: Buffer.from('') };
      await page.locator('input[type=file]').setInputFiles(empty);
      await expect(log(page)).toContainText(word('de', 'chat.file.empty', { name: 'leer.txt' }));
    },
  ],
  [
    'by mail',
    async (page) => {
      await ask(page, 'Gravur?');
      await press(page, 'chat.mail.ask');
      await expect(page.getByLabel(word('de', 'chat.card.email'))).toBeFocused();
      await page.keyboard.type('maja@example.org');
      await page.keyboard.press('Enter');
      await expect(page.getByLabel(word('de', 'chat.mail.code'))).toBeFocused();
    },
  ],
  [
    'offline',
    async (page, { service }) => {
      await ask(page, 'Gravur?');
      await expect(log(page)).toContainText(word('de', 'chat.sent'));
      service.isDown = true;
      service.hangUp();
      await write(page, 'Noch da?');
      await expect(page.getByText(word('de', 'chat.offline'))).toBeVisible();
      await expect(log(page)).toContainText(word('de', 'chat.unsent'));
    },
  ],
];

for (const [name, reach] of states)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${name}, ${colorScheme}: axe finds nothing`, async ({ page, shop }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await shop.visit();
      await reach(page, shop);
      expect(await complaints(page)).toEqual([]);
    });
