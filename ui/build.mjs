// Builds everything the program serves: the desk, the scripts and styles of the public pages, and
// the chat widget.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({ configFile: at('desk/vite.config.ts') });

for (const part of ['public/build.mjs', 'widget/build.mjs'].map(at)) {
  if (!existsSync(part)) continue;
  const built = await import(pathToFileURL(part).href);
  await built.default?.();
}
