// What the editor can show. Markdown is the stored form; the editor is one way to look at it.
import type { JSONContent } from '@tiptap/core';
import { Image } from '@tiptap/extension-image';
import { OrderedList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import { MarkdownManager } from '@tiptap/markdown';
import StarterKit from '@tiptap/starter-kit';
import { toMarkdown } from './markdown';

/** Numbered lists as Markdown knows them: no letters, no Roman numbers. */
const NumberedList = OrderedList.extend({
  markdownTokenizer: null as never,
  parseMarkdown: (token, helpers) => {
    if (token.type !== 'list' || !token['ordered']) return [];
    const start = Number(token['start'] || 1);
    return {
      type: 'orderedList',
      ...(start === 1 ? {} : { attrs: { start } }),
      content: helpers.parseChildren(token['items'] ?? []),
    };
  },
});

export function extensions() {
  return [
    StarterKit.configure({
      underline: false,
      orderedList: false,
      link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
    }),
    NumberedList,
    Image.configure({ inline: true }),
    TableKit.configure({ table: { resizable: false } }),
  ];
}

let manager: MarkdownManager | undefined;

/** The editor's document for a Markdown text. */
export function fromMarkdown(markdown: string): JSONContent {
  manager ??= new MarkdownManager({ extensions: extensions(), markedOptions: { gfm: true } });
  return joinLines(manager.parse(markdown));
}

/** A line break that means nothing on the page must not look like one in the editor. */
function joinLines(node: JSONContent): JSONContent {
  if (node.type === 'codeBlock') return node;
  const text = node.text?.replace(/[ \t]*\n[ \t]*/g, ' ');
  const content = node.content?.map(joinLines);
  return { ...node, ...(text === undefined ? {} : { text }), ...(content ? { content } : {}) };
}

/** What remains of a text when only words count: no marks, no numbering, no white space. */
function words(markdown: string): string {
  return markdown
    .replace(/^[\s>]*(\d+[.)]|[-+*])(?=\s)/gm, '')
    .replace(/^[ \t|:-]+$/gm, '')
    .replace(/^(=+|-+)\s*$/gm, '')
    .replace(/[\s\\*_`~#>|<[\]()"]/g, '');
}

const BEYOND = [/^\s*([-*+]|\d+[.)]) \[[ xX]\]/m, /\[\^[^\]]+\]/, /^\s*> ?\[!/m, /^ {0,3}:{3,}/m];

/** Whether the editor would lose something of this text, which then is edited as Markdown. */
export function isBeyondEditor(markdown: string): boolean {
  if (BEYOND.some((pattern) => pattern.test(markdown))) return true;
  const once = toMarkdown(fromMarkdown(markdown));
  return words(once) !== words(markdown) || toMarkdown(fromMarkdown(once)) !== once;
}
