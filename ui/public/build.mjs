// Builds what the public pages load into ui/dist/public: hashed files and a manifest of their
// names. The embed script and the icon keep their plain names, because others link to them.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundle as bundleCss, transform } from 'lightningcss';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const at = (path) => resolve(here, path);
const out = at('../dist/public');
const fonts = at('../node_modules/@fontsource-variable/inter/files');
const LOCALES = ['en', 'de', 'pl'];
const EMBEDDED = /^contact\.(?!flaw\.file|flaw\.website|way|file|trap|optional|next|flaws)/;
const [chrome, safari, firefox] = [123 << 16, (17 << 16) | (5 << 8), 120 << 16];
const targets = { chrome, safari, firefox };

const manifest = {};

function write(name, content, { hashed = true } = {}) {
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const file = hashed ? `${name.slice(0, dot)}-${hash}${name.slice(dot)}` : name;
  writeFileSync(resolve(out, file), content);
  manifest[name] = file;
  const kilobytes = (gzipSync(content, { level: 9 }).length / 1024).toFixed(2);
  console.log(`${file.padEnd(40)} ${String(content.length).padStart(7)} B  ${kilobytes} kB gzip`);
  return file;
}

/** The typeface in two parts: the second is only fetched when letters such as ł appear. */
function fontFaces() {
  const parts = {
    latin:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,' +
      'U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    'latin-ext':
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,' +
      'U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,' +
      'U+2C60-2C7F,U+A720-A7FF',
  };
  return Object.entries(parts).map(([part, range]) => {
    const content = readFileSync(resolve(fonts, `inter-${part}-wght-normal.woff2`));
    const file = write(`inter-${part}.woff2`, content);
    return (
      `@font-face{font-family:"Inter Variable";font-style:normal;font-weight:100 900;` +
      `font-display:swap;src:url("${file}") format("woff2");unicode-range:${range}}`
    );
  });
}

function styles() {
  const filename = at('help.css');
  const { code } = bundleCss({ filename, minify: true, targets });
  write('help.css', Buffer.concat([Buffer.from(fontFaces().join('')), code]));
}

/** Texts and styles of the embed script come with it: it may ask for nothing before it is used. */
function virtual() {
  const sentences = Object.fromEntries(
    LOCALES.map((locale) => {
      const all = JSON.parse(readFileSync(at(`../../locales/parts/help.${locale}.json`), 'utf8'));
      const own = Object.entries(all).filter(([key]) => EMBEDDED.test(key));
      return [locale, Object.fromEntries(own)];
    }),
  );
  const { code } = transform({
    filename: 'contact-embed.css',
    code: readFileSync(at('contact-embed.css')),
    minify: true,
    targets,
  });
  const modules = {
    'virtual:styles': code.toString(),
    'virtual:sentences': sentences,
  };
  return {
    name: 'virtual',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load: (id) => {
      const content = modules[id.slice(1)];
      return content === undefined ? null : `export default ${JSON.stringify(content)}`;
    },
  };
}

async function script(input, name, options) {
  const bundle = await rolldown({ input: at(input), plugins: [virtual()] });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  write(name, Buffer.from(output[0].code), options);
}

export default async function build() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  styles();
  await script('theme.ts', 'theme.js');
  await script('help.ts', 'help.js');
  await script('contact-embed.ts', 'contact.js', { hashed: false });
  copyFileSync(at('icon.svg'), resolve(out, basename('icon.svg')));
  manifest['icon.svg'] = 'icon.svg';
  writeFileSync(resolve(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
