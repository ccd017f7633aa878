// A task in the widget: played with the keys, over lost answers and breaks, exactly once.
import { expect, type Locator, type Page } from '@playwright/test';
import { ask, box, bubble, log, press, test, write, type Shop } from '../widget/pages';
import { CODE } from '../widget/task';
import { word } from '../words';

const de = (key: string, values?: Record<string, string>) => word('de', key, values);
const optional = (label: string) => de('chat.task.optional', { label });
const next = de('chat.task.next');
const done = de('chat.task.confirm');
const title = 'Lieferadresse ändern';
const task = (page: Page) => page.getByRole('form', { name: title });
const street = (page: Page) => page.getByLabel('Straße und Hausnummer');

async function begin(page: Page, shop: Shop): Promise<void> {
  await shop.visit();
  await ask(page, 'Ich möchte meine Adresse ändern');
  await expect(page.getByLabel('E-Mail')).toBeVisible();
}

/** Goes to the fields of the address. */
async function prove(page: Page): Promise<void> {
  await page.getByLabel('E-Mail').fill('maja@example.org');
  await press(page, 'chat.task.next');
  await page.getByLabel('Code').fill(CODE);
  await press(page, 'chat.task.next');
  await expect(street(page)).toBeFocused();
}

/** Goes to the question whether it is right. */
async function fill(page: Page): Promise<void> {
  await prove(page);
  await street(page).fill('Lotsenweg 5');
  await page.getByLabel('abends').check();
  await press(page, 'chat.task.next');
  await expect(page.getByRole('button', { name: done })).toBeVisible();
}

/** Goes back until a control has the focus. */
async function tabBackTo(page: Page, control: Locator): Promise<void> {
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('Shift+Tab');
    if (await control.evaluate((it) => it.matches(':focus'))) break;
  }
  await expect(control).toBeFocused();
}

const sent = (shop: Shop) => shop.service.posts.filter((it) => it.path === 'task');

test('it is played with the keys alone, from the wish to the receipt and back', async ({
  page,
  shop,
  faults,
}) => {
  const { keyboard } = page;
  await shop.visit();
  await bubble(page).focus();
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await keyboard.type('Ich möchte meine Adresse ändern');
  await keyboard.press('Enter');
  await expect(page.getByLabel('E-Mail')).toBeVisible();
  await expect(box(page)).toBeFocused();
  await tabBackTo(page, page.getByLabel('E-Mail'));
  await keyboard.type('maja@example.org');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Code')).toBeFocused();
  await keyboard.type('246 810');
  await keyboard.press('Enter');
  await expect(street(page)).toBeFocused();
  await keyboard.type('Lotsenweg 5');
  await keyboard.press('Tab');
  await keyboard.type('Pol');
  await keyboard.press('Tab');
  await keyboard.type('12242026');
  for (let step = 0; step < 5; step++) {
    await keyboard.press('Tab');
    if (await page.getByLabel('vormittags').evaluate((it) => it.matches(':focus'))) break;
  }
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await expect(page.getByLabel('nachmittags')).toBeChecked();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: title })).toBeFocused();
  const summary = page.getByRole('dialog').locator('dl');
  await expect(summary.getByRole('definition')).toHaveText([
    'Lotsenweg 5',
    'Polen',
    '2026-12-24',
    'nachmittags',
  ]);
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: done })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText(`${title}. ${de('chat.task.running')}`);
  shop.service.finishes();
  await expect(log(page)).toContainText('Lieferadresse geändert');
  await expect(page.getByRole('link', { name: 'Sendung verfolgen' })).toHaveAttribute(
    'rel',
    'noopener',
  );
  await expect(box(page)).toBeFocused();
  await tabBackTo(page, page.getByRole('button', { name: de('chat.receipt.undo') }));
  await keyboard.press('Enter');
  await expect(log(page)).toContainText(de('chat.receipt.undone'));
  await expect(page.getByRole('button', { name: de('chat.receipt.undo') })).toBeHidden();
  expect(shop.service.carriedOut).toBe(1);
  expect(faults).toEqual([]);
});

test('what is wrong stands at its field, and the first of them has the focus', async ({
  page,
  shop,
}) => {
  await begin(page, shop);
  await press(page, 'chat.task.next');
  const email = page.getByLabel('E-Mail');
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription(de('chat.task.missing'));
  await email.fill('maja');
  await email.press('Enter');
  await expect(email).toHaveAccessibleDescription(de('chat.card.flaw'));
  expect(sent(shop)).toEqual([]);
  await email.fill('maja@example.org');
  await email.press('Enter');
  const code = page.getByLabel('Code');
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(code).toHaveAttribute('inputmode', 'numeric');
  await code.fill('111111');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription(
    'Sechs Ziffern aus der E-Mail an Sie. Dieser Code stimmt nicht.',
  );
  await expect(code).toBeFocused();
  await code.fill(CODE);
  await code.press('Enter');
  await street(page).fill('Lotsenweg');
  await street(page).press('Enter');
  const choice = page.getByRole('radiogroup', { name: 'Uhrzeit' });
  await expect(choice).toHaveAccessibleDescription(de('chat.task.choose'));
  await expect(page.getByLabel('vormittags')).toBeFocused();
  await page.getByLabel('abends').check();
  await expect(choice).toHaveAttribute('aria-invalid', 'false');
  await page.getByLabel('abends').press('Enter');
  await expect(street(page)).toBeFocused();
  await expect(street(page)).toHaveAccessibleDescription(
    'Zum Beispiel Lotsenweg 5 Bitte mit Hausnummer.',
  );
  await expect(street(page)).toHaveValue('Lotsenweg');
  await expect(page.getByLabel('abends')).toBeChecked();
  await expect(page.getByLabel(optional('Wunschtag'))).not.toHaveAttribute('required');
});

test('no letter is lost while news arrive, and the way back keeps what was said', async ({
  page,
  shop,
}) => {
  await begin(page, shop);
  await prove(page);
  await street(page).pressSequentially('Lotsen');
  shop.service.tells();
  shop.service.types();
  await write(page, 'Nur kurz gefragt');
  await expect(log(page)).toContainText('Das weiß ich leider nicht.');
  await expect(street(page)).toHaveValue('Lotsen');
  await street(page).focus();
  await street(page).press('End');
  await street(page).pressSequentially('weg 5');
  await page.getByLabel('Land').selectOption({ label: 'Polen' });
  await page.getByLabel('abends').check();
  await press(page, 'chat.task.next');
  await press(page, 'chat.task.edit');
  await expect(street(page)).toBeFocused();
  await expect(street(page)).toHaveValue('Lotsenweg 5');
  await expect(page.getByLabel('Land')).toHaveValue('polen');
  await expect(page.getByLabel('abends')).toBeChecked();
  await press(page, 'chat.task.cancel');
  await expect(log(page)).toContainText('Gut, ich ändere nichts.');
  await expect(task(page)).toBeHidden();
  await expect(box(page)).toBeFocused();
});

test('a lost answer is asked for again with the same key, and it is done once', async ({
  page,
  shop,
}) => {
  await begin(page, shop);
  await fill(page);
  shop.service.hasSockets = false;
  shop.service.hangUp();
  shop.service.answersToLose = 1;
  await press(page, 'chat.task.confirm');
  await expect(log(page)).toContainText(de('chat.task.running'));
  shop.service.finishes();
  await expect(log(page)).toContainText('Lieferadresse geändert');
  const keys = sent(shop)
    .filter((it) => it.body['confirm'])
    .map((it) => it.body['key']);
  expect(keys.length).toBe(2);
  expect(new Set(keys).size).toBe(1);
  expect(shop.service.carriedOut).toBe(1);
});

test('with the line broken it waits, sends nothing twice, and goes on', async ({ page, shop }) => {
  await begin(page, shop);
  await prove(page);
  await street(page).fill('Lotsenweg 5');
  await page.getByLabel('abends').check();
  shop.service.isDown = true;
  shop.service.hangUp();
  const go = page.getByRole('button', { name: next });
  await go.click();
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await expect(task(page)).toContainText(de('chat.unsent'));
  await go.press('Enter');
  await street(page).press('Enter');
  await expect(street(page)).toHaveValue('Lotsenweg 5');
  await expect(page.getByRole('button', { name: de('chat.person') })).toBeVisible();
  await expect(page.getByRole('button', { name: de('chat.again') })).toBeVisible();
  shop.service.isDown = false;
  await expect(page.getByRole('button', { name: done })).toBeVisible();
  const keys = sent(shop).map((it) => it.body['key']);
  expect(new Set(keys).size).toBe(3);
});

test('a reload keeps the task, and what was on its way arrives', async ({ page, shop }) => {
  await begin(page, shop);
  await prove(page);
  await page.reload();
  await bubble(page).click();
  await page.getByRole('button', { name: new RegExp(de('chat.running')) }).click();
  await expect(street(page)).toBeVisible();
  await street(page).fill('Lotsenweg 5');
  await page.getByLabel('abends').check();
  await page.route('**/chat/v1/task', (route) => route.abort());
  await press(page, 'chat.task.next');
  await expect(task(page)).toContainText(de('chat.unsent'));
  await page.unroute('**/chat/v1/task');
  await page.reload();
  await bubble(page).click();
  await page.getByRole('button', { name: new RegExp(de('chat.running')) }).click();
  await expect(page.getByRole('definition').first()).toHaveText('Lotsenweg 5');
});

test('a task that is over says so by going away', async ({ page, shop }) => {
  await begin(page, shop);
  await fill(page);
  shop.service.forgetsTask();
  await press(page, 'chat.task.confirm');
  await expect(task(page)).toBeHidden();
  expect(shop.service.carriedOut).toBe(0);
});

test('a person can be asked for in every step', async ({ page, shop }) => {
  const person = page.getByRole('button', { name: de('chat.person') });
  await begin(page, shop);
  await expect(person).toBeVisible();
  await prove(page);
  await expect(person).toBeVisible();
  await street(page).fill('Lotsenweg 5');
  await page.getByLabel('abends').check();
  await press(page, 'chat.task.next');
  await expect(page.getByRole('button', { name: done })).toBeVisible();
  await expect(person).toBeVisible();
  await press(page, 'chat.task.confirm');
  await expect(log(page)).toContainText(de('chat.task.running'));
  await person.click();
  await expect(log(page)).toContainText('Ein Mensch meldet sich.');
  await expect(task(page)).toBeHidden();
});

test('what is done can be undone until its time is over, and no longer', async ({ page, shop }) => {
  await page.clock.install();
  await begin(page, shop);
  await fill(page);
  await press(page, 'chat.task.confirm');
  await expect(log(page)).toContainText(de('chat.task.running'));
  shop.service.finishes();
  const undo = page.getByRole('button', { name: de('chat.receipt.undo') });
  await expect(undo).toBeVisible();
  await page.clock.fastForward('01:00:01');
  await expect(undo).toBeHidden();
  await expect(log(page)).toContainText('Lieferadresse geändert');
});

test('an undo that comes too late is refused in words', async ({ page, shop }) => {
  shop.service.undoSeconds = -60;
  await page.clock.install({ time: Date.now() - 3_600_000 });
  await begin(page, shop);
  await fill(page);
  await press(page, 'chat.task.confirm');
  await expect(log(page)).toContainText(de('chat.task.running'));
  shop.service.finishes();
  await press(page, 'chat.receipt.undo');
  await expect(log(page)).toContainText(de('chat.receipt.refused'));
  await expect(page.getByRole('button', { name: de('chat.receipt.undo') })).toBeHidden();
});

test('on a phone every step fits, and the first field is in sight', async ({ page, shop }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 760 });
  await begin(page, shop);
  await fill(page);
  const wide = await log(page).evaluate((it) => it.scrollWidth - it.clientWidth);
  expect(wide).toBe(0);
  for (const name of [done, de('chat.task.edit'), de('chat.task.cancel')]) {
    const target = await page.getByRole('button', { name }).boundingBox();
    expect(target?.height).toBeGreaterThanOrEqual(44);
  }
  await press(page, 'chat.task.edit');
  await expect(street(page)).toBeInViewport();
  await expect(page.getByLabel('abends')).toBeVisible();
});
