// What pages load is small, and no text becomes mark-up.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
// @ts-expect-error the build is plain JavaScript
import { files } from '../build.mjs';
import { h, icon } from '../dom';
import { show } from '../rows';
import { nodes } from '../view/reader';
import { speaker } from '../words';

const folder = join(import.meta.dirname, '..');

describe('the built files', async () => {
  const built = (await files()) as Record<string, string>;
  const size = (name: string) => gzipSync(built[name]!, { level: 9 }).length;
  const [panel] = Object.keys(built).filter((it) => it.startsWith('panel-'));
  const [more] = Object.keys(built).filter((it) => it.startsWith('more-'));
  const [call] = Object.keys(built).filter((it) => it.startsWith('call-'));

  it('are the loader, the panel, its second part and the call back', () => {
    expect(Object.keys(built).sort()).toEqual([call, more, panel, 'w.js']);
    expect(built['w.js']).toContain(panel);
    expect(built[panel!]).toContain(more);
    expect(built[more!]).toContain(call);
  });

  it('are at most 10 kB, loader and panel with their styles', () => {
    expect(size('w.js') + size(panel!)).toBeLessThanOrEqual(10 * 1024);
  });

  it('are at most 7 kB more for articles, the hand-over, files and tasks', () => {
    expect(size(more!)).toBeLessThanOrEqual(7 * 1024);
  });

  it('are at most 2 kB more for those who want to be called', () => {
    expect(size(call!)).toBeLessThanOrEqual(2 * 1024);
  });

  it('load nothing else and walk no chain of prototypes', () => {
    for (const code of Object.values(built))
      expect(code).not.toMatch(/for\s*\((var|let|const) \w+ in /);
    expect(built['w.js']).not.toContain('import{');
  });
});

describe('mark-up', () => {
  it('is made from nodes everywhere', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const name of sources.filter((it) => it.endsWith('.ts') && !it.startsWith('test')))
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b/,
      );
  });

  it('in a text stays text', () => {
    const element = h('p', '<img src=x onerror=alert(1)>');
    expect(element.children.length).toBe(0);
    expect(element.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('of an article loses what could run and leads to the service', () => {
    const box = h('div');
    box.append(
      ...nodes(
        '<p onclick="x()" style="color:red">A <a href="/de/b">b</a> <a href="javascript:x()">c</a></p>' +
          '<script>x()</script><img src="/m/1.png" alt="A picture">',
        'https://help.example/de/a',
      ),
    );
    expect(box.querySelector('script')).toBeNull();
    expect(box.querySelector('p')?.attributes.length).toBe(0);
    const [good, bad] = box.querySelectorAll('a');
    expect(good?.getAttribute('href')).toBe('https://help.example/de/b');
    expect(bad?.hasAttribute('href')).toBe(false);
    expect(box.querySelector('img')?.getAttribute('src')).toBe('https://help.example/m/1.png');
    expect(box.querySelector('img')?.getAttribute('alt')).toBe('A picture');
  });
});

describe('rows', () => {
  const row = (id: string, shows: unknown = 0) => ({ id, shows, make: () => h('i', id) });

  it('stay the same elements while they show the same', () => {
    const box = h('div');
    show(box, [row('a'), row('c')]);
    const [a, c] = box.children;
    show(box, [row('a'), row('b'), row('c')]);
    expect([...box.children].map((it) => it.textContent)).toEqual(['a', 'b', 'c']);
    expect([box.children[0], box.children[2]]).toEqual([a, c]);
    show(box, [row('c'), row('a', 1)]);
    expect(box.children[0]).toBe(c);
    expect(box.children[1]).not.toBe(a);
    expect(box.children.length).toBe(2);
  });
});

describe('words', () => {
  it('have their values filled in, and a value is no place for another', () => {
    const t = speaker({ texts: { a: '{name} ({n})' } });
    expect(t('a', { name: '{n}', n: 3 })).toBe('{n} (3)');
    expect(t('missing')).toBe('');
  });
});

it('a picture is not read out as text', () => {
  expect(icon('M0 0').textContent).toBe('');
});
