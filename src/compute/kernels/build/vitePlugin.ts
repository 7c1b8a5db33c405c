import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { compileAssembly } from './compileAssembly.build.ts';
import { kernelAssembly } from './kernelAssembly.build.ts';

const rooms = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What is compiled, by the module that imports it. */
const folders: Readonly<Record<string, string>> = {
  'virtual:training-kernels/relaxed-shared': 'compute/kernels',
  'virtual:training-kernels/relaxed-own': 'compute/kernels',
  'virtual:training-kernels/plain-shared': 'compute/kernels',
  'virtual:training-kernels/plain-own': 'compute/kernels',
  'virtual:wasm/decoding': 'decoding/formats/jpeg',
  'virtual:wasm/preprocessing': 'preprocessing',
  'virtual:wasm/decoding/words': 'decoding/wasm',
};

/** Every build of the kernels: with or without relaxed SIMD, on memory that is or is not shared between threads. */
const flags: Readonly<Record<string, readonly string[]>> = {
  relaxed: ['--enable', 'relaxed-simd'],
  shared: ['--sharedMemory', '--maximumMemory', '65536'],
};

/**
 * Compiles the `assembly/` of a room with AssemblyScript when `virtual:training-kernels/<relaxed|plain>-<shared|own>` or
 * `virtual:wasm/<room>` or a part of it is imported; the module's default export is the WebAssembly binary. Belongs into `plugins` and into
 * `worker.plugins`.
 *
 * The binary is in the module, in base64, rather than in a file of its own: decoders and resizing start without waiting, and
 * dev server, tests and the offline cache need no second kind of file. That costs 3.8 kB of transfer for the kernels (26 kB;
 * 0.3 to 0.9 kB for the others) and some milliseconds at their start: 11 to 21 ms with the import, against 6 to 19 by
 * `compileStreaming` (here, busy).
 */
export function trainingKernels(): Plugin {
  return {
    name: 'training-kernels',
    resolveId: (id) => (id in folders ? `\0${id}` : null),
    async load(id) {
      const folder = folders[id.slice(1)];
      if (!id.startsWith('\0') || !folder) return null;
      const words = id.slice(id.indexOf('/') + 1).split('-');
      const extra = words.flatMap((word) => flags[word] ?? []);
      const generated = folder === 'compute/kernels' ? kernelAssembly : {};
      const binary = await compileAssembly(join(rooms, folder, 'assembly'), extra, generated);
      const base64 = JSON.stringify(Buffer.from(binary).toString('base64'));
      return `export default Uint8Array.from(atob(${base64}), (letter) => letter.charCodeAt(0));`;
    },
    transform: (code, id) => (tfjsThreads.test(id) ? withoutScriptDirectory(code) : null),
    handleHotUpdate({ file, server }) {
      if (file.includes('/assembly/')) server.restart();
    },
  };
}

/**
 * tfjs starts its own threads from the text of this function, which must not speak of anything outside of it. It asks
 * `typeof _scriptDir` for that reason, but a minifier renames the variable and knows that it is declared.
 */
const tfjsThreads = /tfjs-backend-wasm-threaded-simd\.js(\?|$)/;

function withoutScriptDirectory(code: string): string {
  const inside = code
    .replaceAll('typeof _scriptDir !== "undefined" && _scriptDir', 'false')
    .replaceAll('Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]');
  if (inside === code) throw new Error("tfjs's threaded WASM module has changed: see whether its threads still start.");
  return inside;
}
