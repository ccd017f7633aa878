// The address is the only source of what is shown: clicks change it, screens follow it.

const BASE = '/desk';

type Guard = () => Promise<boolean> | boolean;

class Route {
  path = $state(within(location.pathname));
  query = $state.raw(new URLSearchParams(location.search));
}

export const route = new Route();
let guard: Guard | null = null;
let arriving = false;
let shown = location.pathname + location.search;

function within(pathname: string): string {
  const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
  return path.replace(/\/+$/, '') || '/';
}

function show(): void {
  shown = location.pathname + location.search;
  arriving ||= within(location.pathname) !== route.path;
  route.path = within(location.pathname);
  route.query = new URLSearchParams(location.search);
}

/** The address of a screen, for links. */
export function href(path: string): string {
  return BASE + path;
}

/** Opens a screen, unless the one that is open wants to be kept. */
export async function go(path: string, how: { replace?: boolean } = {}): Promise<boolean> {
  const target = href(path);
  if (within(new URL(target, location.origin).pathname) !== route.path && !(await mayLeave()))
    return false;
  history[how.replace ? 'replaceState' : 'pushState'](null, '', target);
  show();
  if (!how.replace) window.scrollTo(0, 0);
  return true;
}

/** Changes some search parameters of the address; empty values leave it. */
export function refine(changes: Record<string, string>): void {
  const query = new URLSearchParams(route.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  void go(route.path + (text ? `?${text}` : ''), { replace: true });
}

async function mayLeave(): Promise<boolean> {
  if (!guard) return true;
  const may = await guard();
  if (may) guard = null;
  return may;
}

/** Asks `ask` before the screen is left; returns how to stop asking. */
export function askBeforeLeaving(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

/** Follows the browser's buttons and the links of the desk; returns how to stop. */
export function follow(): () => void {
  const back = async () => {
    const target = location.pathname + location.search;
    if (within(location.pathname) !== route.path && guard) {
      history.pushState(null, '', shown);
      if (!(await mayLeave())) return;
      history.pushState(null, '', target);
    }
    show();
  };
  const click = (event: MouseEvent) => {
    const link = (event.target as Element).closest?.('a');
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.button !== 0 || event.defaultPrevented) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    void go(link.pathname.slice(BASE.length) + link.search);
  };
  window.addEventListener('popstate', back);
  document.addEventListener('click', click);
  return () => {
    window.removeEventListener('popstate', back);
    document.removeEventListener('click', click);
  };
}

/** Attached to the heading of a screen: reading goes on there after another screen was opened. */
export function takesFocus(heading: HTMLElement): void {
  if (!arriving) return;
  arriving = false;
  heading.focus({ preventScroll: true });
}
