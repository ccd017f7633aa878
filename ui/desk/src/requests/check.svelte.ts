// A word before an answer leaves: it asks for something the customer has said already.
import { body, client, type Known } from '../lib/api';

/** So long nobody may have typed before an answer is looked at. */
const PAUSE_MS = 500;

export class Check {
  /** What the answer asks for although it is known. */
  known = $state.raw<Known[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The answer that was looked at, and the one whose warning was read. */
  #seen = '';
  #warned = '';
  readonly #path: { id: string };

  constructor(id: string) {
    this.#path = { id };
  }

  /** Looks at the answer when the typing pauses. */
  soon(text: string): void {
    clearTimeout(this.#timer);
    if (text.trim() === '') return this.forget();
    this.#timer = setTimeout(() => void this.#look(text), PAUSE_MS);
  }

  /** Whether the answer may leave: nothing it asks for is known, or its writer was told so. */
  async passes(text: string): Promise<boolean> {
    clearTimeout(this.#timer);
    const wasShown = this.#seen === text && this.known.length > 0;
    if (this.#seen !== text) await this.#look(text);
    if (this.known.length === 0 || wasShown || this.#warned === text) return true;
    this.#warned = text;
    return false;
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.known = [];
    this.#seen = '';
    this.#warned = '';
  }

  async #look(text: string): Promise<void> {
    try {
      const order = { params: { path: this.#path }, body: { text } };
      const { known } = await body(client.POST('/conversations/{id}/check', order));
      this.#seen = text;
      this.known = known;
    } catch {
      // Whoever cannot be warned may send all the same.
      this.known = [];
    }
  }
}
