import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as compile } from 'assemblyscript/asc';
import compiler from 'assemblyscript/package.json' with { type: 'json' };

/** Goes with the installed packages: `npm ci` empties it. */
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/axial-assembly', import.meta.url));

const FLAGS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
  ...['--enable', 'simd', '--enable', 'threads', '--use', 'abort='],
  ...['--disableWarning', '112'], // v128 never leaves the module: such functions are inlined
];

/** Files that are not on disk: name -> text. */
type Generated = Readonly<Record<string, string>>;

/**
 * Returns the WebAssembly binary of the AssemblyScript in `folder`, whose entry is `index.ts`, with `generated` beside it.
 * Compiles once for each content: build, dev server and tests share a cache on disk. Throws with the compiler's own words
 * where the source is wrong.
 */
export async function compileAssembly(
  folder: string,
  extraFlags: readonly string[],
  generated: Generated = {},
): Promise<Uint8Array> {
  const flags = [...FLAGS, ...extraFlags];
  const file = join(CACHE, `${hashOf(folder, flags, generated)}.wasm`);
  const cached = readOrNull(file);
  if (cached) return cached;
  const binary = await compileNow(folder, flags, generated);
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, binary);
  renameSync(unfinished, file); // another process never reads half a file
  return binary;
}

/** SHA-256 of everything that the binary depends on. */
function hashOf(folder: string, flags: readonly string[], generated: Generated): string {
  const hash = createHash('sha256').update(JSON.stringify([compiler.version, flags, generated]));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.ts')) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

async function compileNow(folder: string, flags: readonly string[], generated: Generated): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const { error, stderr } = await compile(['index.ts', '--baseDir', folder, '--outFile', 'kernels.wasm', ...flags], {
    readFile: (name, base) => generated[name] ?? readOrNull(join(base, name))?.toString('utf8') ?? null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => null,
  });
  if (error || !binary) throw new Error(`${folder} does not compile.\n${stderr.toString()}`);
  return binary;
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
