// Visitors who chat, by the protocol the widget uses; for specs that look at the desk.
import { expect, type APIRequestContext } from '@playwright/test';
import { FIRST } from './processes';
import type { Locale } from './words';

/** Somebody who chats with the shop. */
export class Visitor {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
  ) {}

  static async come(request: APIRequestContext, locale: Locale): Promise<Visitor> {
    const data = { brand: 'brillenwerk', locale };
    const answer = await request.post(`${FIRST}/chat/v1/visitors`, { data });
    expect(answer.ok()).toBe(true);
    return new Visitor(request, ((await answer.json()) as { token: string }).token);
  }

  private async call(path: string, data: object): Promise<void> {
    const headers = { Authorization: `Bearer ${this.token}` };
    const answer = await this.request.post(`${FIRST}/chat/v1/${path}`, {
      data,
      headers,
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  say(text: string): Promise<void> {
    return this.call('messages', { key: crypto.randomUUID(), text });
  }

  /** Asks for a person. */
  askForPerson(): Promise<void> {
    return this.call('acts', { key: crypto.randomUUID(), act: 'person' });
  }

  isCalled(name: string): Promise<void> {
    return this.call('card', { name });
  }

  /** What was said so far, oldest first. */
  async messages(): Promise<{ author: string; kind: string; text: string }[]> {
    const headers = { Authorization: `Bearer ${this.token}` };
    const answer = await this.request.get(`${FIRST}/chat/v1/conversation?after=0`, { headers });
    return ((await answer.json()) as { messages: [] }).messages;
  }
}

/** Somebody with a name of their own who waits for a person. */
export async function waiting(
  request: APIRequestContext,
  locale: Locale,
  text: string,
): Promise<{ visitor: Visitor; name: string }> {
  const visitor = await Visitor.come(request, locale);
  const name = `Ada ${Math.random().toString(36).slice(2, 8)}`;
  await visitor.say(text);
  await visitor.askForPerson();
  await visitor.isCalled(name);
  return { visitor, name };
}
