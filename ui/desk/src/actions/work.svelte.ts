// One action while it is edited: what is written, whether it is saved, and what is wrong with it.
import { asApiError, body, client, type Action, type ApiError } from '../lib/api';
import { type ActionDocument, saysSame } from './document';
import { documentOf, draftOf, newDraft, NoJson, type Draft } from './draft';
import { flawsOf, inWords, type Flaws } from './flaws';
import type { Imported } from './imported';

export class ActionWork {
  id = $state<string | null>(null);
  name = $state('');
  isEnabled = $state(false);
  draft = $state<Draft>() as Draft;
  /** The document as it is written by hand; null while the forms are used. */
  raw = $state<string | null>(null);
  error = $state.raw<ApiError | null>(null);
  /** What is no JSON, or more than the forms know: codes by place. */
  own = $state.raw<Flaws>({});
  isBusy = $state(false);
  readonly #locales: string[];
  readonly #brand: string;
  #version = 0;
  /** The document that is kept. */
  #kept = $state.raw<ActionDocument | null>(null);
  #keptName = $state('');
  #keptOn = $state(false);

  constructor(
    action: Action | null,
    brand: string,
    system: string,
    locales: string[],
    imported: Imported | null = null,
  ) {
    this.#locales = locales;
    this.#brand = brand;
    if (action) this.take(action);
    else {
      this.draft = newDraft(system, locales);
      this.#keep();
      if (imported) this.#begin(imported);
    }
  }

  /** Begins with a draft that nobody has saved. */
  #begin({ name, document }: Imported): void {
    const draft = tryDraft(document, this.#locales);
    this.name = name;
    this.draft = draft ?? draftOf(document, this.#locales);
    this.raw = draft ? null : JSON.stringify(document, null, 2);
  }

  /** What is kept is what is shown from now on. */
  take(action: Action): void {
    this.id = action.id;
    this.name = action.name;
    this.isEnabled = action.is_enabled;
    const document = action.document as unknown as ActionDocument;
    const draft = tryDraft(document, this.#locales);
    this.draft = draft ?? draftOf(document, this.#locales);
    // Nothing of it is lost: what the forms do not know is edited by hand.
    this.raw = draft ? null : JSON.stringify(document, null, 2);
    this.error = null;
    this.own = {};
    this.#version = action.version;
    this.#keep(draft ? undefined : document);
  }

  #keep(document?: ActionDocument): void {
    this.#kept = document ?? documentOf($state.snapshot(this.draft));
    this.#keptName = this.name;
    this.#keptOn = this.isEnabled;
  }

  get isChanged(): boolean {
    if (this.name !== this.#keptName || this.isEnabled !== this.#keptOn) return true;
    const { written } = this;
    return typeof written === 'string' || !saysSame(written, this.#kept);
  }

  get flaws(): Flaws {
    return { ...flawsOf(this.error), ...inWords(this.own) };
  }

  /** The document as it is written, or the place of what is no JSON. */
  get written(): ActionDocument | string {
    try {
      return this.raw === null
        ? documentOf($state.snapshot(this.draft))
        : (JSON.parse(this.raw) as ActionDocument);
    } catch (thrown) {
      return thrown instanceof NoJson ? thrown.at : '/raw';
    }
  }

  /** The document as it is written; `null` when a part of it is no JSON, which `own` then says. */
  document(): ActionDocument | null {
    const { written } = this;
    this.own = typeof written === 'string' ? { [written]: 'not_json' } : {};
    return typeof written === 'string' ? null : written;
  }

  /** Shows the document as JSON. */
  writeByHand(): boolean {
    const document = this.document();
    if (document) this.raw = JSON.stringify(document, null, 2);
    return document !== null;
  }

  /** Goes back to the forms, if they can show all that was written by hand. */
  useForms(): boolean {
    if (this.raw === null) return true;
    const document = this.document();
    if (!document) return false;
    const draft = tryDraft(document, this.#locales);
    if (!draft) {
      this.own = { '/raw': 'not_an_action' };
      return false;
    }
    this.draft = draft;
    this.raw = null;
    return true;
  }

  /** Saves; `false` when something is wrong, which is then said at its place. */
  async save(): Promise<boolean> {
    this.error = null;
    // The description of the API leaves open what a document holds.
    const document = this.document() as Record<string, never> | null;
    if (!document) return false;
    this.isBusy = true;
    try {
      const more = { name: this.name.trim(), is_enabled: this.isEnabled, document };
      const path = { id: this.id ?? '' };
      const kept = this.id
        ? client.PATCH('/actions/{id}', {
            params: { path },
            body: { ...more, version: this.#version },
          })
        : client.POST('/actions', { body: { ...more, brand_id: this.#brand } });
      this.take((await body(kept)) as Action);
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** What somebody else saved meanwhile; null when it is gone. */
  async theirs(): Promise<Action | null> {
    const query = { brand: this.#brand };
    const { items } = await body(client.GET('/actions', { params: { query } }));
    return items.find((it) => it.id === this.id) ?? null;
  }

  /** Saves above what somebody else saved. */
  async keepMine(theirs: Action): Promise<boolean> {
    this.#version = theirs.version;
    this.error = null;
    return this.save();
  }
}

/** The draft of a document; `null` when it says more than the forms know, or is none. */
function tryDraft(document: ActionDocument, locales: string[]): Draft | null {
  try {
    const draft = draftOf(document, locales);
    return saysSame(unordered(documentOf(draft)), unordered(document)) ? draft : null;
  } catch {
    return null;
  }
}

/** Fields may be named in any order, and in an order of only some of them. */
function unordered({ form, ...rest }: ActionDocument): object {
  const { 'x-order': _, required = [], ...more } = form ?? {};
  const hasFields = Object.keys(more.properties ?? {}).length > 0;
  return { ...rest, form: hasFields && { ...more, required: required.toSorted() } };
}
