// The contact form in a shop's own page: <script src="https://help.shop.example/assets/contact.js"
// data-brand="shop" data-lang="de" async></script>. It draws itself after the script, or into the
// element that data-target names, in a shadow root with constructable style sheets, so that a
// strict content security policy needs `script-src` and `connect-src` for our address only.
import css from 'virtual:styles';
import sentences from 'virtual:sentences';

interface Answer {
  article_id: string;
  title: string;
  text: string;
  url: string;
}
interface Asked {
  answer: Answer | null;
  alternatives: Answer[];
  question_id: string | null;
}

const PAUSE = 250;
const SHORTEST = 8;

const script = document.currentScript as HTMLScriptElement | null;
if (script) draw(script);

function draw(script: HTMLScriptElement): void {
  const origin = new URL(script.src).origin;
  const wanted = (script.dataset['lang'] || document.documentElement.lang || navigator.language)
    .slice(0, 2)
    .toLowerCase();
  const locale = wanted in sentences ? wanted : 'en';
  const t = (key: string) => sentences[locale]?.[key] ?? sentences['en']?.[key] ?? '';
  const brand = script.dataset['brand'];
  const ours = brand ? { brand } : {};
  const scope = { ...ours, locale, page: location.href };

  const host = document.createElement('lotse-contact');
  const target = script.dataset['target'] && document.querySelector(script.dataset['target']);
  if (target) target.append(host);
  else script.after(host);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const form = make('form', { noValidate: true, lang: locale });
  const message = make('textarea', { id: 'm', rows: 5, maxLength: 20000, required: true });
  const live = make('div', { className: 'live' });
  live.setAttribute('aria-live', 'polite');
  const second = make('fieldset', { hidden: true, disabled: true });
  const name = make('input', { id: 'n', autocomplete: 'name', maxLength: 120, required: true });
  const email = make('input', { id: 'e', type: 'email', autocomplete: 'email', maxLength: 254 });
  email.required = true;
  const trap = make('input', { name: 'website', tabIndex: -1, autocomplete: 'off' });
  const trapped = make('div', { className: 'trap' }, trap);
  trapped.setAttribute('aria-hidden', 'true');
  const send = make('button', { type: 'submit', textContent: t('contact.send') });
  const state = make('p', { className: 'state' });
  state.setAttribute('role', 'status');
  second.append(
    make('legend', { textContent: t('contact.where') }),
    labelled(t('contact.name'), name),
    labelled(t('contact.email'), email),
    trapped,
    make('p', { className: 'send' }, send, make('span', { textContent: t('contact.send_how') })),
  );
  form.append(labelled(t('contact.message'), message), live, second, state);
  root.append(make('p', { className: 'how', textContent: t('contact.how') }), form);
  // Shortcuts of the page must not fire while somebody writes here.
  for (const kind of ['keydown', 'keypress', 'keyup'] as const) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }

  let timer = 0;
  let asked: AbortController | undefined;
  let answered = '';
  const shown = new Set<string>();

  function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    return fetch(`${origin}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      ...(signal ? { signal } : {}),
    });
  }

  function openSecond(): void {
    second.hidden = false;
    second.disabled = false;
  }

  async function ask(text: string): Promise<void> {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await post('ask', { ...scope, text, draft: true }, asked.signal);
      const found = answer.ok ? ((await answer.json()) as Asked) : undefined;
      if (message.value.trim() !== text) return;
      if (found) {
        answered = text;
        showAnswers(found);
      }
      openSecond();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) openSecond();
    }
  }

  function showAnswers(found: Asked): void {
    const all = [...(found.answer ? [found.answer] : []), ...found.alternatives].slice(0, 3);
    if (live.contains(root.activeElement)) return;
    live.replaceChildren();
    if (all.length === 0) return;
    live.append(make('p', { className: 'automatic', textContent: t('contact.maybe') }));
    for (const it of all) {
      shown.add(it.title);
      const link = make('a', { textContent: it.title, target: '_blank', rel: 'noopener' });
      link.href = new URL(it.url, origin).href;
      const solves = make('button', { type: 'button', textContent: t('contact.solves') });
      solves.setAttribute('aria-label', `${t('contact.solves')}: ${it.title}`);
      solves.addEventListener('click', () => void solved(it));
      live.append(
        make('div', { className: 'hit' }, link, make('p', { textContent: it.text }), solves),
      );
    }
  }

  /** Nothing is sent to people: the question is told to the service with the answer that fits. */
  async function solved(it: Answer): Promise<void> {
    const text = message.value.trim();
    end(t('contact.solved.title'), t('contact.solved.text'));
    try {
      const answer = await post('ask', { ...scope, text });
      const { question_id } = (await answer.json()) as Asked;
      const known = { ...ours, question_id, article_id: it.article_id };
      // The question is kept a moment after it was answered.
      for (let tries = 0; tries < 3; tries++) {
        await new Promise((later) => setTimeout(later, 300));
        if ((await post('solved', known)).ok) return;
      }
    } catch {
      // Only the count is lost.
    }
  }

  async function deliver(): Promise<void> {
    const flaw = flawOf();
    if (flaw) {
      state.textContent = t(flaw[1]);
      flaw[0].setAttribute('aria-invalid', 'true');
      return flaw[0].focus();
    }
    if (trap.value) return;
    send.disabled = true;
    const body = {
      ...scope,
      message: message.value,
      name: name.value,
      email: email.value,
      answers: [...shown].slice(-20),
    };
    const answer = await post('requests', body).catch(() => undefined);
    send.disabled = false;
    if (!answer?.ok) {
      state.textContent = t('contact.failed');
      return;
    }
    const { reference } = (await answer.json()) as { reference: string | number };
    end(
      t('contact.sent.title'),
      t('contact.sent.text'),
      `${t('contact.sent.reference')} ${reference}`,
    );
  }

  function flawOf(): [HTMLElement, string] | undefined {
    for (const it of [message, name, email]) it.removeAttribute('aria-invalid');
    if (!message.value.trim()) return [message, 'contact.flaw.message.empty'];
    if (!name.value.trim()) return [name, 'contact.flaw.name.empty'];
    if (!email.value.trim()) return [email, 'contact.flaw.email.empty'];
    if (!email.validity.valid) return [email, 'contact.flaw.email.not_an_email'];
    return undefined;
  }

  function end(title: string, ...lines: string[]): void {
    const heading = make('h2', { textContent: title, tabIndex: -1 });
    root.replaceChildren(heading, ...lines.map((it) => make('p', { textContent: it })));
    heading.focus();
  }

  message.addEventListener('input', () => {
    clearTimeout(timer);
    const text = message.value.trim();
    if (text.length < SHORTEST || text === answered) return;
    timer = window.setTimeout(() => void ask(text), PAUSE);
  });
  message.addEventListener('blur', () => message.value.trim() && openSecond());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void deliver();
  });
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return make('p', {}, make('label', { htmlFor: field.id, textContent: text }), field);
}
