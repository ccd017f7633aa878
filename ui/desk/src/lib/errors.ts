// From refusals to sentences.
import type { ApiError } from './api';
import { found, t } from './i18n.svelte';

/** What happened, in words: ours by code, else the program's own. */
export function sentence(error: ApiError): string {
  const minutes = Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60));
  return (
    found(`error.${error.code}`, { n: minutes, detail: error.message }) ??
    (error.message || t('error.internal'))
  );
}

/** The sentence for one field of a form, if that field was refused. */
export function fieldSentence(error: ApiError | null, field: string): string | undefined {
  const problem = error?.fields.find((it) => it.name === field || it.name.endsWith(`.${field}`));
  if (!problem) return undefined;
  return found(`error.field.${problem.code}`) ?? found(`error.${problem.code}`) ?? sentence(error!);
}
