import { joinBytes } from '../../archive/joinBytes.ts';
import type { LearnedWeight } from '../network/chains.ts';
import { lookup3 } from './lookup3.ts';

/*
 * HDF5 as far as Keras's `model.weights.h5` needs it (HDF5 File Format Specification 3.0): a superblock of version 2, object headers
 * of version 2, groups that list their members in link messages, and contiguous float32 data sets. Addresses count from
 * the first byte of the file.
 */

/** Names of groups and data sets. */
export type Hdf5Tree = { readonly [name: string]: Hdf5Tree | LearnedWeight };

const HDF5_SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const SUPERBLOCK_BYTES = 48;
const UNDEFINED = 0xffffffffffffffffn;
/** Types of header messages. */
const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  fillValue: 0x05,
  link: 0x06,
  layout: 0x08,
  groupInfo: 0x0a,
};

type Bytes = Uint8Array<ArrayBuffer>;

export function writeHdf5(tree: Hdf5Tree): Bytes {
  const blocks: Bytes[] = [];
  let end = SUPERBLOCK_BYTES;
  const put = (block: Bytes): number => {
    const address = end;
    const padded = new Uint8Array(8 * Math.ceil(block.length / 8));
    padded.set(block);
    blocks.push(padded);
    end += padded.length;
    return address;
  };
  const write = (node: Hdf5Tree | LearnedWeight): number => {
    if (isData(node)) return put(dataHeader(node, put(littleEndian(node.values))));
    return put(groupHeader(Object.entries(node).map(([name, child]) => [name, write(child)] as const)));
  };
  const root = write(tree);
  return joinBytes([superblock(end, root), ...blocks]);
}

function isData(node: Hdf5Tree | LearnedWeight): node is LearnedWeight {
  return node.values instanceof Float32Array;
}

function superblock(end: number, root: number): Bytes {
  const head = joinBytes([
    Uint8Array.from([...HDF5_SIGNATURE, 2, 8, 8, 0]), // version, bytes of an address, of a length, flags
    ...[0n, UNDEFINED, BigInt(end), BigInt(root)].map(eightBytes), // base, extension, end of file, root group
  ]);
  return joinBytes([head, fourBytes(lookup3(head))]);
}

/** An object header of version 2 with its messages in one piece. */
function objectHeader(messages: readonly (readonly [type: number, body: Bytes])[]): Bytes {
  const body = joinBytes(
    messages.map(([type, data]) => joinBytes([Uint8Array.of(type, data.length & 0xff, data.length >> 8, 0), data])),
  );
  const SIZE_IN_FOUR_BYTES = 2;
  const head = joinBytes([
    new TextEncoder().encode('OHDR'),
    Uint8Array.of(2, SIZE_IN_FOUR_BYTES),
    fourBytes(body.length),
    body,
  ]);
  return joinBytes([head, fourBytes(lookup3(head))]);
}

function groupHeader(links: readonly (readonly [name: string, address: number])[]): Bytes {
  return objectHeader([
    [MESSAGE.linkInfo, joinBytes([Uint8Array.of(0, 0), eightBytes(UNDEFINED), eightBytes(UNDEFINED)])],
    [MESSAGE.groupInfo, Uint8Array.of(0, 0)],
    ...links.map(([name, address]) => {
      const letters = new TextEncoder().encode(name);
      const body = joinBytes([Uint8Array.of(1, 0, letters.length), letters, eightBytes(BigInt(address))]);
      return [MESSAGE.link, body] as const;
    }),
  ]);
}

function dataHeader({ shape, values }: LearnedWeight, address: number): Bytes {
  return objectHeader([
    [
      MESSAGE.dataspace,
      joinBytes([Uint8Array.of(2, shape.length, 0, 1), ...shape.map((side) => eightBytes(BigInt(side)))]),
    ],
    [MESSAGE.datatype, FLOAT32],
    [MESSAGE.fillValue, Uint8Array.of(3, 0x0a)], // none, its space given late
    [
      MESSAGE.layout,
      joinBytes([Uint8Array.of(3, 1), eightBytes(BigInt(address)), eightBytes(BigInt(values.byteLength))]), // contiguous
    ],
  ]);
}

/** IEEE 754 single precision, little-endian: where its sign (bit 31), exponent and mantissa are. */
const FLOAT32 = Uint8Array.of(0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0);

function littleEndian(values: Float32Array): Bytes {
  const data = new DataView(new ArrayBuffer(values.byteLength));
  values.forEach((value, index) => {
    data.setFloat32(4 * index, value, true);
  });
  return new Uint8Array(data.buffer);
}

function fourBytes(value: number): Bytes {
  const data = new DataView(new ArrayBuffer(4));
  data.setUint32(0, value, true);
  return new Uint8Array(data.buffer);
}

function eightBytes(value: bigint): Bytes {
  const data = new DataView(new ArrayBuffer(8));
  data.setBigUint64(0, value, true);
  return new Uint8Array(data.buffer);
}
