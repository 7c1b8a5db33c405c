// The page's own modules in Node.
import { createServer } from 'vite';

/** `load('/src/...')` gives a module as the page has it. Whoever opens them closes them. */
export async function openSources() {
  const server = await createServer({
    root: `${import.meta.dirname}/..`,
    server: { middlewareMode: true, hmr: false, ws: false },
    appType: 'custom',
    logLevel: 'error',
  });
  return { load: (path) => server.ssrLoadModule(path), close: () => server.close() };
}
