import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium.mjs';

/** Another one where two runs share a machine. */
const port = Number(process.env.AXIAL_PORT ?? 4187);

/** `npm test` has built the page before. */
const BUILD = process.env.AXIAL_BUILT ? '' : 'npx --no vite build --logLevel warn && ';

export default defineConfig({
  testDir: '.',
  testMatch: 'walks/**/*.spec.ts',
  outputDir: '../test-results',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // Walks wait much of their time, but training keeps both cores of a small machine busy: not more than two at once.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // It keeps all of the page on the device, which costs every walk three seconds; the walks that it matters to allow it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `${BUILD}npx --no vite preview --port ${port} --strictPort`,
    cwd: '..',
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
