// Results while typing, as a combobox with a list (WAI-ARIA 1.2): arrows choose, Enter opens,
// Escape closes; Enter without a choice goes to the page of results, as without a script.

interface Item {
  title: string;
  text: string;
  url: string;
  /** What of the title fits: from and to, counted in letters. */
  marks: [number, number][];
}

const SHORTEST = 2;
const PAUSE = 90;

export function suggestWhileTyping(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[name=q]');
  const address = form.dataset['suggest'];
  if (!input || !address) return;

  const list = document.createElement('div');
  list.className = 'found';
  list.id = `${input.id}-found`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset['list'] ?? '');
  list.hidden = true;
  const live = document.createElement('div');
  live.className = 'sr';
  live.setAttribute('role', 'status');
  form.append(list, live);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);

  const counts = (form.dataset['counts'] ?? '').split('|');
  let timer = 0;
  let asked: AbortController | undefined;
  let chosen = -1;
  let shownFor = '';

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role=option]')];

  function close(): void {
    list.hidden = true;
    chosen = -1;
    input?.setAttribute('aria-expanded', 'false');
    input?.removeAttribute('aria-activedescendant');
  }

  function choose(next: number): void {
    const all = options();
    chosen = (next + all.length + 1) % (all.length + 1);
    // One place past the end is the field itself.
    if (chosen === all.length) chosen = -1;
    all.forEach((it, at) => it.setAttribute('aria-selected', String(at === chosen)));
    const active = all[chosen];
    if (active) {
      input?.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else {
      input?.removeAttribute('aria-activedescendant');
    }
  }

  function show(words: string, items: Item[]): void {
    shownFor = words;
    chosen = -1;
    input?.removeAttribute('aria-activedescendant');
    const links = items.map((item, at) => option(item, `${list.id}-${at}`));
    if (links.length > 0) links.push(all(words, `${list.id}-all`));
    list.replaceChildren(...links);
    list.hidden = links.length === 0;
    input?.setAttribute('aria-expanded', String(!list.hidden));
    live.textContent = counts[Math.min(items.length, counts.length - 1)] ?? '';
  }

  function all(words: string, id: string): HTMLAnchorElement {
    const before = form.querySelector<HTMLInputElement>('input[name=after]')?.value;
    const after = before ? `&after=${encodeURIComponent(before)}` : '';
    const link = row(`${form.action}?q=${encodeURIComponent(words)}${after}`, id);
    link.classList.add('all');
    link.textContent = form.dataset['all'] ?? '';
    return link;
  }

  async function ask(words: string): Promise<void> {
    asked?.abort();
    asked = new AbortController();
    const here = encodeURIComponent(location.pathname);
    const url = `${address}&q=${encodeURIComponent(words)}&page=${here}`;
    try {
      const answer = await fetch(url, { signal: asked.signal });
      if (!answer.ok) return close();
      const { items } = (await answer.json()) as { items: Item[] };
      if (input?.value.trim() === words && document.activeElement === input) show(words, items);
    } catch {
      // Given up for the next letter, or no connection: the form still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    const words = input.value.trim();
    if (words.length < SHORTEST) {
      asked?.abort();
      live.textContent = '';
      return close();
    }
    timer = window.setTimeout(() => void ask(words), PAUSE);
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const words = input.value.trim();
      if (list.hidden && words.length >= SHORTEST) {
        if (words === shownFor && list.childElementCount > 0) {
          list.hidden = false;
          input.setAttribute('aria-expanded', 'true');
        } else {
          const isDown = event.key === 'ArrowDown';
          return void ask(words).then(() => {
            if (!list.hidden) choose(isDown ? 0 : options().length - 1);
          });
        }
      }
      const down = event.key === 'ArrowDown';
      choose(
        down ? chosen + 1 : chosen < 0 ? options().length - 1 : chosen === 0 ? -1 : chosen - 1,
      );
    } else if (event.key === 'Enter' && chosen >= 0) {
      const link = options()[chosen];
      if (!link) return;
      event.preventDefault();
      remember(input.value.trim());
      link.click();
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      // What is still on its way must not open it again.
      clearTimeout(timer);
      asked?.abort();
      close();
    }
  });

  // A press on a result must not take the focus before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', () => remember(input.value.trim()));
  input.addEventListener('blur', close);
  form.addEventListener('submit', () => remember(input.value.trim()));
}

function row(address: string, id: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = address;
  link.id = id;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  return link;
}

function option(item: Item, id: string): HTMLAnchorElement {
  const link = row(item.url, id);
  const title = document.createElement('b');
  title.append(...marked(item.title, item.marks));
  link.append(title);
  if (item.text) {
    const text = document.createElement('small');
    text.textContent = item.text;
    link.append(text);
  }
  return link;
}

/** A title whose fitting letters stand out. Marks count whole letters, as people do. */
function marked(title: string, marks: [number, number][]): (Node | string)[] {
  const letters = [...title];
  const parts: (Node | string)[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    if (from < done || to <= from) continue;
    parts.push(letters.slice(done, from).join(''));
    const mark = document.createElement('mark');
    mark.textContent = letters.slice(from, to).join('');
    parts.push(mark);
    done = to;
  }
  parts.push(letters.slice(done).join(''));
  return parts;
}

/** What was searched for in this tab, so that nobody at the desk has to ask. */
export function searchesSoFar(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem('lotse.searches') ?? '[]') as string[];
  } catch {
    return [];
  }
}

function remember(words: string): void {
  if (!words) return;
  try {
    const all = searchesSoFar().filter((it) => it !== words);
    sessionStorage.setItem('lotse.searches', JSON.stringify([...all, words].slice(-20)));
  } catch {
    // Then nobody knows; the message still arrives.
  }
}
