import { joinBytes } from '../../archive/joinBytes.ts';

/**
 * Chromium refuses a value of more than 127 MiB (seen in version 156: the transaction aborts with an UnknownError), and
 * the weights of a network can be larger: buffers are kept in pieces.
 */
const PIECE_BYTES = 32 * 2 ** 20;

/** Stands in a record for a buffer that lies in pieces `first` to `first + count - 1`. */
type Pieced = { readonly inPieces: { readonly first: number; readonly count: number; readonly bytes: number } };

/** Owner of the interrupted run's pieces; a model owns its own by its id. */
export const RUN_CHUNKS = 'run';

/** All pieces of an owner. */
export function chunksOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}

/**
 * Puts `value` (plain data) with a mark in place of every large buffer, and hands the buffers' pieces over one by one,
 * numbered from 0. A buffer that stands in two places is kept once.
 */
export function splitIntoChunks(value: unknown, onPiece: (index: number, piece: ArrayBuffer) => void): unknown {
  const marks = new Map<ArrayBuffer, Pieced>();
  let next = 0;
  const mark = (buffer: ArrayBuffer): Pieced => {
    const first = next;
    for (let at = 0; at < buffer.byteLength; at += PIECE_BYTES) onPiece(next++, buffer.slice(at, at + PIECE_BYTES));
    return { inPieces: { first, count: next - first, bytes: buffer.byteLength } };
  };
  return mapBuffers(value, (buffer) => {
    if (buffer.byteLength <= PIECE_BYTES) return buffer;
    const known = marks.get(buffer) ?? mark(buffer);
    marks.set(buffer, known);
    return known;
  });
}

/** The value as it was. Where pieces are missing the buffer is too short, which whoever parses the record refuses. */
export function joinChunks(value: unknown, pieces: readonly unknown[]): unknown {
  const buffers = new Map<number, ArrayBuffer>();
  const join = ({ inPieces: { first, count } }: Pieced): ArrayBuffer => {
    const parts = pieces.slice(first, first + count).filter((piece) => piece instanceof ArrayBuffer);
    return joinBytes(parts).buffer;
  };
  const restore = (each: unknown): unknown => {
    if (!isPieced(each)) return isPlain(each) ? mapValues(each, restore) : each;
    const known = buffers.get(each.inPieces.first) ?? join(each);
    buffers.set(each.inPieces.first, known);
    return known;
  };
  return restore(value);
}

/** Of all buffers in plain data, views of them included; each counts once. */
export function bufferBytes(value: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  const look = (each: unknown): void => {
    if (each instanceof ArrayBuffer) buffers.add(each);
    else if (ArrayBuffer.isView(each)) buffers.add(each.buffer);
    else if (isPlain(each)) Object.values(each).forEach(look);
  };
  look(value);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function mapBuffers(value: unknown, change: (buffer: ArrayBuffer) => unknown): unknown {
  if (value instanceof ArrayBuffer) return change(value);
  return isPlain(value) ? mapValues(value, (each) => mapBuffers(each, change)) : value;
}

function mapValues(value: object, change: (each: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

function isPlain(value: unknown): value is object {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}

function isPieced(value: unknown): value is Pieced {
  return isPlain(value) && 'inPieces' in value;
}
