// The editor gives back the Markdown it was given.
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../src/knowledge/rich/markdown';
import { fromMarkdown, isBeyondEditor } from '../src/knowledge/rich/schema';

const again = (markdown: string) => toMarkdown(fromMarkdown(markdown));

const KEPT: Record<string, string> = {
  headings: '# One\n\n## Two\n\n### Three',
  marks: 'Plain **bold** *italic* ***both*** ~~struck~~ `code`',
  links: '[shop](https://shop.example/a_b "Title") and <https://b.example>',
  'addresses with blanks': '[file](<my file (1).pdf>)',
  pictures: 'Look: ![The pad](/media/1/pad.png "Pad") there',
  'nested lists': '- a\n  - b\n    - c\n- d\n\n1. one\n2. two\n   - sub\n3. three',
  'lists that start later': '4. four\n5. five',
  'lists with paragraphs': '1. one\n\n   more\n\n2. two',
  'code inside of a list': '1. one\n\n   ```sh\n   ls -la\n     deep\n   ```\n\n2. two',
  'tables with alignment': '| A | B |\n| :--- | ---: |\n| **x** \\| y | `z` |\n| [l](/a) |  |',
  'lines inside of a cell': '| A |\n| --- |\n| one<br>two |',
  'quotations with lists': '> Not sure?\n>\n> - ask\n> - us',
  'code with fences in it': '````md\n```\nx\n```\n````',
  'code with ticks': '``a`b`` and `` `c` ``',
  rules: 'a\n\n---\n\nb',
  'hard breaks': 'one\\\ntwo',
  'signs that mean nothing':
    '2 \\* 3 \\[sic\\] snake_case_name 5 \\_x\\_ \\<b> \\&amp; a & b # no > quote',
  'lines that look like something else':
    '1\\. no list\n\n\\- no list\n\n\\# no heading\n\n\\> no quote',
  'two lists in a row': '- a\n\n* b',
  'letters of three languages': 'Größe „Zażółć gęślą jaźń“ 5 €',
};

describe('round trip', () => {
  for (const [what, markdown] of Object.entries(KEPT)) {
    it(`keeps ${what}`, () => expect(again(markdown)).toBe(markdown));
  }

  it('gives the same again the second time', () => {
    const untidy = '* a\n* b\n\nA\n===\n\nsoft\nbreak  \nhard\n\n|a|b|\n|-|-|\n|1|2|';
    expect(again(again(untidy))).toBe(again(untidy));
  });

  it('moves blanks out of bold words, where Markdown would not see the mark', () => {
    const bold = [{ type: 'bold' }];
    const words = [
      { type: 'text', text: 'a' },
      { type: 'text', text: ' b ', marks: bold },
      { type: 'text', text: 'c' },
    ];
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: words }] };
    expect(toMarkdown(doc)).toBe('a **b** c');
  });
});

describe('isBeyondEditor', () => {
  it('is not for what the editor keeps', () => {
    for (const markdown of Object.values(KEPT))
      expect([markdown, isBeyondEditor(markdown)]).toEqual([markdown, false]);
  });

  const LOST = {
    films: '<video src="/a.mp4"></video>',
    tasks: '- [ ] one\n- [x] two',
    footnotes: 'a[^1]\n\n[^1]: b',
    boxes: '> [!NOTE]\n> Hello',
    comments: 'a\n\n<!-- keep me -->',
    'inline mark-up': 'H<sub>2</sub>O',
  };
  for (const [what, markdown] of Object.entries(LOST)) {
    it(`is for ${what}`, () => expect(isBeyondEditor(markdown)).toBe(true));
  }
});
