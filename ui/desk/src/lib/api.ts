// The one place that talks to the program: a typed client, and errors as one class.
import createClient from 'openapi-fetch';
import type { components, paths } from './api.gen';

type Schemas = components['schemas'];

/** What the program sends is complete: what is not there is null. */
type Sent<T> = T extends (infer One)[]
  ? Sent<One>[]
  : T extends object
    ? { [Name in keyof T]-?: Sent<T[Name]> }
    : T;

export type Action = Sent<Schemas['ActionJson']>;
export type ActionRun = Sent<Schemas['ActionRunJson']>;
export type ActionRuns = Sent<Schemas['ActionRunsJson']>;
export type Agent = Sent<Schemas['AgentJson']>;
export type ApiKey = Sent<Schemas['KeyJson']>;
export type Article = Sent<Schemas['ArticleJson']>;
export type ArticleRow = Sent<Schemas['LineJson']>;
export type Brand = Sent<Schemas['BrandJson']>;
export type Category = Sent<Schemas['CategoryJson']>;
export type Colleague = Sent<Schemas['HolderJson']>;
export type Content = Sent<Schemas['ContentJson']>;
export type Conversation = Sent<Schemas['OpenedJson']>;
export type ConversationRow = Sent<Schemas['ConversationJson']>;
export type Counts = Sent<Schemas['CountsJson']>;
export type DiffLine = Sent<Schemas['DiffLineJson']>;
export type Facts = Sent<Schemas['FactsJson']>;
export type Gap = Sent<Schemas['GapJson']>;
export type Golden = Sent<Schemas['GoldenJson']>;
export type Hours = Sent<Schemas['HoursJson']>;
export type IdentityKey = Sent<Schemas['IdentityKeyJson']>;
export type Import = Sent<Schemas['RunJson']>;
export type Known = Sent<Schemas['KnownJson']>;
export type Learned = Sent<Schemas['LearnedJson']>;
export type Location = Sent<Schemas['LocationJson']>;
export type Me = Sent<Schemas['Me']>;
export type Media = Sent<Schemas['MediaJson']>;
export type Worded = Sent<Schemas['WordedJson']>;
export type WouldAnswer = Sent<Schemas['WouldAnswer']>;
export type Notice = Sent<Schemas['NoticeJson']>;
export type Opening = Sent<Schemas['OpeningJson']>;
export type Rehearsal = Sent<Schemas['RehearsalJson']>;
export type ServiceHours = Sent<Schemas['ServiceHoursJson']>;
export type Surface = Sent<Schemas['SurfaceReportJson']>;
export type Synonym = Sent<Schemas['WordJson']>;
export type WordProposal = Sent<Schemas['WordProposalJson']>;
export type System = Sent<Schemas['SystemJson']>;
export type TablePreview = Sent<Schemas['TableJson']>;
export type TriedAction = Sent<Schemas['TriedActionJson']>;
export type Translation = Sent<Schemas['TranslationJson']>;
export type Version = Sent<Schemas['VersionJson']>;
export type VersionRow = Sent<Schemas['VersionLineJson']>;

export type ConversationStatus = 'open' | 'waiting' | 'resolved';
export type Kind = 'answer' | 'article' | 'guide' | 'manual' | 'post';
export type Role = 'agent' | 'editor' | 'administrator';
export type State = 'draft' | 'in_review' | 'published' | 'archived';
export type Visibility = 'public' | 'signed_in' | 'segment' | 'internal';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

interface FieldProblem {
  name: string;
  code: string;
}

/** Why the program refused something, or could not be reached (`code` is then `offline`). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly retryAfter: number | undefined;
  readonly version: number | undefined;
  /** Golden questions that would break. */
  readonly questions: string[];

  constructor(status: number, problem: Partial<Schemas['Problem']>) {
    super(problem.detail ?? problem.title ?? '');
    this.status = status;
    this.code = problem.code ?? codeOf(status);
    this.fields = problem.fields ?? [];
    this.retryAfter = problem.retry_after_seconds ?? undefined;
    this.version = problem.current_version ?? undefined;
    this.questions = problem.questions ?? [];
  }
}

function codeOf(status: number): string {
  if (status === 0) return 'offline';
  if (status === 401) return 'not_signed_in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many_tries';
  return 'internal';
}

/** Turns whatever was thrown into an `ApiError`; mistakes of our own stay what they are. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof TypeError) return new ApiError(0, { code: 'offline' });
  throw thrown;
}

let onSignedOut: () => void = () => {};

/** Calls `listener` whenever the program says that nobody is signed in any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

const ROOT = '/api/v1';
const GUARD = { 'X-Lotse-Desk': '1' };

export const client = createClient<paths>({
  baseUrl: globalThis.location.origin + ROOT,
  headers: GUARD,
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});

/** The body of an answer, or an `ApiError`. */
export async function body<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Sent<NonNullable<T>>> {
  const { data, error, response } = await answer.catch((thrown: unknown) => {
    throw asApiError(thrown);
  });
  if (response.ok) return data as Sent<NonNullable<T>>;
  const problem = error && typeof error === 'object' ? (error as Schemas['Problem']) : {};
  const refused = new ApiError(response.status, problem);
  if (refused.code === 'not_signed_in') onSignedOut();
  throw refused;
}

/** Sends files; the browser writes the multipart body itself. */
async function send<T>(path: string, form: FormData): Promise<T> {
  const answer = fetch(ROOT + path, {
    method: 'POST',
    body: form,
    headers: GUARD,
    credentials: 'same-origin',
  }).then(async (response) => {
    const json: unknown = await response.json().catch(() => undefined);
    return response.ok ? { data: json as T, response } : { error: json, response };
  });
  return (await body<T>(answer)) as T;
}

export function uploadMedia(file: File): Promise<Media> {
  const form = new FormData();
  form.set('file', file);
  return send<Media>('/media', form);
}

/** Answers a contact in the chat with files. */
export function answerWithFiles(
  conversation: string,
  { key, text, files }: { key: string; text: string; files: File[] },
): Promise<unknown> {
  const form = new FormData();
  form.set('key', key);
  form.set('text', text);
  for (const file of files) form.append('file', file);
  return send(`/conversations/${conversation}/files`, form);
}

export function previewTable(file: File): Promise<TablePreview> {
  const form = new FormData();
  form.set('file', file);
  return send<TablePreview>('/imports/preview', form);
}

export interface ImportOptions {
  brand_id: string;
  source: string;
  locale: string;
  dry_run: boolean;
  publish: boolean;
  mapping?: Record<string, string>;
}

/** Starts an import of a file or of an address. */
export function startImport(from: File | string, options: ImportOptions): Promise<{ id: string }> {
  const form = new FormData();
  if (from instanceof File) form.set('file', from);
  const order = from instanceof File ? options : { ...options, url: from };
  form.set('options', JSON.stringify(order));
  return send<{ id: string }>('/imports', form);
}
