import { useEffect, useState } from 'react';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { failureSentence } from '../../components/text/failureSentence.ts';
import type { ScanSource } from '../scanSource.ts';

/** What is on the stage: the image of `key`, or why there is none. */
export type Shown = {
  readonly key: string;
  /** What the look belongs to: the series, or else the scan. */
  readonly series: string;
  readonly image: ViewedPicture | null;
  readonly failure: string | null;
};

const NOTHING: Shown = { key: '', series: '', image: null, failure: null };

/**
 * Loads a scan; the one before stays until it is there, so that scrolling does not flicker. Then has those of `soon` at
 * hand, the likeliest first.
 */
export function useViewedImage(scan: ScanSource, soon: readonly ScanSource[] = []): Shown {
  const [cache] = useState(() => new ImageCache());
  const [shown, setShown] = useState(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sources are others at every render; the key says when they differ.
  useEffect(() => {
    let current = true;
    const show = (image: ViewedPicture | null, failure: string | null) => {
      if (current) setShown({ key: scan.key, series: scan.series ?? scan.key, image, failure });
    };
    cache
      .get(scan)
      .then(
        (image) => show(image, null),
        (failure: unknown) => show(null, failureSentence(failure)),
      )
      .then(async () => {
        for (const next of soon) {
          if (!current) return;
          await cache.get(next).catch(() => {}); // whoever comes to it is told
        }
      });
    return () => {
      current = false;
    };
  }, [scan.key]);
  return shown;
}

const MOST_PICTURES = 64;
const MOST_BYTES = 96 * 2 ** 20;

type Entry = { readonly loading: Promise<ViewedPicture>; bytes: number };

/** The images looked at last, and those that may come next, so that scrolling a stack waits for nothing. */
export class ImageCache {
  /** Those used last come last. */
  private readonly entries = new Map<string, Entry>();

  get({ key, load }: Pick<ScanSource, 'key' | 'load'>): Promise<ViewedPicture> {
    const entry = this.entries.get(key) ?? this.begin(key, load);
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.loading;
  }

  private begin(key: string, load: () => Promise<ViewedPicture>): Entry {
    const entry: Entry = { loading: load(), bytes: 0 };
    entry.loading.then(
      ({ values }) => {
        entry.bytes = values.byteLength;
        this.forgetTheOldest();
      },
      () => this.entries.delete(key), // so that it is tried again
    );
    return entry;
  }

  private forgetTheOldest(): void {
    let bytes = 0;
    let count = 0;
    for (const [key, entry] of [...this.entries].reverse()) {
      bytes += entry.bytes;
      count += 1;
      if (count > 1 && (bytes > MOST_BYTES || count > MOST_PICTURES)) this.entries.delete(key);
    }
  }
}
