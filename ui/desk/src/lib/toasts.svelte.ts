// Short messages at the edge of the page, with a way back where there is one.
import { asApiError } from './api';
import { sentence } from './errors';

const VISIBLE_MS = 6000;

export interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo?: () => Promise<unknown>;
}

class Toasts {
  items = $state<Toast[]>([]);
  #next = 1;
  #held = false;

  show(text: string, undo?: () => Promise<unknown>): void {
    this.#add({ id: this.#next++, text, bad: false, undo });
  }

  /** Says what is still to be done. */
  warn(text: string): void {
    this.#add({ id: this.#next++, text, bad: true });
  }

  /** Says why something did not work. */
  fail(thrown: unknown): void {
    const error = asApiError(thrown);
    if (error.code === 'not_signed_in') return;
    this.#add({ id: this.#next++, text: sentence(error), bad: true });
  }

  #add(toast: Toast): void {
    this.items = [...this.items.slice(-2), toast];
    this.#leaveLater(toast.id);
  }

  #leaveLater(id: number): void {
    setTimeout(() => (this.#held ? this.#leaveLater(id) : this.close(id)), VISIBLE_MS);
  }

  /** Nothing disappears while somebody is reading or about to press. */
  hold(held: boolean): void {
    this.#held = held;
  }

  close(id: number): void {
    this.items = this.items.filter((it) => it.id !== id);
    if (this.items.length === 0) this.#held = false;
  }

  async undo(toast: Toast): Promise<void> {
    this.close(toast.id);
    try {
      await toast.undo?.();
    } catch (thrown) {
      this.fail(thrown);
    }
  }
}

export const toasts = new Toasts();
