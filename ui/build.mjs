// Builds everything the program serves: the desk, and the scripts and styles of the public pages.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({ configFile: at('desk/vite.config.ts') });

const publicBuild = at('public/build.mjs');
if (existsSync(publicBuild)) {
  const built = await import(pathToFileURL(publicBuild).href);
  await built.default?.();
}
