import { joinBytes } from '../../archive/joinBytes.ts';

/*
 * Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding): a message is a list of fields, each a key
 * (number and wire type) and a value. ONNX needs three wire types: 0 varint, 2 bytes with their length, 5 four bytes.
 */

type Bytes = Uint8Array<ArrayBuffer>;

const VARINT = 0;
const LENGTH = 2;
const FOUR_BYTES = 5;

export function message(...fields: readonly Bytes[]): Bytes {
  return joinBytes(fields);
}

/** @param value a whole number below 2^53, or a negative one, which takes ten bytes */
export function wholeNumber(field: number, value: number): Bytes {
  return joinBytes([varint((field << 3) | VARINT), varint(value)]);
}

export function bytes(field: number, value: Uint8Array): Bytes {
  return joinBytes([varint((field << 3) | LENGTH), varint(value.length), value]);
}

export function text(field: number, value: string): Bytes {
  return bytes(field, new TextEncoder().encode(value));
}

export function float(field: number, value: number): Bytes {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setFloat32(0, value, true);
  return joinBytes([varint((field << 3) | FOUR_BYTES), four]);
}

function varint(value: number): Bytes {
  const out: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  do {
    const more = left > 0x7fn;
    out.push(Number(left & 0x7fn) | (more ? 0x80 : 0));
    left >>= 7n;
  } while (left > 0n);
  return Uint8Array.from(out);
}

/** A field that was read: `value` of a varint, `bytes` of one with a length. */
export type Field = { readonly number: number; readonly value: number; readonly bytes: Uint8Array };

/** The fields of a message, in their order. @throws Error(`damaged`) where it is no message of these three wire types */
export function fieldsOf(message: Uint8Array, damaged: string): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error(damaged);
  };
  while (at < message.length) {
    const key = varint();
    const wire = key % 8;
    if (![VARINT, LENGTH, FOUR_BYTES].includes(wire)) throw new Error(damaged);
    const value = wire === FOUR_BYTES ? 4 : varint();
    const bytes = wire === VARINT ? 0 : value;
    if (at + bytes > message.length) throw new Error(damaged);
    fields.push({ number: Math.floor(key / 8), value, bytes: message.subarray(at, at + bytes) });
    at += bytes;
  }
  return fields;
}
