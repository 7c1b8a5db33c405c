// The page's own rooms in Node.
import { createServer } from 'vite';
import { ROOT } from '../../bench/site.mjs';

export async function openRooms() {
  const server = await createServer({
    root: ROOT,
    server: { middlewareMode: true, hmr: false, ws: false },
    appType: 'custom',
    logLevel: 'error',
  });
  return { load: (path) => server.ssrLoadModule(`/src/${path}`), close: () => server.close() };
}
