// Builds the chat widget into ui/dist/widget: the loader `w.js`, which shop pages link to by that
// name, and the two parts of the panel, which are fetched by names with the hash of their content.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const at = (path) => resolve(here, path);
const out = at('../dist/widget');
const LOCALES = ['en', 'de', 'pl'];
const [chrome, safari, firefox] = [123 << 16, (17 << 16) | (5 << 8), 128 << 16];
const targets = { chrome, safari, firefox };

function style(filename) {
  const { code } = transform({ filename, code: readFileSync(at(filename)), minify: true, targets });
  return code.toString();
}

/** The bubble speaks before the service was asked for anything, so its label comes with it. */
function labels() {
  return Object.fromEntries(
    LOCALES.map((locale) => {
      const all = JSON.parse(readFileSync(at(`../../locales/parts/chat.${locale}.json`), 'utf8'));
      return [locale, all['chat.bubble']];
    }),
  );
}

async function scripts(input, modules, options) {
  const virtual = {
    name: 'virtual',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load: (id) => {
      const content = modules[id.slice(1)];
      return content === undefined ? null : `export default ${JSON.stringify(content)}`;
    },
  };
  // The second part takes what both need from the first, so that the first stays one file.
  const bundle = await rolldown({
    input: at(input),
    plugins: [virtual],
    preserveEntrySignatures: 'allow-extension',
  });
  const { output } = await bundle.generate({ minify: true, ...options });
  await bundle.close();
  return output.map(({ fileName, code }) => [fileName, code]);
}

/** The built files by name: the loader, the panel, and its second part. */
export async function files() {
  const styles = {
    'virtual:panel-style': style('panel.css'),
    'virtual:more-style': style('more.css'),
  };
  const names = '[name]-[hash].js';
  const panel = await scripts('panel.ts', styles, {
    format: 'es',
    hashCharacters: 'hex',
    entryFileNames: names,
    chunkFileNames: names,
  });
  const loader = {
    'virtual:loader-style': style('loader.css'),
    'virtual:labels': labels(),
    'virtual:panel': panel[0][0],
  };
  const entry = await scripts('loader.ts', loader, { format: 'iife', entryFileNames: 'w.js' });
  return Object.fromEntries([...entry, ...panel]);
}

export default async function build() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [name, code] of Object.entries(await files())) {
    writeFileSync(resolve(out, name), code);
    const kilobytes = (gzipSync(code, { level: 9 }).length / 1024).toFixed(2);
    console.log(`${name.padEnd(40)} ${String(code.length).padStart(7)} B  ${kilobytes} kB gzip`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
