// An article, read inside the panel.
import { opened } from '../chat';
import { button, call, config, h, t, widget } from '../kit';
import type { View } from '../stage';

interface Article {
  title: string;
  html: string;
  url: string;
}

interface Policy {
  createHTML: (html: string) => string;
}
interface Policies {
  createPolicy: (name: string, rules: Policy) => Policy;
}

let policy: Policy | undefined;

/**
 * The nodes of an article. The service has cleaned the mark-up; nothing in it runs here either:
 * only text, pictures and addresses come through, and these lead to the service, not the shop.
 */
export function nodes(html: string, base: string): Node[] {
  const { trustedTypes } = window as { trustedTypes?: Policies };
  policy ??= trustedTypes?.createPolicy('lotse', { createHTML: (it) => it });
  const { body } = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
  for (const element of body.querySelectorAll('*')) {
    if (/^(script|style|iframe|form)$/i.test(element.tagName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      element.removeAttribute(name);
      const kept = /href|src$/.test(name) ? new URL(value, base).href : value;
      if (/^(alt|lang|start|(col|row)span)$/.test(name) || /^(http|mailto:|tel:)/.test(kept))
        element.setAttribute(name, kept);
    }
    if (element.tagName === 'A') element.setAttribute('target', '_blank');
  }
  return [...body.childNodes].map((it) => document.importNode(it, true));
}

export function reader(id: string, back?: View): View {
  const heading = h('h2', { tabIndex: -1 });
  const text = h('div.text');
  const element = h('div.read', heading, text);

  async function load(): Promise<void> {
    heading.textContent = '…';
    text.replaceChildren(h('i'), h('i'), h('i'));
    try {
      const { title, html, url } = await call<Article>(`articles/${id}?locale=${config.locale}`);
      const { href } = new URL(url, widget.origin);
      heading.textContent = title;
      text.replaceChildren(
        ...nodes(html, href),
        h('a', { href, target: '_blank' }, t('chat.article.open')),
      );
      opened(id);
    } catch {
      heading.textContent = t('chat.article.failed');
      text.replaceChildren(button('pill', () => void load(), t('chat.again')));
    }
    if (element.isConnected) heading.focus();
  }

  void load();
  return { element, back, focus: () => heading.focus() };
}
