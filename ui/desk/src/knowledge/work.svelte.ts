// One article being worked on: its texts in all languages, its facts, and what is saved of it.
import {
  ApiError,
  body,
  client,
  type Article,
  type Content,
  type Facts,
  type State,
  type Translation,
} from '../lib/api';
import { Autosave, type SaveState } from '../lib/autosave';
import { t } from '../lib/i18n.svelte';
import { toasts } from '../lib/toasts.svelte';

interface Status {
  state: SaveState;
  error: ApiError | null;
}

const FACTS = 'facts';
const ORDER: SaveState[] = ['saved', 'waiting', 'saving', 'failed', 'conflict'];

export const emptyContent = (): Content => ({
  title: '',
  phrasings: [],
  body: '',
  short: '',
  words: [],
});

export class ArticleWork {
  article = $state.raw<Article>() as Article;
  drafts = $state.raw<Record<string, Content>>({});
  facts = $state.raw<Facts>() as Facts;
  /** Counts replacements from outside, so that editors show them. */
  replaced = $state(0);
  #status = $state.raw<Record<string, Status>>({});
  readonly #texts = new Map<string, Autosave<Content>>();
  readonly #facts: Autosave<Facts>;

  constructor(article: Article) {
    this.article = article;
    this.facts = article.facts;
    for (const it of article.translations) this.#draft(it.locale, it.content);
    this.#facts = new Autosave<Facts>({
      base: 0,
      pause: 600,
      save: async (facts) => {
        const params = { path: { id: article.id } };
        this.#take(await body(client.PUT('/articles/{id}/facts', { params, body: facts })));
        return 0;
      },
      onState: (state, error) => this.#note(FACTS, state, error),
    });
  }

  translation(locale: string): Translation | undefined {
    return this.article.translations.find((it) => it.locale === locale);
  }

  /** The state of the whole article's saving: the one that needs most attention. */
  get status(): Status {
    const all = Object.values(this.#status);
    all.sort((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state));
    return all[0] ?? { state: 'saved', error: null };
  }

  isInConflict(locale: string): boolean {
    return this.#status[locale]?.state === 'conflict';
  }

  get dirty(): boolean {
    return this.status.state !== 'saved';
  }

  edit(locale: string, change: Partial<Content>): void {
    const content = { ...(this.drafts[locale] ?? emptyContent()), ...change };
    this.#draft(locale, content);
    this.#autosave(locale).edit(content);
  }

  editFacts(change: Partial<Facts>): void {
    this.facts = { ...this.facts, ...change };
    this.#facts.edit(this.facts);
  }

  /** Begins a language, empty or with another language's text to translate. */
  begin(locale: string, from?: string): void {
    const source = from ? this.drafts[from] : undefined;
    this.#draft(locale, emptyContent());
    if (source) this.edit(locale, { title: source.title, body: source.body, short: source.short });
    this.replaced += 1;
  }

  /** Saves everything now; false when something could not be saved. */
  async flush(): Promise<boolean> {
    const all = [...this.#texts.values(), this.#facts];
    const saved = await Promise.all(all.map((it) => it.flush()));
    return saved.every(Boolean);
  }

  stop(): void {
    for (const it of [...this.#texts.values(), this.#facts]) it.stop();
  }

  /** Moves a language to another state, with a way back; `anyway` even if golden questions break. */
  async change(locale: string, state: State, anyway = false): Promise<void> {
    if (!(await this.flush())) {
      if (!this.isInConflict(locale)) toasts.fail(this.status.error ?? new ApiError(0, {}));
      return;
    }
    const before = this.translation(locale);
    if (!before) return;
    await this.#setState(locale, state, before.version, anyway);
    toasts.show(t(`desk.done_${state}`), () => this.#goBack(locale, before));
  }

  /** Undoes a change of state: what was live before is live again, and the draft stays. */
  async #goBack(locale: string, before: Translation): Promise<void> {
    const live = before.live_version;
    if (live === null)
      return this.#setState(locale, before.state === 'published' ? 'draft' : before.state);
    if (live === this.translation(locale)?.version) return this.#setState(locale, 'published');
    const path = { id: this.article.id, locale, number: live };
    const old = await body(
      client.GET('/articles/{id}/translations/{locale}/versions/{number}', { params: { path } }),
    );
    const draft = this.drafts[locale] ?? before.content;
    await this.replace(locale, old.content);
    await this.#setState(locale, 'published');
    await this.replace(locale, draft);
  }

  async #setState(locale: string, state: string, version?: number, anyway = false): Promise<void> {
    const params = { path: { id: this.article.id, locale } };
    this.#take(
      await body(
        client.POST('/articles/{id}/translations/{locale}/state', {
          params,
          body: { state, anyway, ...(version === undefined ? {} : { version }) },
        }),
      ),
    );
  }

  /** Says that what is live in a language is still right. */
  async check(locale: string): Promise<void> {
    const params = { path: { id: this.article.id, locale } };
    const version = this.translation(locale)?.live_version ?? null;
    const path = '/articles/{id}/translations/{locale}/check';
    this.#take(await body(client.POST(path, { params, body: { version } })));
    toasts.show(t('desk.checked_done'));
  }

  /** Takes over what a change left; how it was judged is only counted when it is opened. */
  #take(article: Article): void {
    const { helpful, asked } = this.article;
    this.article = { ...article, helpful, asked };
  }

  /** What somebody else has saved meanwhile. */
  async theirs(locale: string): Promise<Translation | undefined> {
    const params = { path: { id: this.article.id } };
    this.#take(await body(client.GET('/articles/{id}', { params })));
    return this.translation(locale);
  }

  /** Settles a conflict with the own text on top; theirs stays among the versions. */
  async keepMine(locale: string, theirs: Translation): Promise<void> {
    await this.#autosave(locale).keepMine(theirs.version);
  }

  /** Settles a conflict with their text on top; the own becomes a version below it. */
  async takeTheirs(locale: string, theirs: Translation): Promise<void> {
    const autosave = this.#autosave(locale);
    if (await autosave.keepMine(theirs.version)) await this.replace(locale, theirs.content);
  }

  /** Makes `content` the newest version and shows it. */
  async replace(locale: string, content: Content): Promise<void> {
    const autosave = this.#autosave(locale);
    await autosave.flush();
    this.#draft(locale, content);
    autosave.edit(content);
    this.replaced += 1;
    await autosave.flush();
  }

  #draft(locale: string, content: Content): void {
    this.drafts = { ...this.drafts, [locale]: content };
  }

  #note(what: string, state: SaveState, error: ApiError | null): void {
    this.#status = { ...this.#status, [what]: { state, error } };
  }

  #autosave(locale: string): Autosave<Content> {
    const known = this.#texts.get(locale);
    if (known) return known;
    const autosave = new Autosave<Content>({
      base: this.translation(locale)?.version ?? 0,
      save: async (content, base_version) => {
        const params = { path: { id: this.article.id, locale } };
        const answer = client.PUT('/articles/{id}/translations/{locale}', {
          params,
          body: { content, base_version },
        });
        this.#take(await body(answer));
        return this.translation(locale)?.version ?? base_version;
      },
      onState: (state, error) => this.#note(locale, state, error),
    });
    this.#texts.set(locale, autosave);
    return autosave;
  }
}
