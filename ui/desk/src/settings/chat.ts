// What shops put into their pages to have the chat there.
import type { Brand } from '../lib/api';

function script(brand: Brand): string {
  return `${new URL(brand.url, location.origin).origin}/w/w.js`;
}

/** The tag for a page. */
export function tag(brand: Brand): string {
  return `<script async src="${script(brand)}" data-brand="${brand.slug}"></script>`;
}

/** The same for tag managers, which write tags of their own. */
export function managed(brand: Brand): string {
  return [
    '<script>',
    "  var lotse = document.createElement('script');",
    `  lotse.async = true; lotse.src = '${script(brand)}';`,
    `  lotse.dataset.brand = '${brand.slug}';`,
    '  document.head.append(lotse);',
    '</script>',
  ].join('\n');
}

/** The colours of the bubble: the brand's, and the one that can be read on it. */
export async function bubbleColours(slug: string): Promise<{ accent: string; on: string }> {
  const answer = await fetch(`/chat/v1/config?brand=${encodeURIComponent(slug)}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { brand } = (await answer.json()) as {
    brand: { accent: string | null; on_accent: string | null };
  };
  return { accent: brand.accent ?? '#2f5bea', on: brand.on_accent ?? '#ffffff' };
}

/** How a page says what happens on it. */
export const TRACKED = "lotse('track', 'add_to_cart', { sku: 'H52', price: 129 });";
