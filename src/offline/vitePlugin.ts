import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import { parseHeaderRules } from './headerRules.ts';
import type { Site } from './site.ts';

const WORKER = fileURLToPath(new URL('./service.worker.ts', import.meta.url));
const FILE_NAME = 'service-worker.js';
const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
/** What nobody misses offline, and the page, which is kept by itself. */
const NOT_KEPT = /^(index\.html|licences\.txt|sbom\.cdx\.json|screenshot\.png|_headers|service-worker\.js|.*\.map)$/;

/** Builds `service-worker.js` beside the page and tells it what the build consists of. */
export function serviceWorker(): Plugin {
  return {
    name: 'axial-service-worker',
    apply: 'build',
    enforce: 'post', // once the page is among the files
    buildStart() {
      this.emitFile({ type: 'chunk', id: WORKER, fileName: FILE_NAME });
    },
    generateBundle(_, bundle) {
      const worker = bundle[FILE_NAME];
      if (worker?.type !== 'chunk') throw new Error(`There is no ${FILE_NAME} in the build.`);
      // Such a file is a plain script too, which every browser takes for a service worker.
      if (worker.imports.length > 0) throw new Error(`${FILE_NAME} shares code with the page: it must be on its own.`);
      worker.code = worker.code.replaceAll('__AXIAL_SITE__', () => JSON.stringify(siteOf(bundle)));
    },
  };
}

function siteOf(bundle: Rolldown.OutputBundle): Site {
  const own = readdirSync(PUBLIC).map((name) => [name, readFileSync(`${PUBLIC}/${name}`)] as const);
  const built = Object.values(bundle).map((file) => [file.fileName, contentOf(file)] as const);
  const all = [...own, ...built].filter(([name]) => name === 'index.html' || !NOT_KEPT.test(name));
  const hash = createHash('sha256');
  for (const [name, content] of all.sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(content);
  return {
    version: hash.digest('hex').slice(0, 12),
    files: all.map(([name]) => name).filter((name) => !NOT_KEPT.test(name)),
    headers: parseHeaderRules(readFileSync(`${PUBLIC}/_headers`, 'utf8')),
  };
}

function contentOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
