// Golden questions: kept and forgotten from wherever one stands before you.
import { body, client, type Golden } from '../lib/api';
import { t } from '../lib/i18n.svelte';
import { session } from '../lib/session.svelte';
import { toasts } from '../lib/toasts.svelte';

/** What is to be settled: without an article nothing must answer. */
export interface GoldenDraft {
  text: string;
  locale: string;
  article_id: string | null;
}

export function keep(draft: GoldenDraft): Promise<Golden> {
  const { text, locale, article_id } = draft;
  const golden = { brand_id: session.brandId, text, locale, article_id };
  return body(client.POST('/golden-questions', { body: golden }));
}

async function forget(id: string): Promise<void> {
  const params = { path: { id }, query: { brand: session.brandId } };
  await body(client.DELETE('/golden-questions/{id}', { params }));
}

/** Keeps a question; the way back forgets it. */
export async function settle(draft: GoldenDraft, changed: () => Promise<unknown>): Promise<void> {
  const { id, text } = await keep(draft);
  await changed();
  toasts.show(t('desk.golden_kept', { text }), async () => {
    await forget(id);
    await changed();
  });
}

/** Forgets a question; the way back keeps it again. */
export async function unsettle(golden: Golden, changed: () => Promise<unknown>): Promise<void> {
  try {
    await forget(golden.id);
    await changed();
    toasts.show(t('desk.golden_deleted', { text: golden.text }), async () => {
      await keep(golden);
      await changed();
    });
  } catch (thrown) {
    toasts.fail(thrown);
  }
}
