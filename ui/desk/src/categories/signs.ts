// The signs a topic can carry; the help centre draws them from the same files.

/** In the order they are offered. */
export const SIGNS = [
  'book',
  'help',
  'truck',
  'box',
  'undo',
  'euro',
  'card',
  'gift',
  'tag',
  'glasses',
  'eye',
  'droplet',
  'plug',
  'wrench',
  'user',
  'users',
  'lock',
  'shield',
  'store',
  'calendar',
  'clock',
  'phone',
  'mail',
  'message',
  'heart',
  'megaphone',
  'file',
  'globe',
] as const;

export type Sign = (typeof SIGNS)[number];

const files = import.meta.glob<string>('../../../shared/icons/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The drawings by name. */
export const DRAWINGS: Record<string, string> = Object.fromEntries(
  Object.entries(files).map(([path, drawing]) => [path.replace(/^.*\/|\.svg$/g, ''), drawing]),
);
