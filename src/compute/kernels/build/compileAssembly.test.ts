import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileAssembly } from './compileAssembly.build.ts';
import { kernelAssembly } from './kernelAssembly.build.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axial-assembly-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(value: number): void {
  writeFileSync(
    join(folder, 'index.ts'),
    `import { value } from './value';\nexport function answer(): i32 { return value; }\n`,
  );
  writeFileSync(join(folder, 'value.ts'), `export const value: i32 = ${value};\n`);
}

async function answer(): Promise<number> {
  const binary = await compileAssembly(folder, []);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiate(new Uint8Array(binary), { env: { memory } });
  return (instance.exports.answer as () => number)();
}

test('a changed source is compiled anew, also where the entry stays the same', async () => {
  write(3);
  expect(await answer()).toBe(3);
  write(4);
  expect(await answer()).toBe(4);
  write(3);
  expect(await answer()).toBe(3);
});

test('a source that does not compile is an error with the place', async () => {
  writeFileSync(join(folder, 'index.ts'), 'export function answer(): i32 { return nothing; }\n');
  await expect(answer()).rejects.toThrow(/index\.ts/);
});

test('a kernel that has parameters, but no function, does not compile', async () => {
  writeFileSync(join(folder, 'index.ts'), "export { perform } from './perform';\n");
  writeFileSync(join(folder, 'kernels.ts'), 'export function maxPool(): void {}\n');
  await expect(compileAssembly(folder, [], kernelAssembly)).rejects.toThrow(/addParts/);
});
