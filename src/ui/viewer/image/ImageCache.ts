import type { ViewedPicture } from '../../../worker/protocol.ts';
import type { ScanSource } from '../scanSource.ts';

const MOST_PICTURES = 64;
const MOST_BYTES = 96 * 2 ** 20;

type Entry = { readonly loading: Promise<ViewedPicture>; bytes: number };

/** The pictures looked at last, and those that may come next, so that scrolling a stack waits for nothing. */
export class ImageCache {
  /** Those used last come last. */
  private readonly entries = new Map<string, Entry>();

  get({ key, load }: ScanSource): Promise<ViewedPicture> {
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
