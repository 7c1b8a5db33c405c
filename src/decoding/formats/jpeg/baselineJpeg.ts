/** What the scan of a plain baseline JPEG needs to be decoded. */
export type BaselineJpeg = {
  readonly width: number;
  readonly height: number;
  /** Luma, or luma and two chromas. */
  readonly components: readonly JpegComponent[];
  /** Where the entropy-coded bytes begin. */
  readonly scanAt: number;
};

type JpegComponent = {
  /** Blocks in a unit (MCU); 1 x 1 where the component is alone. */
  readonly across: number;
  readonly down: number;
  /** Quantisation steps in zigzag order. */
  readonly steps: Uint8Array;
  readonly dcCodes: Uint8Array;
  readonly acCodes: Uint8Array;
};

type Sampling = { readonly id: number; readonly across: number; readonly down: number; readonly stepsId: number };
type Frame = { readonly width: number; readonly height: number; readonly components: readonly Sampling[] };

const BLOCK = 64;
const CODE_LENGTHS = 16;
const MOST_DC_BITS = 11;

/**
 * Reads the tables of a JPEG (ITU-T T.81, annex B) whose pixels are beyond doubt: baseline, 8 bits, grey or YCbCr, one scan, no
 * restarts, chroma whole or halved. Null for every other one, damaged ones included: the browser decides about those.
 */
export function parseBaselineJpeg(bytes: Uint8Array): BaselineJpeg | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const tables = new Tables();
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const code = byteAt(bytes, at + 1);
    const length = (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || segment.length !== length - 2) return null;
    at += 2 + length;
    if (code === 0xda) return tables.scan(segment, at);
    if (!tables.take(code, segment)) return null;
  }
  return null;
}

class Tables {
  private readonly steps = new Map<number, Uint8Array>();
  /** DC codes by 0 and 1, AC codes by 16 and 17. */
  private readonly codes = new Map<number, Uint8Array>();
  private frame: Frame | null = null;
  private isJfif = false;
  private adobeTransform: number | null = null;

  /** False where the segment is not that of a plain JPEG. */
  take(code: number, segment: Uint8Array): boolean {
    switch (code) {
      case 0xdb:
        return this.takeSteps(segment);
      case 0xc4:
        return this.takeCodes(segment);
      case 0xc0:
        return this.takeFrame(segment);
      case 0xdd:
        return segment.length === 2 && segment[0] === 0 && segment[1] === 0;
      case 0xe0:
        this.isJfif ||= startsWith(segment, 'JFIF\0');
        return true;
      case 0xee:
        if (startsWith(segment, 'Adobe') && segment.length >= 12) this.adobeTransform = byteAt(segment, 11);
        return true;
      default:
        return code === 0xfe || (code >= 0xe1 && code <= 0xef);
    }
  }

  private takeSteps(segment: Uint8Array): boolean {
    for (let at = 0; at < segment.length; at += 1 + BLOCK) {
      const id = byteAt(segment, at);
      const steps = segment.subarray(at + 1, at + 1 + BLOCK);
      if (id > 3 || steps.length !== BLOCK) return false;
      this.steps.set(id, steps);
    }
    return true;
  }

  private takeCodes(segment: Uint8Array): boolean {
    for (let at = 0; at < segment.length; ) {
      const id = byteAt(segment, at);
      const counts = segment.subarray(at + 1, at + 1 + CODE_LENGTHS);
      const end = at + 1 + CODE_LENGTHS + counts.reduce((sum, count) => sum + count, 0);
      const values = segment.subarray(at + 1 + CODE_LENGTHS, end);
      if ((id & ~0x11) !== 0 || end > segment.length || values.length > 256) return false;
      if (id < 16 && values.some((value) => value > MOST_DC_BITS)) return false;
      this.codes.set(id, segment.subarray(at + 1, end));
      at = end;
    }
    return true;
  }

  private takeFrame(segment: Uint8Array): boolean {
    const count = byteAt(segment, 5);
    const isPlain = segment[0] === 8 && (count === 1 || count === 3) && segment.length === 6 + 3 * count;
    if (!isPlain || this.frame) return false;
    const components = Array.from({ length: count }, (_, i) => {
      const at = 6 + 3 * i;
      const [across, down] = count === 1 ? [1, 1] : [byteAt(segment, at + 1) >> 4, byteAt(segment, at + 1) & 15];
      return { id: byteAt(segment, at), across, down, stepsId: byteAt(segment, at + 2) };
    });
    const height = (byteAt(segment, 1) << 8) | byteAt(segment, 2);
    const width = (byteAt(segment, 3) << 8) | byteAt(segment, 4);
    this.frame = { width, height, components };
    return height > 0 && width > 0 && isSampledPlainly(components);
  }

  /** The scan that begins behind its header `segment`; null where not all components are in it. */
  scan(segment: Uint8Array, scanAt: number): BaselineJpeg | null {
    const { frame } = this;
    if (!frame || !this.isYcc(frame)) return null;
    const count = frame.components.length;
    // All 64 coefficients at once, at full precision.
    const tail = [count, segment.length, ...segment.subarray(1 + 2 * count)].join();
    if (byteAt(segment, 0) !== count || tail !== [count, 4 + 2 * count, 0, 63, 0].join()) return null;
    const components = frame.components.map(({ id, across, down, stepsId }, i) => {
      const ids = byteAt(segment, 2 + 2 * i);
      const steps = this.steps.get(stepsId);
      const dcCodes = this.codes.get(ids >> 4);
      const acCodes = this.codes.get(16 + (ids & 15));
      const isWhole = byteAt(segment, 1 + 2 * i) === id && ids >> 4 < 2;
      return isWhole && steps && dcCodes && acCodes ? { across, down, steps, dcCodes, acCodes } : null;
    });
    const whole = components.filter((component) => component !== null);
    return whole.length === count ? { width: frame.width, height: frame.height, components: whole, scanAt } : null;
  }

  /** As libjpeg decides it; where two marks contradict each other nobody knows. */
  private isYcc({ components }: Frame): boolean {
    if (components.length === 1) return true;
    if (this.adobeTransform !== null) return this.adobeTransform === 1;
    return this.isJfif || components.every(({ id }, i) => id === i + 1);
  }
}

/** Chroma has one block in a unit, luma one, two beside each other, or four. */
function isSampledPlainly([luma, ...chroma]: readonly Sampling[]): boolean {
  const isHalved = luma?.across === 2 && (luma.down === 1 || luma.down === 2);
  const isWhole = luma?.across === 1 && luma.down === 1;
  return (isHalved || isWhole) && chroma.every(({ across, down }) => across === 1 && down === 1);
}

function startsWith(segment: Uint8Array, text: string): boolean {
  return [...text].every((letter, i) => segment[i] === letter.charCodeAt(0));
}

/** 0 beyond the end, which no table can pass for right. */
function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
