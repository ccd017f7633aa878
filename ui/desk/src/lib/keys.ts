// Shortcuts: single keys outside text fields (they can be switched off), Ctrl or ⌘ anywhere.
import { device } from './device.svelte';

const onMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? '');

/** How the menu's shortcut is written on this machine. */
export const MENU_KEYS = onMac ? '⌘ K' : 'Ctrl K';

function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null;
  if (!element) return false;
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

/** Whether a key press is a single-key shortcut and not part of a text or of another program. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (!device.singleKeys || event.defaultPrevented || isTyping(event.target)) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState('AltGraph'))
    return false;
  return document.querySelector('dialog[open]') === null;
}

/** Whether a key press opens the menu. */
export function isMenuKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK';
}
