import { defineConfig } from '@playwright/test'
import { BACKENDS, launchOptions, testGraphics } from './tools/browser.ts'
import { ensureBrowser } from './tools/ensure-browser.ts'

// looked for once: worker processes read this file again, and inherit the environment
const browser = (process.env['NEARSIDE_CHROMIUM'] ??= await ensureBrowser())

/** What does not depend on the backend runs once, on wasm. */
const EITHER_BACKEND = [
  'ablation',
  'adapt-numbers',
  'archive',
  'bad-inputs',
  'explore',
  'exported-model',
  'formats',
  'guard',
  'headers',
  'import-cancel',
  'import-preview',
  'keeping',
  'memory',
  'multimodal',
  'offline',
  'pack',
  'performance',
  'pictures',
  'quality',
  'report',
  'results',
  'roles',
  'same-answers',
  'same-numbers',
  'security',
  'statistics',
  'study-command',
  'tabular',
  'take-away',
  'two-tabs',
  'update',
  'use',
  'validation',
].map((name) => `**/${name}.spec.ts`)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'e2e/results',
  globalSetup: './e2e/support/serve-app.ts',
  // slow tests are tagged @deep and run with npm run test:deep
  ...(process.env['DEEP'] ? {} : { grepInvert: /@deep/ }),
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // two slow cores without a graphics processor: waiting long is cheap, a false alarm is not
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    baseURL: process.env['NEARSIDE_URL'],
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    acceptDownloads: true,
    // Each test has a fresh profile: every one would save the whole app, and requests would not reach page.route. The
    // specs of offline use open a browser of their own.
    serviceWorkers: 'block',
  },
  projects: BACKENDS.map((backend) => ({
    name: backend,
    ...(backend === 'webgpu' ? { testIgnore: EITHER_BACKEND } : {}),
    use: { launchOptions: launchOptions(browser, testGraphics(backend)) },
  })),
})
