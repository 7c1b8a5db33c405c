import { maximalParameters } from '../../model/inspectNetwork.ts';
import { product } from '../../model/layerDefinition/layerShape.ts';
import type { LearnedWeight } from '../network/chains.ts';

/*
 * HDF5 as far as `model.weights.h5` goes (HDF5 File Format Specification 3.0): superblocks 0 to 3, object headers 1 and 2, groups by symbol
 * table (what h5py writes) or by link messages (what `hdf5Writer.ts` writes), and float32 data sets in one piece. It is read from hostile
 * files: every address is checked, a group's tree gets lower with every step, and the steps are counted.
 */

const SIGNATURE = '\x89HDF\r\n\x1a\n';
const UNDEFINED = 0xffffffffffffffffn;
/** Types of header messages. */
const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  more: 0x10,
  symbols: 0x11,
};
const LAYOUT = { compact: 0, contiguous: 1 };
/** A network of 200 layers takes some 5000. */
const MOST_STEPS = 50_000;
const LONGEST_NAME = 200;
/** Of a float32 data type, from its 8th byte: where exponent and mantissa are (`FLOAT32` of the writer). */
const IEEE = [0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0];

const DAMAGED = "'model.weights.h5' is damaged: save or copy the file again.";
const NOT_READ = "'model.weights.h5' is laid out in a way that Axial does not read: save it again with Keras 3.";

type Message = { readonly type: number; readonly at: number; readonly bytes: number };

/** The data sets of one file, found by their paths. Every method throws an Error of one sentence where the file is damaged. */
export class Hdf5Reader {
  private readonly view: DataView;
  private readonly root: number;
  private readonly groups = new Map<number, ReadonlyMap<string, number>>();
  private steps = 0;
  private numbers = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.letters(0, SIGNATURE.length) !== SIGNATURE) throw new Error("'model.weights.h5' is no HDF5 file.");
    this.root = withinFile(() => this.rootAddress());
  }

  /** `layers/conv2d/vars/0`; null where there is none. */
  dataSet(path: string): LearnedWeight | null {
    return withinFile(() => {
      let at: number | undefined = this.root;
      for (const name of path.split('/')) if (at !== undefined) at = this.members(at).get(name);
      return at === undefined ? null : this.readData(at, path);
    });
  }

  private rootAddress(): number {
    const version = this.byte(8);
    if (version > 3) throw new Error(NOT_READ);
    const [sizes, base, root] = version > 1 ? [9, 12, 36] : version === 1 ? [13, 28, 68] : [13, 24, 64];
    if (this.byte(sizes) !== 8 || this.byte(sizes + 1) !== 8 || this.address(base) !== 0) throw new Error(NOT_READ);
    return this.address(root);
  }

  /** The addresses of what is in a group, by name. */
  private members(at: number): ReadonlyMap<string, number> {
    const known = this.groups.get(at);
    if (known) return known;
    const found = new Map<string, number>();
    for (const message of this.messages(at)) {
      if (message.type === MESSAGE.link) this.addLink(message.at, found);
      if (message.type === MESSAGE.symbols)
        this.addTree(this.address(message.at), this.names(this.address(message.at + 8)), found, null);
      if (message.type === MESSAGE.linkInfo) this.demandNoLinkHeap(message.at);
    }
    this.groups.set(at, found);
    return found;
  }

  private addLink(at: number, found: Map<string, number>): void {
    const flags = this.byte(at + 1);
    let next = at + 2;
    if (flags & 8 && this.byte(next++) !== 0) throw new Error(NOT_READ); // a link to another file
    if (flags & 4) next += 8;
    if (flags & 16) next += 1;
    const letters = this.short(next, 1 << (flags & 3));
    next += 1 << (flags & 3);
    found.set(this.letters(next, letters), this.address(next + letters));
  }

  private demandNoLinkHeap(at: number): void {
    const heap = at + 2 + (this.byte(at + 1) & 1 ? 8 : 0);
    if (this.view.getBigUint64(heap, true) !== UNDEFINED) throw new Error(NOT_READ);
  }

  /** @param above the level of the tree's node that led here; null at the root. Levels fall, so no way is a circle */
  private addTree(at: number, names: number, found: Map<string, number>, above: number | null): void {
    this.step();
    this.demandLetters(at, 'TREE');
    const level = this.byte(at + 5);
    if (above !== null && level >= above) throw new Error(DAMAGED);
    const children = this.short(at + 6, 2);
    for (let i = 0; i < children; i++) {
      const child = this.address(at + 24 + 8 + 16 * i);
      if (level > 0) this.addTree(child, names, found, level);
      else this.addSymbols(child, names, found);
    }
  }

  private addSymbols(at: number, names: number, found: Map<string, number>): void {
    this.demandLetters(at, 'SNOD');
    const count = this.short(at + 6, 2);
    for (let i = 0; i < count; i++) {
      this.step();
      const entry = at + 8 + 40 * i;
      found.set(this.nameAt(names + this.address(entry)), this.address(entry + 8));
    }
  }

  /** Where the names of a group are. */
  private names(heap: number): number {
    this.demandLetters(heap, 'HEAP');
    return this.address(heap + 24);
  }

  private nameAt(at: number): string {
    const end = this.bytes.subarray(at, at + LONGEST_NAME).indexOf(0);
    if (end < 0) throw new Error(DAMAGED);
    return this.letters(at, end);
  }

  private readData(at: number, path: string): LearnedWeight {
    const messages = this.messages(at);
    const of = (type: number) => messages.find((message) => message.type === type);
    const [space, type, layout] = [of(MESSAGE.dataspace), of(MESSAGE.datatype), of(MESSAGE.layout)];
    if (!space || !type || !layout) throw new Error(DAMAGED);
    this.demandFloat32(type.at, path);
    const shape = this.shapeAt(space.at);
    const size = 4 * product(shape);
    this.numbers += size / 4;
    if (this.numbers > maximalParameters)
      throw new Error(
        `'${path}' in 'model.weights.h5' is said to take ${Math.round(size / 1e6)} MB, and with it the network is larger than Axial opens.`,
      );
    const from = this.dataAt(layout.at, size, path);
    if (from + size > this.bytes.length)
      throw new Error(
        `'${path}' in 'model.weights.h5' is said to be larger than the file: it is damaged, or no model.`,
      );
    return { shape, values: new Float32Array(this.bytes.slice(from, from + size).buffer) };
  }

  private demandFloat32(at: number, path: string): void {
    const isFloat =
      (this.byte(at) & 15) === 1 && (this.byte(at + 1) & 1) === 0 && this.view.getUint32(at + 4, true) === 4;
    if (!isFloat || IEEE.some((byte, index) => this.byte(at + 8 + index) !== byte))
      throw new Error(`'${path}' in 'model.weights.h5' does not hold float32 numbers: save the model in float32.`);
  }

  private shapeAt(at: number): number[] {
    const rank = this.byte(at + 1);
    if (rank > 4) throw new Error(DAMAGED);
    const first = at + (this.byte(at) === 1 ? 8 : 4);
    return Array.from({ length: rank }, (_, axis) => Number(this.view.getBigUint64(first + 8 * axis, true)));
  }

  /** Where the numbers begin. @throws Error where there are not `size` bytes of them */
  private dataAt(at: number, size: number, path: string): number {
    const version = this.byte(at);
    const kind = this.byte(at + 1);
    if (version < 3 || kind > LAYOUT.contiguous)
      throw new Error(`'${path}' in 'model.weights.h5' is compressed or in pieces: save it again with Keras 3.`);
    const compact = kind === LAYOUT.compact;
    const stored = compact ? this.short(at + 2, 2) : Number(this.view.getBigUint64(at + 10, true));
    if (stored !== size) throw new Error(DAMAGED);
    return compact ? at + 4 : this.address(at + 2);
  }

  /** The messages of an object's header, those of its continuations among them. */
  private messages(at: number): Message[] {
    const second = this.letters(at, 4) === 'OHDR';
    const found: Message[] = [];
    const blocks: [at: number, end: number][] = [second ? this.secondHeader(at) : this.firstHeader(at)];
    const headBytes = second ? (this.byte(at + 5) & 4 ? 6 : 4) : 8;
    for (let block = blocks.pop(); block; block = blocks.pop()) {
      let [next, end] = block;
      while (next + headBytes <= end) {
        this.step();
        const type = second ? this.byte(next) : this.short(next, 2);
        const bytes = this.short(next + (second ? 1 : 2), 2);
        const message = { type, at: next + headBytes, bytes };
        next = message.at + bytes;
        if (next > end) throw new Error(DAMAGED);
        if (type === MESSAGE.more) blocks.push(this.continuation(message.at, second));
        else if (bytes > 0) found.push(message);
      }
    }
    return found;
  }

  private firstHeader(at: number): [number, number] {
    if (this.byte(at) !== 1) throw new Error(DAMAGED);
    return this.block(at + 16, this.view.getUint32(at + 8, true));
  }

  private secondHeader(at: number): [number, number] {
    const flags = this.byte(at + 5);
    const size = at + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
    const width = 1 << (flags & 3);
    return this.block(size + width, this.short(size, Math.min(width, 4)));
  }

  private continuation(at: number, second: boolean): [number, number] {
    const [from, bytes] = [this.address(at), this.address(at + 8)];
    return second ? this.block(from + 4, bytes - 8) : this.block(from, bytes); // 'OCHK' and a checksum
  }

  private block(at: number, bytes: number): [number, number] {
    if (bytes < 0 || at + bytes > this.bytes.length) throw new Error(DAMAGED);
    return [at, at + bytes];
  }

  private step(): void {
    if (++this.steps > MOST_STEPS) throw new Error("'model.weights.h5' leads in circles: this is no model.");
  }

  private byte(at: number): number {
    const byte = this.bytes[at];
    if (byte === undefined) throw new Error(DAMAGED);
    return byte;
  }

  /** Of 1, 2 or 4 bytes, little-endian. */
  private short(at: number, width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++) value += this.byte(at + i) * 256 ** i;
    return value;
  }

  /** An address, or a length: within the file. */
  private address(at: number): number {
    if (at + 8 > this.bytes.length) throw new Error(DAMAGED);
    const value = this.view.getBigUint64(at, true);
    if (value > BigInt(this.bytes.length)) throw new Error(DAMAGED);
    return Number(value);
  }

  private letters(at: number, count: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + Math.min(count, LONGEST_NAME)));
  }

  private demandLetters(at: number, expected: string): void {
    if (this.letters(at, expected.length) !== expected) throw new Error(DAMAGED);
  }
}

/** What reads past the end of the file has followed a wrong address. */
function withinFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new Error(DAMAGED, { cause: error }) : error;
  }
}
