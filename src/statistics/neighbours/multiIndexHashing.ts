/**
 * Pairs of binary words that differ in few bits, by the pigeonhole: cut into one band more than bits may differ, two words
 * that are close have a band in common (Norouzi, Punjani and Fleet, 'Fast search in Hamming space with multi-index hashing',
 * 2012). Good where bits are as good as random; where most words share most bits there are as many pairs as ever.
 */
export class MultiIndexHashing {
  /** Words by the value of a band, for each band. */
  private readonly bands: readonly ReadonlyMap<number, readonly number[]>[];

  /** @param hashes [count, wordsEach] of 32 bits */
  constructor(hashes: Int32Array, wordsEach: number, mostDifferentBits: number) {
    const bits = 32 * wordsEach;
    const bandCount = mostDifferentBits + 1;
    this.bands = Array.from({ length: bandCount }, (_, band) => {
      const from = Math.floor((band * bits) / bandCount);
      return bucketsOf(hashes, wordsEach, from, Math.floor(((band + 1) * bits) / bandCount));
    });
  }

  /** How often `forPairs` would call. */
  get pairCount(): number {
    let pairs = 0;
    for (const band of this.bands) for (const { length } of band.values()) pairs += (length * (length - 1)) / 2;
    return pairs;
  }

  /** Calls with every two words that have a band in common, once for each such band. */
  forPairs(visit: (a: number, b: number) => void, onProgress: (share: number) => void): void {
    this.bands.forEach((band, done) => {
      for (const members of band.values()) {
        for (let i = 0; i < members.length; i++) {
          for (let j = i + 1; j < members.length; j++) visit(members[i] as number, members[j] as number);
        }
      }
      onProgress((done + 1) / this.bands.length);
    });
  }
}

/** Bits `from` up to `end` (at most 32) of each word -> who has them. */
function bucketsOf(hashes: Int32Array, wordsEach: number, from: number, end: number): Map<number, number[]> {
  const buckets = new Map<number, number[]>();
  for (let index = 0; index * wordsEach < hashes.length; index++) {
    let key = 0;
    for (let bit = from; bit < end; bit++) {
      const word = hashes[index * wordsEach + (bit >> 5)] as number;
      key = (key << 1) | ((word >>> (bit & 31)) & 1);
    }
    const bucket = buckets.get(key);
    if (bucket) bucket.push(index);
    else buckets.set(key, [index]);
  }
  return buckets;
}
