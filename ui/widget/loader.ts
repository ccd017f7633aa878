// What a shop page loads: the bubble, and the words `lotse(…)` until the panel is there.
// <script async src="https://help.shop.example/w/w.js" data-brand="shop" data-lang="de"
//   data-color="#0b7285"></script>
import css from 'virtual:loader-style';
import labels from 'virtual:labels';
import file from 'virtual:panel';
import { h, icon } from './dom';
import type { Kept, Panel, Refusal, Widget } from './protocol';

type Call = [verb: string, ...values: unknown[]];
type Speaking = ((...call: Call) => void) & { q?: Call[] };

declare global {
  interface Window {
    lotse?: Speaking;
    $lotse?: Record<string, (...values: unknown[]) => void>;
  }
}

const VERBS =
  'run open close toggle ask track setUser setCustomAttributes setLocale setColorScheme reset'.split(
    ' ',
  );
/** What only happens in the panel; the other words can wait until somebody opens it. */
const OPENING = 'open toggle ask';

const script = document.currentScript as HTMLScriptElement | null;
if (script && !window.$lotse) begin(script);

/** Keeps texts where the browser lets us, else in memory. */
function keeper(name: 'localStorage' | 'sessionStorage'): Kept {
  const memory = new Map<string, string>();
  let place: Storage | undefined;
  try {
    place = window[name];
  } catch {
    // The browser keeps nothing for this page.
  }
  return {
    get: (name) => memory.get(name) || place?.getItem(name) || '',
    set(name, value) {
      memory.set(name, value);
      try {
        place?.setItem(name, value);
      } catch {
        // It is full: what is new stays until the page is left.
      }
    },
  };
}

function begin({ src, dataset }: HTMLScriptElement): void {
  const { origin } = new URL(src);
  const host = document.createElement('lotse-chat');
  const root = host.attachShadow({ mode: 'open' });
  const colours = new CSSStyleSheet();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet, colours];
  // Shortcuts of the page must not fire while somebody writes here.
  for (const kind of ['keydown', 'keypress', 'keyup'])
    root.addEventListener(kind, (event) => event.stopPropagation());

  const kept = keeper('localStorage');
  const count = h('span.badge', { hidden: true });
  const bubble = h(
    'button.bubble',
    { type: 'button', ariaExpanded: 'false' },
    icon('M12 4c11 0 11 15 0 15l-3-.4L4.500 20.500l1-4C1 11 5 4 12 4z'),
    icon('M6 9l6 6 6-6'),
    count,
  );
  const frame = h('section.frame', bubble);
  const widget: Widget = {
    origin,
    brand: dataset['brand'] ?? '',
    locale: '',
    h,
    icon,
    root,
    frame,
    bubble,
    kept,
    unsent: keeper('sessionStorage'),
    get token() {
      return `lotse:token:${widget.brand}`;
    },
    async call<T>(path: string, body?: object) {
      const token = kept.get(widget.token);
      const answer = await fetch(`${origin}/chat/v1/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: body ? JSON.stringify(body) : null,
        credentials: 'omit',
      });
      const { status, ok } = answer;
      if (!ok) throw { status, wait: Number(answer.headers.get('Retry-After')) } satisfies Refusal;
      return (status === 204 ? null : await answer.json()) as T;
    },
    config() {
      const { brand, locale } = widget;
      const query = new URLSearchParams({ locale, page: location.href, ...(brand && { brand }) });
      return widget.call(`config?${query}`);
    },
    paint(accent, on) {
      if (accent) colours.replaceSync(`.frame{--accent:${accent};${on ? `--on:${on}` : ''}}`);
    },
    badge(unseen) {
      count.textContent = `${unseen}`;
      count.hidden = !unseen;
    },
  };

  const speak = (locale?: unknown) => {
    widget.locale = `${locale || document.documentElement.lang || navigator.language}`;
    frame.ariaLabel = bubble.ariaLabel = labels[widget.locale.slice(0, 2)] ?? labels['en'] ?? '';
  };
  speak(dataset['lang']);
  widget.paint(dataset['color']);

  let panel: Panel | undefined;
  let loading: Promise<void> | undefined;
  let waiting: Call[] = [];

  const load = () =>
    (loading ??= Promise.all([
      import(new URL(file, src).href) as Promise<typeof import('./panel')>,
      widget.config(),
    ]).then(
      ([{ default: start }, config]) => {
        panel = start(widget, config);
        for (const it of waiting) call(...it);
      },
      (cause: unknown) => {
        loading = undefined;
        throw cause;
      },
    ));

  function call(verb: string, ...values: unknown[]): void {
    if (verb === 'run') {
      const { brand, locale } = Object(values[0]) as { brand?: string; locale?: string };
      if (brand && !loading) widget.brand = brand;
      if (locale) call('setLocale', locale);
    } else if (!VERBS.includes(verb)) return;
    else if (panel) (panel[verb as keyof Panel] as (...values: unknown[]) => void)(...values);
    else {
      if (verb === 'setLocale' && !loading) return speak(values[0]);
      waiting.push([verb, ...values]);
      if (OPENING.includes(verb)) void show();
    }
  }

  /** Opens what waits to be opened; where the page forbids it, the help centre in a new tab. */
  async function show(): Promise<void> {
    bubble.ariaBusy = 'true';
    try {
      await load();
    } catch {
      waiting = waiting.filter(([verb]) => !OPENING.includes(verb));
      open(`${origin}/${widget.brand && `b/${widget.brand}/`}`, '_blank', 'noopener');
    }
    bubble.ariaBusy = 'false';
  }

  const early = () => {
    const { connection } = navigator as { connection?: { saveData: boolean } };
    if (!connection?.saveData) load().catch(() => undefined);
  };
  bubble.addEventListener('pointerenter', early);
  bubble.addEventListener('focus', early);
  bubble.addEventListener('click', () => call('toggle'));

  const asked = window.lotse?.q ?? [];
  window.lotse = call;
  window.$lotse = Object.fromEntries(
    VERBS.map((verb) => [verb, (...values: unknown[]) => call(verb, ...values)]),
  );

  const draw = () => {
    root.append(frame);
    document.body.append(host);
    for (const it of asked) call(...it);
    if (kept.get(`lotse:runs:${widget.brand}`)) setTimeout(early, 1000);
    // Mails lead back to the conversation by this address.
    if (location.hash === '#lotse') call('open');
    dispatchEvent(new Event('lotse:ready'));
  };
  if (document.body) draw();
  else addEventListener('DOMContentLoaded', draw);
}
