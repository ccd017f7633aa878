// The conversation that is open: what is said in it, and what we do with it.
import {
  body,
  client,
  type Conversation,
  type ConversationRow,
  type ConversationStatus,
} from '../lib/api';
import { listen } from '../lib/live';
import { moment } from '../lib/format';
import { t } from '../lib/i18n.svelte';
import { Load } from '../lib/loading.svelte';
import { session } from '../lib/session.svelte';
import { toasts } from '../lib/toasts.svelte';

/** Nobody says so when a contact just goes away. */
const QUIET_MS = 8_000;

export class Talk {
  readonly id: string;
  readonly may = session.may('inbox:write');
  readonly opened: Load<Conversation>;
  /** The contact is typing. */
  isTyping = $state(false);
  readonly #path: { id: string };
  readonly #onchange: (row: ConversationRow) => void;

  constructor(id: string, onchange: (row: ConversationRow) => void) {
    this.id = id;
    this.#path = { id };
    this.#onchange = onchange;
    this.opened = new Load(() =>
      body(client.GET('/conversations/{id}', { params: { path: this.#path } })),
    );
  }

  /** Follows the conversation until the returned function is called. */
  follow(): () => void {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    void this.refresh();
    const stop = listen({
      changed: (it) => {
        if (it !== null && it.id !== this.id) return;
        this.isTyping = false;
        void this.refresh();
      },
      typing: (id, is) => {
        if (id !== this.id) return;
        clearTimeout(quiet);
        this.isTyping = is;
        if (is) quiet = setTimeout(() => (this.isTyping = false), QUIET_MS);
      },
    });
    return () => {
      clearTimeout(quiet);
      stop();
    };
  }

  async refresh(): Promise<void> {
    await this.opened.run();
    const it = this.opened.data;
    if (!it) return;
    this.#onchange(it);
    const isNew = 0 < it.unread || it.is_mentioned;
    if (this.may && isNew && document.visibilityState === 'visible')
      void client.POST('/conversations/{id}/seen', {
        params: { path: this.#path },
        body: { seq: it.last_seq },
      });
  }

  take(): Promise<void> {
    return this.#do(() =>
      body(client.POST('/conversations/{id}/take', { params: { path: this.#path } })),
    );
  }

  giveBack(): Promise<void> {
    const release = { params: { path: this.#path }, body: { to: 'queue' } };
    return this.#do(() => body(client.POST('/conversations/{id}/release', release)));
  }

  /** Gives it to an agent, as it is seen here. */
  assign(to: { id: string; name: string }): Promise<void> {
    const from = this.opened.data?.agent?.id ?? null;
    const order = { params: { path: this.#path }, body: { from, to: to.id } };
    return this.#do(async () => {
      await body(client.POST('/conversations/{id}/assign', order));
      toasts.show(t('desk.assigned_to', { name: to.name }));
    });
  }

  set(status: ConversationStatus): Promise<void> {
    const before = (this.opened.data?.status ?? 'open') as ConversationStatus;
    const until = this.opened.data?.snoozed_until ?? null;
    return this.#do(async () => {
      await this.#change({ status });
      toasts.show(t(`desk.done_request_${status}`), () => this.#goBack(before, until));
    });
  }

  /** Puts it out of the way; it comes back by itself. */
  snooze(until: Date): Promise<void> {
    const before = (this.opened.data?.status ?? 'open') as ConversationStatus;
    return this.#do(async () => {
      await this.#change({ snoozed_until: until.toISOString() });
      const when = moment(until.toISOString());
      toasts.show(t('desk.snoozed_until', { when }), () => this.#goBack(before, null));
    });
  }

  /** Brings it back before its time. */
  wake(): Promise<void> {
    const status = (this.opened.data?.status ?? 'open') as ConversationStatus;
    return this.#do(() => this.#change({ status }));
  }

  async #goBack(status: ConversationStatus, until: string | null): Promise<void> {
    await this.#change({ status });
    if (until !== null && Date.now() < Date.parse(until))
      await this.#change({ snoozed_until: until });
    await this.refresh();
  }

  async #change(to: { status: string } | { snoozed_until: string }): Promise<void> {
    await body(client.PATCH('/conversations/{id}', { params: { path: this.#path }, body: to }));
  }

  async #do(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      toasts.fail(thrown);
    }
    await this.refresh();
  }
}
