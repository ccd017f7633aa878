// An administrator makes the draft of an action out of a shop's OpenAPI description.
import { expect, test } from '@playwright/test';
import { complaints } from '../desks';
import { signIn } from '../pages';
import { ADMINISTRATOR } from '../shop';
import { word } from '../words';

const DESCRIPTION = `openapi: 3.1.0
info: {title: Warenlager}
paths:
  /orders/{orderNumber}/note:
    post:
      summary: Add a note
      operationId: addNote
      parameters:
        - {name: orderNumber, in: path, required: true, schema: {type: string}}
        - {name: X-Tenant, in: header, required: true, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [note], properties: {note: {type: string}}}
`;

test('openapi: an operation becomes a draft, and what is missing is said', async ({ page }) => {
  const spoken = await signIn(page, ADMINISTRATOR);
  await page.goto('/desk/settings/actions');
  await page.getByRole('button', { name: word(spoken, 'desk.openapi'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  const text = dialog.getByLabel(word(spoken, 'desk.openapi_text'), {
    exact: true,
  });
  const read = dialog.getByRole('button', {
    name: word(spoken, 'desk.openapi_read'),
  });
  await text.fill('swagger: "2.0"');
  await read.click();
  await expect(dialog).toContainText(word(spoken, 'error.openapi_version'));
  expect(await complaints(page)).toEqual([]);
  await text.fill(DESCRIPTION);
  await read.click();
  await expect(dialog).toContainText('Warenlager');
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: '/orders/{orderNumber}/note' }).click();
  await expect(dialog).toContainText(word(spoken, 'desk.left_out_place'));
  await expect(dialog).toContainText(word(spoken, 'desk.openapi_needed'));
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: word(spoken, 'desk.openapi_open') }).click();
  await expect(page).toHaveURL(/actions\/new/);
  const name = page.getByLabel(word(spoken, 'desk.action_name'), {
    exact: true,
  });
  await expect(name).toHaveValue('add_note');
});
