// What the panel shows: one view at a time, under a line that says who answers.
import { act, conversation, held, see, unseen } from './chat';
import { button, CLOSE, config, h, icon, t, tool, widget } from './kit';
import type { Post } from './protocol';
import { home } from './view/home';
import { talk } from './view/talk';

export interface View {
  element: Element;
  /** Draws its own head. */
  isBare?: boolean;
  /** Where the way back leads; home when there is none. */
  back?: View | undefined;
  update?: () => void;
  /** Gets back a text that could not be sent. */
  refused?: (text: string) => void;
  /** Takes the focus; on a phone without calling up the keyboard. */
  focus: (isPhone: boolean) => void;
}

const BACK = 'M15 6l-6 6 6 6';
const BOT = 'M5 9h14v10H5zM12 9V5M9 13v2M15 13v2M2 12v4M22 12v4';

export let dialog: HTMLDialogElement;
let status: Element;
let phone: MediaQueryList;
let view: View | undefined;
let talking: View | undefined;
let renew: (() => void) | undefined;

export function raise(): void {
  phone = matchMedia('(width < 520px)');
  dialog = h('dialog.panel', { close: closed });
  status = h('div.sr', { role: 'status' });
  widget.frame.prepend(dialog);
  widget.root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close();
  });
}

/** All views are made anew, in the language of now. */
export function clear(): void {
  view = talking = undefined;
  widget.frame.lang = config.locale;
  dialog.ariaLabel = config.brand.name;
  if (dialog.open) goHome();
}

export const isOpen = () => dialog.open;

export function open(article?: unknown): void {
  if (!dialog.open) {
    // On a phone the panel is all there is.
    if (phone.matches) dialog.showModal();
    else dialog.show();
  }
  widget.frame.classList.add('open');
  widget.bubble.ariaExpanded = 'true';
  if (typeof article === 'string') void goRead(article);
  if (unseen()) goTalk();
  else if (view) show(view);
  else goHome();
}

export function close(): void {
  dialog.close();
}

function closed(): void {
  widget.frame.classList.remove('open');
  widget.bubble.ariaExpanded = 'false';
  widget.bubble.focus();
}

export const goHome = () => show(home());
export const goTalk = () => show((talking ??= talk()));
/** The second part of the panel, once it is here. */
export let more: typeof import('./more') | undefined;

/** Fetches the second part; `update` hears of it. */
export async function fetchMore(): Promise<void> {
  more ??= await import('./more');
  update();
}

export async function goRead(article: string): Promise<void> {
  const back = view;
  try {
    await fetchMore();
  } catch {
    return say(t('chat.article.failed'));
  }
  if (more) show(more.reader(article, back));
}

/** Asks for a person. */
export function person(): void {
  goTalk();
  if (held() === 'machine') act('person');
}

/** Tells screen readers. */
export function say(text: string): void {
  status.textContent = text;
}

export function refuse(body: Post['body']): void {
  if (more?.refused(body)) update();
  else talking?.refused?.(body.text ?? '');
}

export function update(): void {
  const isSeen = dialog.open && view === talking && !document.hidden;
  renew?.();
  view?.update?.();
  if (isSeen) see();
  widget.badge(isSeen ? 0 : unseen());
}

function show(next: View): void {
  view = next;
  renew = undefined;
  dialog.replaceChildren(...(next.isBare ? [] : [head(next)]), next.element, status);
  update();
  next.focus(phone.matches);
}

/** The line above conversation and reader: who answers, and the way to a person. */
function head({ back }: View): Element {
  const { name } = config.brand;
  const face = h('span.face');
  const who = h('b');
  const role = h('small');
  const ask = button('person', person, t('chat.person'));
  renew = () => {
    const holder = held();
    const agent = holder === 'agent' && conversation?.agent_name;
    const isBot = holder === 'machine' && config.mode !== 'off';
    face.className = isBot ? 'face bot' : 'face';
    face.replaceChildren(isBot ? icon(BOT) : (agent || name).charAt(0));
    who.textContent = agent || name;
    role.textContent = agent
      ? t('chat.team', { brand: name })
      : holder === 'queue'
        ? t('chat.queue')
        : isBot
          ? t('chat.automatic')
          : '';
    ask.hidden = !!agent;
  };
  return h(
    'header',
    tool(BACK, t('chat.back'), () => (back ? show(back) : goHome())),
    face,
    h('div.who', who, role),
    ask,
    tool(CLOSE, t('chat.close'), close),
  );
}
