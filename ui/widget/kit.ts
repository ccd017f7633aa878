// What the loader has already brought, so that the panel need not bring it once more; and the
// sentences. One page has one widget, so there is one of each.
import type { h as H, icon as I } from './dom';
import type { Config, Widget } from './protocol';
import { speaker, type Say } from './words';

export let widget: Widget;
export let h: typeof H;
export let icon: typeof I;
export let call: Widget['call'];
export let config: Config;
export let t: Say;

export function take(it: Widget): void {
  widget = it;
  ({ h, icon, call } = it);
}

export function configure(now: Config): void {
  config = now;
  t = speaker(now);
  widget.paint(now.brand.accent, now.brand.on_accent);
}

/** Adds a style sheet; without inline styles no policy of a page forbids it. */
export function dress(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  widget.root.adoptedStyleSheets.push(sheet);
}

export const CLOSE = 'M6 6l12 12M18 6L6 18';
export const GO = 'M9 6l6 6-6 6';
export const UP = 'M12 19V5M6 11l6-6 6 6';

export function button(
  kind: string,
  click: () => void,
  shown: string | Element,
  ...more: Element[]
): HTMLButtonElement {
  return h(`button.${kind}`, { type: 'button', click }, shown, ...more);
}

/** A button with a picture for those who see and a label for those who do not. */
export function tool(strokes: string, ariaLabel: string, click?: () => void): HTMLButtonElement {
  return h('button.tool', { ariaLabel, ...(click && { type: 'button', click }) }, icon(strokes));
}

/** Whether somebody is there, or when. */
export function presence(): string {
  return config.is_open ? t('chat.open') : config.hours || t('chat.closed');
}
