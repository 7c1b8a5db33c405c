import { sha256Of } from '../../dataset/hashes.ts';

/*
 * The parts of a workspace file: a mark, then frames one after another. A frame is the length of its head and of its buffers (two
 * little-endian uint32), its head as JSON, and its buffers. A record of the database is such a frame: in its JSON every buffer is a number.
 */

export const FILE_MARK = 'AxialWorkspace1\n';
const LENGTHS_BYTES = 8;
/** Beyond any record of ours: the largest buffers are kept in pieces of 32 MB, and scans in packs. */
const MOST_HEAD_BYTES = 64 * 2 ** 20;

const VIEWS = {
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  Int16Array,
  Int32Array,
  Float32Array,
  Float64Array,
};
type ViewName = keyof typeof VIEWS;
type View = InstanceType<(typeof VIEWS)[ViewName]>;

/** What stands in the JSON for what JSON has not. */
type Mark = {
  readonly $: ViewName | 'ArrayBuffer' | 'number' | 'object';
  readonly at?: number;
  readonly bytes?: number;
  readonly v?: unknown;
};

export const NO_WORKSPACE = 'This is no workspace file of Axial.';
export const DAMAGED = 'This workspace file is damaged or cut short: take another copy.';

/** Plain data with buffers in it -> a frame. @throws Error for what no record holds, such as a Date */
export function frameOf(value: unknown): Blob {
  const buffers: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  const put = ($: ViewName | 'ArrayBuffer', bytes: Uint8Array): Mark => {
    buffers.push(new Uint8Array(bytes));
    at += bytes.byteLength;
    return { $, at: at - bytes.byteLength, bytes: bytes.byteLength };
  };
  const plain = (each: unknown): unknown => {
    if (typeof each === 'number' && !Number.isFinite(each)) return { $: 'number', v: String(each) } satisfies Mark;
    if (typeof each !== 'object' || each === null) return each;
    if (each instanceof ArrayBuffer) return put('ArrayBuffer', new Uint8Array(each));
    if (isView(each))
      return put(each.constructor.name as ViewName, new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
    if (Array.isArray(each)) return each.map(plain);
    if (Object.getPrototypeOf(each) !== Object.prototype)
      throw new Error(`A ${each.constructor.name} cannot be moved.`);
    const fields = Object.fromEntries(Object.entries(each).map(([key, field]) => [key, plain(field)]));
    return '$' in fields ? ({ $: 'object', v: fields } satisfies Mark) : fields;
  };
  const head = new TextEncoder().encode(JSON.stringify(plain(value)));
  return new Blob([Uint32Array.of(head.length, at), head, ...buffers]);
}

function isView(value: object): value is View {
  return ArrayBuffer.isView(value) && value.constructor.name in VIEWS;
}

/** Covers a frame and, by their checksum, all before it: 64 hex digits. It tells a changed file from a whole one, not who made it. */
export async function checksumAfter(before: string, frame: ArrayBuffer): Promise<string> {
  return sha256Of(before + (await sha256Of(frame)));
}

/** The values of a file's frames with the checksum up to each, read when it is asked for. @throws Error of one sentence where the file is no workspace, or damaged */
export async function* framesOf(
  file: Blob,
): AsyncGenerator<{ readonly value: unknown; readonly checksum: string }, void> {
  const start = await file.slice(0, FILE_MARK.length).text();
  if (start !== FILE_MARK) throw new Error(NO_WORKSPACE);
  let checksum = '';
  for (let at = FILE_MARK.length; at < file.size; ) {
    const lengths = new Uint8Array(await file.slice(at, at + LENGTHS_BYTES).arrayBuffer());
    if (lengths.length < LENGTHS_BYTES) throw new Error(DAMAGED);
    const [head = 0, buffers = 0] = new Uint32Array(lengths.buffer);
    const end = at + LENGTHS_BYTES + head + buffers;
    if (head > MOST_HEAD_BYTES || end > file.size) throw new Error(DAMAGED);
    const frame = await file.slice(at, end).arrayBuffer();
    checksum = await checksumAfter(checksum, frame);
    yield { value: readValue(new Uint8Array(frame, LENGTHS_BYTES, head), frame.slice(LENGTHS_BYTES + head)), checksum };
    at = end;
  }
}

function readValue(head: Uint8Array, buffers: ArrayBuffer): unknown {
  try {
    return restored(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(head)), buffers);
  } catch (cause) {
    throw new Error(DAMAGED, { cause });
  }
}

function restored(value: unknown, buffers: ArrayBuffer): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => restored(each, buffers));
  const fields = '$' in value ? marked(value as Mark, buffers) : value;
  if (fields !== value && (typeof fields !== 'object' || ArrayBuffer.isView(fields) || fields instanceof ArrayBuffer))
    return fields;
  return Object.fromEntries(Object.entries(fields as object).map(([key, each]) => [key, restored(each, buffers)]));
}

function marked({ $, at = 0, bytes = 0, v }: Mark, buffers: ArrayBuffer): unknown {
  if ($ === 'number') return Number(v);
  if ($ === 'object') return v ?? {};
  if (at < 0 || bytes < 0 || at + bytes > buffers.byteLength) throw new RangeError('A buffer lies outside its frame.');
  const own = buffers.slice(at, at + bytes);
  return $ === 'ArrayBuffer' ? own : new VIEWS[$](own);
}
