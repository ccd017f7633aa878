// Saves a text by itself a moment after the last change, and never writes over somebody else's.
import { ApiError } from './api';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

/** How long nobody may have typed before a text is saved. */
export const PAUSE_MS = 1500;

interface Options<T> {
  /** The number of the version the text started from. */
  base: number;
  /** Saves and returns the number of the new version. */
  save: (value: T, base: number) => Promise<number>;
  onState: (state: SaveState, error: ApiError | null) => void;
  pause?: number;
}

/** One text that saves itself. */
export class Autosave<T> {
  state: SaveState = 'saved';
  #base: number;
  #value: T | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  readonly #options: Options<T>;

  constructor(options: Options<T>) {
    this.#options = options;
    this.#base = options.base;
  }

  /** Something is not on the server yet. */
  get dirty(): boolean {
    return this.state !== 'saved';
  }

  get base(): number {
    return this.#base;
  }

  /** Takes a change and saves it when the typing pauses. */
  edit(value: T): void {
    this.#value = value;
    if (this.state === 'conflict') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#options.pause ?? PAUSE_MS);
    if (this.state !== 'saving') this.#be('waiting');
  }

  /** Saves now; true when everything is on the server afterwards. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    for (;;) {
      if (this.#running) {
        await this.#running;
        if (this.state === 'failed') break;
        continue;
      }
      if (this.#value === null || this.state === 'conflict') break;
      this.#running = this.#saveOnce().finally(() => (this.#running = null));
    }
    return !this.dirty;
  }

  /** Settles a conflict: the own text becomes the newest version, above `version`. */
  async keepMine(version: number): Promise<boolean> {
    this.#base = version;
    this.#be('waiting');
    return this.flush();
  }

  /** Settles a conflict or follows a restore: what is saved as `version` now holds. */
  accept(version: number): void {
    clearTimeout(this.#timer);
    this.#value = null;
    this.#base = version;
    this.#be('saved');
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #saveOnce(): Promise<void> {
    const value = this.#value as T;
    this.#value = null;
    this.#be('saving');
    try {
      this.#base = await this.#options.save(value, this.#base);
      this.#be(this.#value === null ? 'saved' : 'saving');
    } catch (thrown) {
      this.#value ??= value;
      if (!(thrown instanceof ApiError)) throw thrown;
      this.#be(thrown.code === 'changed_meanwhile' ? 'conflict' : 'failed', thrown);
    }
  }

  #be(state: SaveState, error: ApiError | null = null): void {
    this.state = state;
    this.#options.onState(state, error);
  }
}
