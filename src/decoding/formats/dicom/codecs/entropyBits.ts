/** The bits of a JPEG's scan (ITU-T T.81, F.2.2.5). Throws RangeError where they end. */
export class EntropyBits {
  private byte = 0;
  private left = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  next(): number {
    if (this.left === 0) {
      this.byte = this.nextByte();
      this.left = 8;
    }
    this.left -= 1;
    return (this.byte >> this.left) & 1;
  }

  /** A number of that many bits, the lower half of which are negative values (F.2.2.1, EXTEND). */
  signed(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = 2 * value + this.next();
    return count > 0 && value < 2 ** (count - 1) ? value - 2 ** count + 1 : value;
  }

  /** Goes on behind the restart marker that must follow. */
  restart(): void {
    this.left = 0;
    while (this.bytes[this.at] === 0xff && this.bytes[this.at + 1] === 0xff) this.at += 1;
    const isRestart = this.bytes[this.at] === 0xff && ((this.bytes[this.at + 1] ?? 0) & 0xf8) === 0xd0;
    if (!isRestart) throw new RangeError('no restart where one is due');
    this.at += 2;
  }

  /** A 255 among the data has a 0 behind it. */
  private nextByte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('the data end');
    if (byte === 0xff && this.bytes[this.at++] !== 0) throw new RangeError('a marker among the data');
    return byte;
  }
}
