// What an agent has not sent yet: kept by the program, so that it survives a reload and is there on
// every device.
import { body, client, type ApiError } from '../lib/api';
import { Autosave, type SaveState } from '../lib/autosave';

export type DraftKind = 'reply' | 'note';

interface Known {
  text: string;
  version: number;
}

export class Draft {
  readonly kind: DraftKind;
  text = $state('');
  state = $state<SaveState>('saved');
  error = $state.raw<ApiError | null>(null);
  /** What another device kept meanwhile, while nobody has chosen. */
  theirs = $state.raw<Known | null>(null);
  readonly #conversation: string;
  readonly #saving: Autosave<string>;

  constructor(conversation: string, kind: DraftKind, known: Known | undefined) {
    this.#conversation = conversation;
    this.kind = kind;
    this.text = known?.text ?? '';
    this.#saving = new Autosave<string>({
      base: known?.version ?? 0,
      pause: 700,
      save: async (text, base_version) => {
        const params = { path: { id: conversation, kind } };
        const order = { params, body: { text, base_version } };
        return (await body(client.PUT('/conversations/{id}/drafts/{kind}', order))).version;
      },
      onState: (state, error) => {
        this.state = state;
        this.error = error;
        if (state === 'conflict') void this.#compare();
      },
    });
  }

  edit(text: string): void {
    this.text = text;
    this.#saving.edit(text);
  }

  flush(): Promise<boolean> {
    return this.#saving.flush();
  }

  /** Takes the text out to be sent. The program keeps it until it was sent. */
  async take(): Promise<string> {
    const text = this.text.trim();
    this.text = '';
    await this.#saving.flush();
    return text;
  }

  /** Puts a text back that was not sent after all, before what was written since. */
  putBack(text: string): void {
    this.edit(this.text.trim() ? `${text}\n\n${this.text}` : text);
  }

  /** Takes over what the program keeps now, unless something here is newer. */
  know(known: Known | undefined): void {
    if (!known || this.#saving.dirty || known.version <= this.#saving.base) return;
    // What is being sent was taken out of the box on purpose.
    if (this.text !== '' || known.text === '') this.text = known.text;
    this.#saving.accept(known.version);
  }

  async keepMine(): Promise<void> {
    const theirs = this.theirs;
    this.theirs = null;
    if (theirs) await this.#saving.keepMine(theirs.version);
  }

  takeTheirs(): void {
    const theirs = this.theirs;
    this.theirs = null;
    if (!theirs) return;
    this.text = theirs.text;
    this.#saving.accept(theirs.version);
  }

  async #compare(): Promise<void> {
    try {
      const params = { path: { id: this.#conversation } };
      const all = (await body(client.GET('/conversations/{id}', { params }))).drafts;
      const theirs = all.find((it) => it.kind === this.kind) ?? { text: '', version: 0 };
      this.theirs = theirs;
      // It was sent from there, or both wrote the same: nothing is lost by going on.
      if (theirs.text === '' || theirs.text === this.text) await this.keepMine();
    } catch {
      // The next change asks again.
    }
  }
}
