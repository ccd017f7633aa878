// One configuration for building, looking at and testing the desk.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.LOTSE_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: at('.'),
  base: '/desk/',
  publicDir: 'static',
  plugins: [svelte({ configFile: at('svelte.config.js') })],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    outDir: at('../dist/desk'),
    emptyOutDir: true,
    target: ['chrome123', 'safari17.5', 'firefox128'],
    cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The article editor is one chunk on purpose; it is fetched with the first article.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { hashCharacters: 'base36' } },
  },
  server: {
    fs: { allow: [at('..'), at('../../locales')] },
    proxy: { '/api': { target: server, changeOrigin: true } },
  },
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts', '../widget/test/*.test.ts'] },
});
