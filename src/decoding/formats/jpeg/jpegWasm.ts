import binary from 'virtual:wasm/decoding';
import type { DecodedImage } from '../../image/decodedImage.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { clearVectorState } from '../../wasm/vectorState.ts';
import { type BaselineJpeg, parseBaselineJpeg } from './baselineJpeg.ts';

/** What `assembly/` offers; numbers are addresses, lengths in bytes, and counts. */
type Exports = {
  unstuff(from: number, end: number, top: number): number;
  prepareTable(table: number, counts: number): number;
  decodePlanes(...numbers: number[]): number;
  toColour(...numbers: number[]): void;
};

/** [height, width] bytes of one component, with whole units at the right and below. */
type Plane = { readonly at: number; readonly stride: number };
type Layout = {
  readonly unitsAcross: number;
  readonly unitsDown: number;
  /** The entropy-coded bytes end here, in reverse. */
  readonly top: number;
  readonly planes: readonly Plane[];
  /** Where the finished image goes, and what toColour needs behind it. */
  readonly image: number;
  readonly end: number;
};

const PAGE_BYTES = 65_536;
/** Larger ones are the browser's: the memory of a machine never shrinks. */
const MOST_PIXELS = 8_000_000;
const MOST_BYTES = 16_000_000;

/** Fixed places; below lie the module's constants. */
const COMPONENTS = 4096;
const COMPONENT_BYTES = 32;
const BLOCK = 4352;
const STEPS = 4608;
const STEPS_BYTES = 128;
const COUNTS = 5120;
const TABLES = 8192;
const TABLE_BYTES = 4608;
const INPUT = 40_960;
/** Zeros that a damaged scan may run into. */
const RUN_OUT = 4096;

const DONE = 0;
const COLOURED = 1;

/** Undefined before the first use, null where WebAssembly with SIMD is missing or forbidden. */
let wasm: JpegWasm | null | undefined;

export function hasJpegWasm(): boolean {
  if (wasm === undefined) wasm = startWasm();
  return wasm !== null;
}

/**
 * The pixels of a plain baseline JPEG as stored, EXIF ignored; null for every file that is not beyond doubt (see
 * `parseBaselineJpeg`), or whose scan has the least flaw.
 */
export function decodePlainJpeg(bytes: Uint8Array): DecodedImage | null {
  if (!hasJpegWasm()) return null;
  return wasm?.decode(bytes) ?? null;
}

function startWasm(): JpegWasm | null {
  try {
    return new JpegWasm();
  } catch {
    return null;
  }
}

/** A decoder in WebAssembly, in libjpeg's own arithmetic: the same pixels as Chromium's and Pillow's. */
class JpegWasm {
  private readonly memory = new WebAssembly.Memory({ initial: 16 });
  private readonly exports: Exports;

  /** Throws where WebAssembly, or its SIMD, is missing or forbidden. */
  constructor() {
    const module = new WebAssembly.Module(binary);
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
  }

  decode(bytes: Uint8Array): DecodedImage | null {
    const jpeg = bytes.length > MOST_BYTES ? null : parseBaselineJpeg(bytes);
    if (!jpeg || jpeg.width * jpeg.height > MOST_PIXELS) return null;
    const scan = bytes.subarray(jpeg.scanAt);
    const layout = layoutOf(jpeg, scan.length);
    const memory = this.reserve(layout.end);
    memory.set(scan, INPUT);
    clearVectorState();
    const length = this.exports.unstuff(INPUT, INPUT + scan.length, layout.top);
    if (length < 0 || !this.placeTables(memory, jpeg)) return null;
    memory.fill(0, layout.top - length - RUN_OUT, layout.top - length);
    placeComponents(memory, jpeg, layout);
    const result = this.scan(jpeg, layout, length, false);
    if (result === DONE) return greyImage(memory, jpeg, layout);
    if (result !== COLOURED || this.scan(jpeg, layout, length, true) !== DONE) return null;
    return this.colourImage(memory, jpeg, layout);
  }

  private reserve(bytes: number): Uint8Array<ArrayBuffer> {
    const missing = bytes - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return new Uint8Array(this.memory.buffer);
  }

  private placeTables(memory: Uint8Array, jpeg: BaselineJpeg): boolean {
    const codes = jpeg.components.flatMap(({ dcCodes, acCodes }) => [dcCodes, acCodes]);
    return codes.every((code, i) => {
      const known = codes.indexOf(code);
      if (known < i) return true;
      memory.set(code, COUNTS);
      return this.exports.prepareTable(TABLES + i * TABLE_BYTES, COUNTS) === 1;
    });
  }

  private scan(jpeg: BaselineJpeg, { unitsAcross, unitsDown, top }: Layout, length: number, colour: boolean): number {
    const words = new Uint32Array(this.memory.buffer);
    const count = jpeg.components.length;
    for (let i = 0; i < count; i++) words[(COMPONENTS + i * COMPONENT_BYTES) / 4 + 7] = 0; // predicted
    return this.exports.decodePlanes(COMPONENTS, count, unitsAcross, unitsDown, top, length, BLOCK, colour ? 1 : 0);
  }

  private colourImage(memory: Uint8Array, jpeg: BaselineJpeg, { planes, image, end }: Layout): DecodedImage | null {
    const [luma, blue, red] = planes;
    const sampling = jpeg.components[0];
    if (!luma || !blue || !red || !sampling) return null;
    const { width, height } = jpeg;
    const lines = end - linesBytes(width);
    this.exports.toColour(
      ...[luma.at, luma.stride, blue.at, red.at, blue.stride],
      ...[width, height, sampling.across, sampling.down, lines, image],
    );
    return imageOfRgb(width, height, memory.slice(image, image + 3 * width * height));
  }
}

function layoutOf(jpeg: BaselineJpeg, scanBytes: number): Layout {
  const { width, height, components } = jpeg;
  const [luma] = components;
  const unitsAcross = Math.ceil(width / (8 * (luma?.across ?? 1)));
  const unitsDown = Math.ceil(height / (8 * (luma?.down ?? 1)));
  const top = aligned(INPUT + scanBytes + RUN_OUT + scanBytes);
  let at = top;
  const planes = components.map(({ across, down }) => {
    const plane = { at, stride: unitsAcross * across * 8 };
    at = aligned(at + plane.stride * unitsDown * down * 8);
    return plane;
  });
  const channels = components.length;
  return {
    unitsAcross,
    unitsDown,
    top,
    planes,
    image: at,
    end: at + aligned(channels * width * height) + linesBytes(width),
  };
}

function linesBytes(width: number): number {
  return aligned(4 * width + 64);
}

function aligned(at: number): number {
  return Math.ceil(at / 64) * 64;
}

function placeComponents(memory: Uint8Array, { components }: BaselineJpeg, { planes }: Layout): void {
  const codes = components.flatMap(({ dcCodes, acCodes }) => [dcCodes, acCodes]);
  const words = new Uint32Array(memory.buffer);
  const tableOf = (code: Uint8Array) => TABLES + codes.indexOf(code) * TABLE_BYTES;
  components.forEach(({ across, down, steps, dcCodes, acCodes }, i) => {
    const stepsAt = STEPS + i * STEPS_BYTES;
    new Uint16Array(memory.buffer, stepsAt, steps.length).set(steps);
    const { at = 0, stride = 0 } = planes[i] ?? {};
    const record = [across, down, tableOf(dcCodes), tableOf(acCodes), stepsAt, at, stride];
    words.set(record, (COMPONENTS + i * COMPONENT_BYTES) / 4);
  });
}

function greyImage(memory: Uint8Array, { width, height }: BaselineJpeg, { planes }: Layout): DecodedImage {
  const { at = 0, stride = 0 } = planes[0] ?? {};
  // Rows move together where they lie: an array for each would take ten times as long.
  for (let y = 1; y < height && stride > width; y++) {
    const from = at + y * stride;
    memory.copyWithin(at + y * width, from, from + width);
  }
  return { width, height, channels: 1, pixels: memory.slice(at, at + width * height) };
}
