// Theme and language as choices of a menu; used beside the name and on phones.
import { body, client } from '../lib/api';
import { device, type Theme } from '../lib/device.svelte';
import { languageName } from '../lib/format';
import { LOCALES, language, t, type DeskLocale } from '../lib/i18n.svelte';
import type { IconName } from '../lib/icons';
import { session } from '../lib/session.svelte';
import { toasts } from '../lib/toasts.svelte';
import type { Choice } from '../parts/Menu.svelte';

const THEMES: [Theme, IconName][] = [
  ['system', 'gear'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

export function themeChoices(): Choice[] {
  return THEMES.map(([theme, icon]) => ({
    label: t(`desk.theme_${theme}`),
    icon,
    checked: device.theme === theme,
    run: () => device.choose(theme),
  }));
}

async function speak(locale: DeskLocale): Promise<void> {
  await language.choose(locale);
  try {
    session.me = await body(client.PATCH('/me', { body: { locale } }));
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

export async function signOut(): Promise<void> {
  try {
    await session.leave();
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

export function languageChoices(): Choice[] {
  return LOCALES.map((locale) => ({
    label: languageName(locale),
    checked: language.locale === locale,
    run: () => speak(locale),
  }));
}
