import type { Scan } from '../../dataset/scan.ts';
import { rgbaOf } from '../../decoding/image/decodedImage.ts';
import type { StoresOf, WritableStore } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { packPixels } from './pixelStore.ts';
import { type PackedThumbnail, type ScanBatch, scanBatchSchema, thumbnailSchema } from './scanRecords.ts';

/** A scan with what is kept of it besides its file. */
export type NewScan = {
  readonly scan: Scan;
  readonly thumbnail: PackedThumbnail;
  /** The network's input under the preprocessing that `key` names; null where it was not made yet. */
  readonly pixels: { readonly key: string; readonly bytes: Uint8Array } | null;
};

/** Scans that are stored together. A pack is read as a whole: some tens of scans are few enough. */
export type NewScanBatch = {
  readonly scans: readonly NewScan[];
  /** The files as they were dropped, one after another, each of its scan's `bytes`. */
  readonly originals: ArrayBuffer;
};

export const BATCH_STORES = ['packs', 'packedOriginals', 'packedThumbnails', 'pixels'] as const;

type PackStores = { readonly [Name in (typeof BATCH_STORES)[number]]: WritableStore<Name> };

/** The stores of packs in a transaction that has them. */
export function batchStoresOf(tx: StoresOf<(typeof BATCH_STORES)[number]>): PackStores {
  return {
    packs: tx.objectStore('packs'),
    packedOriginals: tx.objectStore('packedOriginals'),
    packedThumbnails: tx.objectStore('packedThumbnails'),
    pixels: tx.objectStore('pixels'),
  };
}

/** Adds packs inside a transaction that is under way. */
export async function putScanBatches(
  stores: PackStores,
  packs: readonly NewScanBatch[],
  track: (request: Promise<unknown>) => void,
): Promise<void> {
  const last = await stores.packs.openKeyCursor(null, 'prev');
  const first = last ? last.key + 1 : 0;
  packs.forEach((pack, index) => {
    const number = first + index;
    track(stores.packs.put(recordOf(pack, number), number));
    track(stores.packedOriginals.put(pack.originals, number));
    const thumbnails = pack.scans.map(({ thumbnail }) => thumbnail);
    track(stores.packedThumbnails.put(thumbnails, number));
  });
  const scans = packs.flatMap((pack) => pack.scans);
  for (const [key, pixels] of byPixelKey(scans)) await packPixels(stores.pixels, key, pixels, track);
}

/** The files as they were dropped, in the order asked for; null where one is not kept. */
export async function readOriginals(db: AxialDatabase, sha256s: readonly string[]): Promise<(ArrayBuffer | null)[]> {
  const tx = db.transaction(['packs', 'packedOriginals', 'originals']);
  const places = new PackFinder((sha256) => tx.objectStore('packs').index('sha256').get(sha256));
  const packed = remembered((number: number) => tx.objectStore('packedOriginals').get(number));
  const originals: (ArrayBuffer | null)[] = [];
  for (const sha256 of sha256s) {
    const place = await places.find(sha256);
    const record: unknown = place ? await packed(place.pack.number) : await tx.objectStore('originals').get(sha256);
    if (!(record instanceof ArrayBuffer)) originals.push(null);
    else originals.push(place ? partOf(record, place) : record);
  }
  return originals;
}

/** A small image to draw with `putImageData`. */
type StoredThumbnail = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

/** In the order asked for; null where there is none. */
export async function readThumbnails(
  db: AxialDatabase,
  sha256s: readonly string[],
): Promise<(StoredThumbnail | null)[]> {
  const tx = db.transaction(['packs', 'packedThumbnails', 'thumbnails']);
  const places = new PackFinder((sha256) => tx.objectStore('packs').index('sha256').get(sha256));
  const packed = remembered((number: number) => tx.objectStore('packedThumbnails').get(number));
  const thumbnails: (StoredThumbnail | null)[] = [];
  for (const sha256 of sha256s) {
    const place = await places.find(sha256);
    const record: unknown = place
      ? (await packed(place.pack.number))?.[place.index]
      : await tx.objectStore('thumbnails').get(sha256);
    thumbnails.push(unpackThumbnail(record));
  }
  return thumbnails;
}

/** Null where the record is not what was written. */
export function unpackThumbnail(record: unknown): StoredThumbnail | null {
  const thumbnail = readable(thumbnailSchema, record);
  return thumbnail && { width: thumbnail.width, height: thumbnail.height, rgba: rgbaOf(thumbnail) };
}

/** The scans of a stored pack, still to be parsed one by one. */
export function scansIn(record: unknown): readonly unknown[] {
  return readable(scanBatchSchema, record)?.scans ?? [record];
}

type Pack = Omit<ScanBatch, 'scans'>;
type Place = { readonly pack: Pack; readonly index: number };

/** Neighbours are mostly in one pack, which is looked up once. */
class PackFinder {
  private readonly found = new Map<string, Place>();

  constructor(private readonly look: (sha256: string) => Promise<unknown>) {}

  async find(sha256: string): Promise<Place | null> {
    if (!this.found.has(sha256)) {
      const pack = readable(scanBatchSchema, await this.look(sha256));
      pack?.sha256s.forEach((each, index) => {
        if (!this.found.has(each)) this.found.set(each, { pack, index });
      });
    }
    return this.found.get(sha256) ?? null;
  }
}

/** The last answer is kept: a pack's values are asked for one after another. */
function remembered<Key, Value>(get: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  let last: { readonly key: Key; readonly value: Promise<Value> } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: get(key) };
    return last.value;
  };
}

function recordOf({ scans, originals }: NewScanBatch, number: number): ScanBatch {
  let end = 0;
  const ends = scans.map(({ scan }) => {
    end += scan.bytes;
    return end;
  });
  if (end !== originals.byteLength)
    throw new Error(`A pack of files of ${end} bytes in all cannot have ${originals.byteLength}.`);
  return { number, sha256s: scans.map(({ scan }) => scan.sha256), scans: scans.map(({ scan }) => scan), ends };
}

function partOf(originals: ArrayBuffer, { pack, index }: Place): ArrayBuffer {
  return originals.slice(index === 0 ? 0 : pack.ends[index - 1], pack.ends[index]);
}

function byPixelKey(scans: readonly NewScan[]): Map<string, { sha256: string; bytes: Uint8Array }[]> {
  const groups = new Map<string, { sha256: string; bytes: Uint8Array }[]>();
  for (const { scan, pixels } of scans) {
    if (!pixels) continue;
    const group = groups.get(pixels.key) ?? [];
    group.push({ sha256: scan.sha256, bytes: pixels.bytes });
    groups.set(pixels.key, group);
  }
  return groups;
}
