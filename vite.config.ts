import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

type HeaderRule = {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
};

/** `public/_headers` is the one place where headers are written; the preview server obeys it as static hosts do. */
function readHeaderRules(): HeaderRule[] {
  const blocks = readFileSync('public/_headers', 'utf8')
    .replace(/^#.*\n/gm, '')
    .trim()
    .split(/\n(?=\/)/);
  return blocks.map((block) => {
    const [path = '', ...lines] = block.split('\n').map((line) => line.trim());
    const headers = lines.filter(Boolean).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
    return { path, headers };
  });
}

function matches(rulePath: string, url: string): boolean {
  return rulePath.endsWith('*') ? url.startsWith(rulePath.slice(0, -1)) : rulePath === url;
}

function sendHeaders(rules: readonly HeaderRule[]): Connect.NextHandleFunction {
  return (request, response, next) => {
    const url = (request.url ?? '/').replace(/[?#].*$/, '');
    for (const rule of rules) {
      if (matches(rule.path, url)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
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

/**
 * tfjs starts its WASM threads from the text of its own function, which names one variable outside of it: renamed by
 * the minifier it would be found nowhere. As a property of globalThis it keeps its name.
 */
function tfjsThreads(): Plugin {
  return {
    name: 'axial-tfjs-threads',
    apply: 'build',
    transform: {
      filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
      handler: (code) =>
        code
          .replace('var _scriptDir', 'globalThis._scriptDir')
          .replaceAll(/(?<!\.)\b_scriptDir/g, 'globalThis._scriptDir'),
    },
  };
}

const OPTIMIZED = Object.keys(packageJson.dependencies);

export default defineConfig({
  base: './',
  plugins: [react(), headers(), policyInPage()],
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  worker: { format: 'es', plugins: () => [tfjsThreads()] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
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
        },
      },
      {
        extends: true,
        server: { fs: { allow: ['.', '../shared'] } },
        // Found while a test runs, a dependency would reload the page under it.
        optimizeDeps: { include: OPTIMIZED },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(process.env.AXIAL_CHROMIUM ? { executablePath: process.env.AXIAL_CHROMIUM } : {}),
                args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
