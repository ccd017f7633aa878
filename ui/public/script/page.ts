// Small comforts: look, menus, tables, printing, videos, feedback, focus.

/** Shows the switch between light and dark, and keeps the choice on this device. */
export function switchTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = root.dataset['theme'] ?? (dark ? 'dark' : 'light');
    const next = now === 'dark' ? 'light' : 'dark';
    root.dataset['theme'] = next;
    try {
      localStorage.setItem('lotse.theme', next);
    } catch {
      // The choice then holds for this page only.
    }
  });
}

/** Closes open menus on Escape and on a click elsewhere. */
export function closeMenus(): void {
  const menus = document.querySelectorAll<HTMLDetailsElement>('details[data-menu]');
  document.addEventListener('click', (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  for (const menu of menus) {
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    });
    // The language chosen by hand is the one to greet with next time.
    for (const link of menu.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) {
      link.addEventListener('click', () => {
        document.cookie = `lotse_locale=${link.hreflang};path=/;max-age=31536000;samesite=lax`;
      });
    }
  }
}

/** Lets the keyboard into tables that are wider than the page, so that it can scroll them. */
export function reachWideTables(): void {
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.clientWidth < target.scrollWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const table of document.querySelectorAll('.body table')) sized.observe(table);
}

/** Shows the button that prints. */
export function printOnRequest(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-print]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => print());
}

/** Plays a video in its place once the reader has pressed play. */
export function playOnRequest(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.video[data-player]')) {
    const link = box.querySelector('a');
    const address = box.dataset['player'];
    if (!link || !address) continue;
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement('iframe');
      frame.src = address;
      frame.title = link.textContent?.trim() ?? '';
      frame.allow = 'autoplay; fullscreen; picture-in-picture';
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      box.replaceChildren(frame);
      frame.focus();
    });
  }
}

/** Sends feedback without leaving the article; if that fails, the form goes its usual way. */
export function judgeInPlace(): void {
  const section = document.getElementById('feedback');
  const thanks = section?.querySelector<HTMLElement>('[data-thanks]');
  if (!section || !thanks) return;
  for (const form of section.querySelectorAll<HTMLFormElement>('form[data-feedback]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form, event.submitter)) {
        if (typeof value === 'string') body.append(name, value);
      }
      fetch(form.action, { method: 'POST', body, redirect: 'manual' }).then(
        (answer) => {
          if (!answer.ok && answer.type !== 'opaqueredirect') return form.submit();
          for (const child of [...section.children]) if (child !== thanks) child.remove();
          thanks.hidden = false;
          thanks.tabIndex = -1;
          thanks.focus();
        },
        () => form.submit(),
      );
    });
  }
}

/** After sending a form, what came of it has the focus. */
export function focusWhatMatters(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus();
}

/** The question that led to an article is in the page by now; the address is for passing on. */
export function tidyAddress(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has('question')) return;
  address.searchParams.delete('question');
  address.searchParams.delete('after');
  history.replaceState(history.state, '', address);
}
