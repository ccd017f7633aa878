// Checks the types of the desk and, where they have a configuration, of the public pages' scripts
// and the chat widget.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

function run(program, ...args) {
  const { status } = spawnSync(at(`node_modules/.bin/${program}`), args, {
    cwd: at('.'),
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

run('svelte-check', '--workspace', 'desk', '--tsconfig', 'tsconfig.json', '--fail-on-warnings');
for (const part of ['public/tsconfig.json', 'widget/tsconfig.json'])
  if (existsSync(at(part))) run('tsc', '--noEmit', '-p', part);
