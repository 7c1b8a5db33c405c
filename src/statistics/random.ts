/** Where a generator stands: plain data, to be saved in a checkpoint. Four 32-bit words, not all zero. */
export type RandomState = readonly [number, number, number, number];

/** Seeded random numbers: the same on every device for the same seed (`normal` up to the last bit of its logarithm). */
export interface Random {
  /** Uniform in [0, 1), in steps of 2^-32. */
  next(): number;
  /** Uniform whole number in 0..n-1, without the bias of a remainder. Throws when `n` is not in 1..2^32. */
  integer(n: number): number;
  /** Standard normal: mean 0, standard deviation 1 (Box and Muller 1958). */
  normal(): number;
  /** A copy in random order (Fisher and Yates; every order equally likely). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator named by `label`. Leaves this one as it is. */
  fork(label: string): Random;
  state(): RandomState;
}

const WORDS = 2 ** 32;

/** A generator for a seed: any number; numbers that differ give different streams. */
export function createRandom(seed: number): Random {
  if (!Number.isFinite(seed)) throw new Error(`The seed must be a number, not ${seed}.`);
  const bits = new Uint32Array(new Float64Array([seed]).buffer);
  return xoshiro(expandSeed(hashWords(bits)));
}

/** Continues from a saved state. Throws where that is not a state. */
export function restoreRandom(state: RandomState): Random {
  const isWord = (word: number) => Number.isInteger(word) && word >= 0 && word < WORDS;
  if (state.length !== 4 || !state.every(isWord) || state.every((word) => word === 0)) {
    throw new Error('The saved state of the random numbers is damaged.');
  }
  return xoshiro(state);
}

/** xoshiro128** 1.1 (Blackman and Vigna 2018, https://prng.di.unimi.it/xoshiro128starstar.c). */
function xoshiro(start: RandomState): Random {
  let [a, b, c, d] = start.map((word) => word | 0) as [number, number, number, number];

  const word = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
  const state = (): RandomState => [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
  const next = () => word() / WORDS;

  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > WORDS) throw new Error(`Cannot draw one of ${n} numbers.`);
    const fair = WORDS - (WORDS % n); // words from here on would make small results more likely
    let drawn = word();
    while (drawn >= fair) drawn = word();
    return drawn % n;
  };

  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  const shuffle = <T>(items: readonly T[]): T[] => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  };

  const fork = (label: string): Random => {
    const letters = Array.from(label, (letter) => letter.codePointAt(0) ?? 0);
    return xoshiro(expandSeed(hashWords([...state(), ...letters])));
  };

  return { next, integer, normal, shuffle, fork, state };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** MurmurHash3's 32-bit finaliser (Appleby): every input bit reaches every output bit. */
function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Two 32-bit words that stand for any number of them. */
function hashWords(words: Iterable<number>): [number, number] {
  let low = 0x243f6a88;
  let high = 0x85a308d3;
  for (const word of words) {
    low = mix(low ^ word) + 0x9e3779b9;
    high = mix(high + Math.imul(word, 0x9e3779b1)) ^ low;
  }
  return [low, high];
}

/** Four well-mixed words from two; the last is odd, so that never all are zero. */
function expandSeed([low, high]: [number, number]): RandomState {
  const first = mix(low + 0x9e3779b9);
  const second = mix(high ^ first);
  const third = mix(low + second + 0x3c6ef372);
  return [first >>> 0, second >>> 0, third >>> 0, (mix(high + third) | 1) >>> 0];
}
