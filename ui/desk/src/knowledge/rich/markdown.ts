// Writes the editor's document as Markdown: plain to read, and read back as the same document.
import type { JSONContent } from '@tiptap/core';

type Node = JSONContent;
type Mark = NonNullable<Node['marks']>[number];

/** A document as Markdown. */
export function toMarkdown(doc: Node): string {
  return blocks(doc.content ?? []).trim();
}

function blocks(nodes: Node[]): string {
  return nodes
    .map((node, at) => block(node, isSameList(node, nodes[at - 1]) && at % 2 === 1))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Two lists in a row would become one; the second then gets the other bullet. */
function isSameList(node: Node, before: Node | undefined): boolean {
  return node.type === before?.type && (node.type ?? '').endsWith('List');
}

function block(node: Node, otherBullet = false): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return startsOfLines(inline(content));
    case 'heading':
      return `${'#'.repeat(Number(node.attrs?.['level'] ?? 2))} ${oneLine(inline(content))}`.trim();
    case 'bulletList':
      return list(content, () => (otherBullet ? '* ' : '- '));
    case 'orderedList': {
      const start = Number(node.attrs?.['start'] ?? 1);
      return list(content, (at) => `${start + at}${otherBullet ? ')' : '.'} `);
    }
    case 'blockquote':
      return indent(blocks(content), '> ', '> ').replace(/^> $/gm, '>');
    case 'codeBlock':
      return codeBlock(node);
    case 'horizontalRule':
      return '---';
    case 'table':
      return table(content);
    case undefined:
      return '';
    default:
      return startsOfLines(inline([node]));
  }
}

function list(items: Node[], marker: (at: number) => string): string {
  const hasRoom = items.some((it) => (it.content ?? []).filter((b) => !isList(b)).length > 1);
  return items
    .map((item, at) => {
      const mark = marker(at);
      return indent(itemBlocks(item.content ?? []), mark, ' '.repeat(mark.length));
    })
    .join(hasRoom ? '\n\n' : '\n');
}

function isList(node: Node): boolean {
  return node.type === 'bulletList' || node.type === 'orderedList';
}

/** A list right below the words of its item needs no empty line. */
function itemBlocks(nodes: Node[]): string {
  let text = '';
  nodes.forEach((node, at) => {
    const between = isList(node) && nodes[at - 1]?.type === 'paragraph' ? '\n' : '\n\n';
    text += (at === 0 ? '' : between) + block(node, isSameList(node, nodes[at - 1]));
  });
  return text;
}

function indent(text: string, first: string, others: string): string {
  const [head = '', ...rest] = text.split('\n');
  const quoted = others.trim() !== '';
  return [first + head, ...rest.map((it) => (it || quoted ? others + it : it))]
    .join('\n')
    .trimEnd();
}

function codeBlock(node: Node): string {
  const code = (node.content ?? []).map((it) => it.text ?? '').join('');
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${String(node.attrs?.['language'] ?? '')}\n${code}\n${fence}`;
}

const ALIGN: Record<string, string> = { left: ':---', center: ':---:', right: '---:' };

function table(rows: Node[]): string {
  const cells = rows.map((row) => (row.content ?? []).map(cell));
  const width = Math.max(1, ...cells.map((row) => row.length));
  const padded = cells.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  const rule = Array.from({ length: width }, (_, at) => {
    return ALIGN[String(rows[0]?.content?.[at]?.attrs?.['align'])] ?? '---';
  });
  const [head = [], ...rest] = padded;
  return [head, rule, ...rest].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cell(node: Node): string {
  return (node.content ?? [])
    .map((it) => oneLine(inline(it.content ?? [])))
    .join('<br>')
    .replace(/\|/g, '\\|')
    .trim();
}

function oneLine(text: string): string {
  return text.replace(/\\?\n/g, '<br>');
}

function inline(nodes: Node[]): string {
  let text = '';
  let at = 0;
  while (at < nodes.length) {
    const node = nodes[at] as Node;
    const [mark, end] = widest(nodes, at);
    if (mark) {
      const inside = nodes.slice(at, end).map((it) => without(it, mark));
      text += wrap(mark, inline(inside));
    } else {
      text += leaf(node);
    }
    at = end;
  }
  return text;
}

const isCode = (mark: Mark) => mark.type === 'code';
const isSame = (a: Mark, b: Mark) =>
  a.type === b.type && JSON.stringify(a.attrs ?? {}) === JSON.stringify(b.attrs ?? {});

/** The mark that reaches furthest from here, and where it ends. Code is never split. */
function widest(nodes: Node[], from: number): [Mark | null, number] {
  let best: [Mark | null, number] = [null, from + 1];
  for (const mark of (nodes[from]?.marks ?? []).filter((it) => !isCode(it))) {
    let end = from + 1;
    while (nodes[end]?.marks?.some((it) => isSame(it, mark))) end += 1;
    if (!best[0] || end > best[1]) best = [mark, end];
  }
  return best;
}

function without(node: Node, mark: Mark): Node {
  return { ...node, marks: node.marks?.filter((it) => !isSame(it, mark)) };
}

const SIGNS: Record<string, string> = { bold: '**', italic: '*', strike: '~~' };

function wrap(mark: Mark, text: string): string {
  if (mark.type === 'link') return link(text, mark);
  const sign = SIGNS[mark.type] ?? '';
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return words === '' ? text : before + sign + words + sign + after;
}

function link(text: string, mark: Mark): string {
  const to = String(mark.attrs?.['href'] ?? '');
  const bare = text.replace(/\\(.)/g, '$1');
  if (to === bare && /^[a-z]+:\S+$/i.test(to)) return `<${to}>`;
  if (to === `mailto:${bare}`) return `<${bare}>`;
  if (to === `http://${bare}`) return bare;
  return `[${text}](${target(to, mark.attrs?.['title'])})`;
}

function target(to: string, title: unknown): string {
  const address = /[\s()<>]/.test(to) ? `<${to.replace(/[<>\n]/g, encodeURIComponent)}>` : to;
  return title ? `${address} "${String(title).replace(/["\\]/g, '\\$&')}"` : address;
}

function leaf(node: Node): string {
  if (node.type === 'hardBreak') return '\\\n';
  if (node.type === 'image') {
    const { src, alt, title } = node.attrs ?? {};
    return `![${escape(String(alt ?? ''))}](${target(String(src ?? ''), title)})`;
  }
  const text = node.text ?? '';
  return node.marks?.some(isCode) ? code(text) : escape(text);
}

function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([ticks]) => ticks.length);
  const ticks = '`'.repeat(Math.max(0, ...runs) + 1);
  const room = /^`|`$|^ .* $/s.test(text) ? ' ' : '';
  return ticks + room + text + room + ticks;
}

/** Keeps characters from being read as marks; leaves those alone that cannot be. */
function escape(text: string): string {
  return text
    .replace(/[\\`*[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~\\~')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Keeps the beginning of a line from being read as a heading, a list or a quotation. */
function startsOfLines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^(\s*)(#{1,6}(\s|$)|>|[-+](\s|$)|(-\s*){3,}$|={1,}\s*$|~{3,}|:{3,})/, '$1\\$2')
        .replace(/^(\s*\d{1,9})([.)](\s|$))/, '$1\\$2'),
    )
    .join('\n');
}
