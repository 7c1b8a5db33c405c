import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import { joinBytes } from './joinBytes.ts';

/** An entry as it stands in a zip, be it true or not. */
export type WrittenEntry = {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  /** 0: as it is, 8: deflated; any other number is only written down. */
  readonly method?: number;
  /** General purpose bits: 1 encrypted, 0x800 the name is in UTF-8. */
  readonly flags?: number;
  /** What the zip says of its size, where that is not the truth. */
  readonly saidSize?: number;
};

const LOCAL = 0x04034b50;
const LISTED = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_PLACE = 0x07064b50;

/** A zip byte by byte (APPNOTE 6.3.10), for what no library writes. With `zip64` every size and place is in 64 bits. */
export function zipFile(entries: readonly WrittenEntry[], zip64 = false): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const { name, content, method = 8, flags = 0 } = entry;
    const nameBytes = typeof name === 'string' ? new TextEncoder().encode(name) : name;
    const packed = method === 8 ? deflateSync(content) : content;
    const size = entry.saidSize ?? content.length;
    const common = [u16(45), u16(flags), u16(method), u32(0), u32(crc32(content))];
    const sizes = zip64 ? [u32(0xffffffff), u32(0xffffffff)] : [u32(packed.length), u32(size)];
    const local = joinBytes([u32(LOCAL), ...common, ...sizes, u16(nameBytes.length), u16(0), nameBytes, packed]);
    const extra = zip64 ? joinBytes([u16(1), u16(24), u64(size), u64(packed.length), u64(at)]) : new Uint8Array();
    const place = [u16(0), u16(0), u16(0), u32(0), u32(zip64 ? 0xffffffff : at)];
    const lengths = [u16(nameBytes.length), u16(extra.length)];
    list.push(joinBytes([u32(LISTED), u16(45), ...common, ...sizes, ...lengths, ...place, nameBytes, extra]));
    parts.push(local);
    at += local.length;
  }
  const listed = joinBytes(list);
  return joinBytes([
    ...parts,
    listed,
    ...(zip64 ? endOf64(list.length, listed.length, at) : endOf(list.length, listed.length, at)),
  ]);
}

function endOf(count: number, bytes: number, at: number): Uint8Array[] {
  return [u32(END), u16(0), u16(0), u16(count), u16(count), u32(bytes), u32(at), u16(0)];
}

function endOf64(count: number, bytes: number, at: number): Uint8Array[] {
  const record = [u32(END_64), u64(44), u16(45), u16(45), u32(0), u32(0), u64(count), u64(count), u64(bytes), u64(at)];
  const place = [u32(END_64_PLACE), u32(0), u64(at + bytes), u32(1)];
  return [...record, ...place, ...endOf(0xffff, 0xffffffff, 0xffffffff)];
}

const u16 = (value: number) => Uint8Array.of(value, value >>> 8);
const u32 = (value: number) => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
const u64 = (value: number) => joinBytes([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);
