import { createServer } from 'vite';
const [folder, count] = process.argv.slice(2);
const server = await createServer({ server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', logLevel: 'warn', optimizeDeps: { noDiscovery: true } });
const { writeModels } = await server.ssrLoadModule('/e2e/export-check/writeModels.ts');
await writeModels(folder, Number(count));
await server.close();
