// The demo in Chromium. `cargo xtask test --only e2e` builds the program and says where it is;
// by hand: CHROMIUM=… npx --prefix ui playwright test --config e2e/playwright.config.ts
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { FIRST, PORTS, SHOP_LISTEN } from './processes';

const here = __dirname;
const program = process.env['LOTSE_PROGRAM'] ?? join(here, '../target/debug/lotse');
const folder = (process.env['LOTSE_E2E_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'lotse-e2e-')));

export default defineConfig({
  testDir: join(here, 'specs'),
  outputDir: join(here, 'results'),
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: FIRST,
    locale: 'de-DE',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: PORTS.map((port, at) => ({
    command: [
      `"${program}" demo --dir "${join(folder, 'demo')}" --listen 127.0.0.1:${port}`,
      ...(at ? [] : [`--shop-listen ${SHOP_LISTEN}`]),
    ].join(' '),
    cwd: folder,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  })),
});
