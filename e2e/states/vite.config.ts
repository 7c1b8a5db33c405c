import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };
import { trainingKernels } from '../../src/compute/kernels/build/vitePlugin.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the page reaches the rest of Axial through, and what stands in for it here. */
const STUBS = { 'worker/client.ts': 'client.ts', 'offline/client.ts': 'offlineClient.ts' };

const alias = Object.entries(STUBS).map(([file, stub]) => {
  if (!existsSync(`${ROOT}src/${file}`)) throw new Error(`There is no src/${file} any more: change STUBS.`);
  return {
    find: new RegExp(`^\\.{1,2}/(.*/)?${file.replaceAll('.', '\\.')}$`),
    replacement: `${ROOT}e2e/states/${stub}`,
  };
});

/** The real page over stubbed jobs: see `states.ts`. */
export default defineConfig({
  root: ROOT,
  base: './',
  publicDir: false,
  // Not in node_modules: there the development server of the page itself keeps its own.
  cacheDir: 'test-results/states-cache',
  // Figures of robustness are made here by the page's own code.
  plugins: [react(), trainingKernels()],
  resolve: { alias },
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  optimizeDeps: { entries: ['e2e/states/*.html'] },
  server: { port: 4180 },
  preview: { port: 4181 },
  build: {
    target: 'es2023',
    outDir: 'test-results/states-page',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // The page that a model is written into: no state writes a model.
      external: /^virtual:page\//,
      input: [`${ROOT}e2e/states/index.html`, `${ROOT}e2e/states/frame.html`],
    },
  },
});
