// From refusals of the program to sentences on the screen.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError, asApiError, body, client, whenSignedOut } from '../src/lib/api';
import { fieldSentence, sentence } from '../src/lib/errors';
import { language } from '../src/lib/i18n.svelte';

const refusal = (status: number, problem: object) =>
  new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

function answerWith(answer: () => Promise<Response>) {
  const fetch = vi.fn<(request: Request) => Promise<Response>>(answer);
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const failure = () => body(client.GET('/me')).catch((thrown: unknown) => thrown as ApiError);

beforeAll(() => language.choose('en'));
afterEach(() => {
  vi.unstubAllGlobals();
  whenSignedOut(() => {});
});

describe('the client', () => {
  it('guards every request against other sites', async () => {
    const fetch = answerWith(async () => Response.json({ id: 'u1' }));
    await body(client.GET('/me'));
    expect(fetch.mock.calls[0]?.[0].headers.get('X-Lotse-Desk')).toBe('1');
  });

  it('asks below /api/v1', async () => {
    const fetch = answerWith(async () => Response.json({ id: 'u1' }));
    await body(client.GET('/me'));
    expect(new URL(fetch.mock.calls[0]![0].url).pathname).toBe('/api/v1/me');
  });

  it('keeps the code, the fields and the version of a refusal', async () => {
    const fields = [{ name: 'title', code: 'empty' }];
    answerWith(async () =>
      refusal(409, { code: 'changed_meanwhile', status: 409, fields, current_version: 7 }),
    );
    const error = await failure();
    expect(error).toMatchObject({ status: 409, code: 'changed_meanwhile', fields, version: 7 });
  });

  it('says offline when nothing answers', async () => {
    answerWith(async () => {
      throw new TypeError('fetch failed');
    });
    expect(await failure()).toMatchObject({ status: 0, code: 'offline' });
  });

  it('finds a code for answers that are not of the program', async () => {
    answerWith(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await failure()).toMatchObject({ status: 502, code: 'internal' });
  });

  it('tells when the session is over', async () => {
    const over = vi.fn();
    whenSignedOut(over);
    answerWith(async () => refusal(401, { code: 'not_signed_in', status: 401 }));
    await failure();
    expect(over).toHaveBeenCalledOnce();
  });

  it('does not take a wrong password for the end of the session', async () => {
    const over = vi.fn();
    whenSignedOut(over);
    answerWith(async () => refusal(401, { code: 'credentials_wrong', status: 401 }));
    await failure();
    expect(over).not.toHaveBeenCalled();
  });
});

describe('asApiError', () => {
  it('does not hide mistakes of our own', () => {
    expect(() => asApiError(new RangeError('ours'))).toThrow('ours');
  });
});

describe('sentence', () => {
  it('says in whole minutes how long to wait', () => {
    const locked = new ApiError(429, { code: 'too_many_tries', retry_after_seconds: 61 });
    expect(sentence(locked)).toContain('Wait 2 minutes');
  });

  it('uses the words of the program for codes it does not know', () => {
    expect(sentence(new ApiError(422, { code: 'new_rule', detail: 'Not so.' }))).toBe('Not so.');
  });

  it('never stays silent', () => {
    expect(sentence(new ApiError(500, { code: 'unheard_of' }))).toContain('Something failed');
  });
});

describe('fieldSentence', () => {
  const refused = new ApiError(422, {
    code: 'field_wrong',
    fields: [{ name: 'content.title', code: 'empty' }],
  });

  it('belongs to its field', () => {
    expect(fieldSentence(refused, 'title')).toBe('Please fill this in.');
  });

  it('leaves other fields alone', () => {
    expect(fieldSentence(refused, 'word')).toBeUndefined();
  });
});
