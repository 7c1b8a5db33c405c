import { defineConfig } from '@playwright/test';

/** The walks through all browsers: `npm run browsers`. They serve the built page themselves. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.walk.ts',
  outputDir: '../../test-results',
  timeout: 900_000,
  workers: 1,
  reporter: 'list',
});
