// The contact form while writing: answers appear below the message after a short pause; the
// second step opens in place. Nothing touches what is being typed or the caret.
import { searchesSoFar } from './suggest';

const PAUSE = 250;
const SHORTEST = 8;

export function askWhileWriting(form: HTMLFormElement): void {
  const message = form.querySelector<HTMLTextAreaElement>('textarea[name=message]');
  const live = form.querySelector<HTMLElement>('[data-live]');
  const next = form.querySelector<HTMLElement>('[data-next]');
  const second = form.querySelector<HTMLFieldSetElement>('[data-second]');
  const enter = form.querySelector<HTMLButtonElement>('[data-default]');
  const address = form.dataset['answers'];
  if (!message || !live || !second || !address) return;

  const page = form.querySelector<HTMLInputElement>('input[name=page]');
  const searches = form.querySelector<HTMLInputElement>('input[name=searches]');
  const shown = form.querySelector<HTMLInputElement>('input[name=answers]');
  if (page && !page.value) page.value = document.referrer;
  if (searches) {
    const known = searches.value.split('\n').filter(Boolean);
    searches.value = [...new Set([...searchesSoFar(), ...known])].join('\n');
  }

  let timer = 0;
  let asked: AbortController | undefined;
  let answered = '';

  function openSecond(): void {
    if (!second?.hidden) return;
    second.hidden = false;
    second.disabled = false;
    if (next) next.hidden = true;
    if (enter) enter.value = 'send';
  }

  async function ask(text: string): Promise<void> {
    asked?.abort();
    asked = new AbortController();
    try {
      const body = new URLSearchParams({ message: text });
      const answer = await fetch(address ?? '', { method: 'POST', body, signal: asked.signal });
      if (!answer.ok) return openSecond();
      const html = await answer.text();
      if (message?.value.trim() !== text) return;
      answered = text;
      place(html);
      openSecond();
    } catch (error) {
      // Given up for newer words, or no connection: writing and sending must still be possible.
      if (!(error instanceof DOMException && error.name === 'AbortError')) openSecond();
    }
  }

  function place(html: string): void {
    if (!live) return;
    const parsed = new DOMParser().parseFromString(html, 'text/html').body;
    // The same answers again are left alone, so that nobody hears them twice.
    if (parsed.textContent === live.textContent) return;
    const hasFocus = live.contains(document.activeElement);
    if (hasFocus) return;
    live.replaceChildren(...parsed.childNodes);
    if (!shown) return;
    const titles = [...live.querySelectorAll('h2 a')].map((it) => it.firstChild?.textContent ?? '');
    const known = shown.value.split('\n').filter(Boolean);
    shown.value = [...new Set([...known, ...titles])].slice(-20).join('\n');
  }

  message.addEventListener('input', () => {
    clearTimeout(timer);
    const text = message.value.trim();
    if (text.length < SHORTEST || text === answered) return;
    timer = window.setTimeout(() => void ask(text), PAUSE);
  });
  message.addEventListener('blur', () => {
    if (message.value.trim()) openSecond();
  });

  // "Continue" has nothing to send: the second step opens here.
  form.addEventListener('submit', (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.value !== 'look') return;
    event.preventDefault();
    if (!message.value.trim()) return message.focus();
    clearTimeout(timer);
    void ask(message.value.trim());
    openSecond();
    form.querySelector<HTMLInputElement>('input[name=name]')?.focus();
  });

  if (message.value.trim().length >= SHORTEST && second.hidden) void ask(message.value.trim());
}
