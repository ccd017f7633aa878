// Only the specs of the chat widget, which need its built files and no program:
// node ui/widget/build.mjs, then playwright test --config e2e/widget.config.ts
import { defineConfig } from '@playwright/test';
import all from './playwright.config';

const { webServer: _, ...rest } = all;

export default defineConfig({ ...rest, testMatch: 'widget-*.spec.ts' });
