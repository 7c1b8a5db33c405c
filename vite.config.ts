import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { trainingKernels } from './src/compute/kernels/build/vitePlugin.ts';
import { trustedThreads } from './src/compute/trustedThreads.build.ts';
import { classifierPage } from './src/export/html/vitePlugin.ts';
import { type HeaderRule, headersFor, parseHeaderRules } from './src/offline/headerRules.ts';
import { installable } from './src/offline/installPlugin.build.ts';
import { suppliers } from './src/offline/suppliers.build.ts';
import { serviceWorker } from './src/offline/vitePlugin.ts';
import { nothingImportsWorkers, slimWorkerEntries } from './src/worker/workerEntries.build.ts';

/** `public/_headers` is the one place where headers are written; the preview server obeys it as static hosts do. */
function readHeaderRules(): HeaderRule[] {
  return parseHeaderRules(readFileSync(new URL('./public/_headers', import.meta.url), 'utf8'));
}

function sendHeaders(rules: readonly HeaderRule[]): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    for (const [name, value] of headersFor(rules, path)) response.setHeader(name, value);
    next();
  };
}

/** The development server cannot obey the page's policy (React refresh is an inline script): isolation only. */
function headers(): Plugin {
  return {
    name: 'axial-headers',
    configurePreviewServer(server) {
      server.middlewares.use(sendHeaders(readHeaderRules()));
    },
    configureServer(server) {
      server.middlewares.use(sendHeaders(readHeaderRules().filter((rule) => rule.path === '/*')));
    },
  };
}

/** Hosts that cannot send headers (GitHub Pages) still get the page's policy, from a `<meta>`. */
function policyInPage(): Plugin {
  return {
    name: 'axial-policy-in-page',
    apply: 'build',
    transformIndexHtml() {
      const page = readHeaderRules().find((rule) => rule.path === '/');
      const policy = page?.headers.find(([name]) => name === 'Content-Security-Policy')?.[1] ?? '';
      const content = policy.replace("frame-ancestors 'none'; ", ''); // has no effect in a <meta>
      return [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content },
          injectTo: 'head-prepend',
        },
      ];
    },
  };
}

/** What some libraries ask for only where they run in Node; Vite would leave it out with a warning for each. */
const NODE_MODULES = ['fs', 'path', 'node:worker_threads'];

function nothingFromNode(): Plugin {
  return {
    name: 'axial-nothing-from-node',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (NODE_MODULES.includes(source) ? '\0nothing-from-node' : null),
    load: (id) => (id === '\0nothing-from-node' ? 'export default {}' : null),
  };
}

const FIRST_SCRIPT = fileURLToPath(new URL('./src/ui/main.tsx', import.meta.url));

/** What the first script fetches with `import()` draws the page: it is on its way before that script is there. */
function preloadPage(): Plugin {
  let fetchedAtOnce: readonly string[] = [];
  return {
    name: 'axial-preload-page',
    apply: 'build',
    buildEnd() {
      fetchedAtOnce = this.getModuleInfo(FIRST_SCRIPT)?.dynamicallyImportedIds ?? [];
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {}, chunk }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const soon = fetchedAtOnce.flatMap((id) => chunks.find(({ facadeModuleId }) => facadeModuleId === id) ?? []);
        const scripts = new Set(soon.flatMap(({ fileName, imports }) => [fileName, ...imports]));
        const styles = new Set(soon.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const link = (rel: string) => (file: string) => ({
          tag: 'link',
          attrs: { rel, href: `./${file}`, crossorigin: true },
        });
        return [
          ...[...scripts].filter((name) => name !== chunk?.fileName).map(link('modulepreload')),
          ...[...styles].map(link('stylesheet')),
        ];
      },
    },
  };
}

function isolation(): Record<string, string> {
  const rule = readHeaderRules().find(({ path }) => path === '/*');
  return Object.fromEntries((rule?.headers ?? []).filter(([name]) => name.startsWith('Cross-Origin')));
}

/** Licences ship in one file, not hundreds of times in the code. */
const NO_COMMENTS = { legal: false, annotation: true, jsdoc: false };

/** Compiling the kernels takes seconds; whoever starts the page need not read of it. */
const QUIET = { bundlerTimings: false };

/** Beside the checkout on some machines, perhaps as a link. */
const SHARED_DATA = existsSync('../shared') ? ['../shared', realpathSync('../shared')] : [];

/** As many test files at a time; left alone, Vitest takes one core less than there are. */
const TEST_WORKERS = 2;

const OPTIMIZED = [
  ...Object.keys(packageJson.dependencies).filter((name) => !name.startsWith('@cornerstonejs/')),
  ...['react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'zustand/vanilla'],
  // Loaded by need, from inside a worker even.
  ...['@cornerstonejs/codec-charls/decodewasmjs', '@cornerstonejs/codec-openjpeg/decodewasmjs'],
  '@cornerstonejs/codec-openjph/wasmjs',
];

/** Seven digits tell builds apart; the names of all files are part of the first load. */
const SHORT_NAMES = {
  hashCharacters: 'hex',
  entryFileNames: 'assets/[name]-[hash:7].js',
  chunkFileNames: 'assets/[name]-[hash:7].js',
  assetFileNames: 'assets/[name]-[hash:7][extname]',
} as const;

export default defineConfig({
  base: './',
  plugins: [
    react(),
    trainingKernels(),
    classifierPage(),
    nothingFromNode(),
    headers(),
    policyInPage(),
    preloadPage(),
    suppliers(),
    installable(),
    nothingImportsWorkers(),
    serviceWorker(),
  ],
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  worker: {
    format: 'es',
    plugins: () => [trainingKernels(), trustedThreads(), classifierPage(), nothingFromNode(), slimWorkerEntries()],
    rolldownOptions: { checks: QUIET, output: { ...SHORT_NAMES, comments: NO_COMMENTS } },
  },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { checks: QUIET, output: SHORT_NAMES },
  },
  preview: { port: 4173, strictPort: false },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
          // Most of the time went into a process for each file: 97 s, against 55 s.
          isolate: false,
          maxWorkers: TEST_WORKERS,
          // A hung test is found all the same; a busy machine is no fault of the code.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Vitest's own pages take their headers from here: isolated, so that kernels are tested with threads.
        server: { fs: { allow: ['.', ...SHARED_DATA] }, headers: isolation() },
        // Found while a test runs, a dependency would reload the page under it.
        optimizeDeps: { include: OPTIMIZED },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          maxWorkers: TEST_WORKERS,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(process.env.AXIAL_CHROMIUM ? { executablePath: process.env.AXIAL_CHROMIUM } : {}),
                args: [
                  '--no-sandbox',
                  '--enable-unsafe-swiftshader',
                  '--enable-unsafe-webgpu',
                  '--disable-background-networking',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
