// Two loops in WebAssembly that do nothing but multiply-adds in registers, or pass over memory: what the machine can do.
import { main as compile } from 'assemblyscript/asc';

/** Enough that every multiply-add finds its operands ready, few enough for the registers of a processor. */
const ACCUMULATORS = 12;
const LANES = 4;
const names = Array.from({ length: ACCUMULATORS }, (_, i) => `a${i}`);

/** Floating-point operations of one round of `multiplyAdd`. */
export const FLOPS_PER_ROUND = 2 * LANES * ACCUMULATORS;

const multiplyAdd = {
  relaxed: (a) => `${a} = f32x4.relaxed_madd(x, y, ${a});`,
  plain: (a) => `${a} = f32x4.add(f32x4.mul(x, y), ${a});`,
};

const source = (simd) => `
export function multiplyAdd(rounds: i32, left: f32, right: f32): f32 {
  const x = f32x4.splat(left);
  const y = f32x4.splat(right);
  ${names.map((a, i) => `let ${a} = f32x4.splat(<f32>${i});`).join('\n  ')}
  for (let i = 0; i < rounds; i++) {
    ${names.map(multiplyAdd[simd]).join('\n    ')}
  }
  return f32x4.extract_lane(${names.reduce((sum, a) => `f32x4.add(${sum}, ${a})`)}, 0);
}

/** Address of the first byte after ours, with \`bytes\` bytes behind it. */
export function prepare(bytes: i32): i32 {
  const from = memory.grow(bytes / 65536 + 1) * 65536;
  memory.fill(from, 1, bytes);
  return from;
}

export function copy(from: i32, bytes: i32): void {
  memory.copy(from + bytes / 2, from, bytes / 2);
}

/** a = b + scale * c, three arrays of a third each (McCalpin's STREAM). */
export function triad(from: i32, bytes: i32, scale: f32): void {
  const third = (bytes / 3) & ~63;
  const s = f32x4.splat(scale);
  for (let a = from, end = from + third; a < end; a += 32) {
    v128.store(a, f32x4.add(v128.load(a + third), f32x4.mul(s, v128.load(a + 2 * third))));
    v128.store(a + 16, f32x4.add(v128.load(a + third + 16), f32x4.mul(s, v128.load(a + 2 * third + 16))));
  }
}
`;

/** The module in base64. `simd`: 'relaxed' where the browser knows it, else 'plain'. */
export async function rooflineModule(simd) {
  /** @type {Uint8Array | null} */
  let binary = null;
  const { error, stderr } = await compile(
    ['roofline.ts', '--outFile', 'roofline.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'].concat(
      simd === 'relaxed' ? ['--enable', 'relaxed-simd'] : [],
    ),
    {
      readFile: (name) => (name === 'roofline.ts' ? source(simd) : null),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => null,
    },
  );
  if (error || !binary) throw new Error(`The roofline's loops do not compile.\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}
