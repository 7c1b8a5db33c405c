import { useCallback, useSyncExternalStore } from 'react';
import type { Thumbnail } from '../../worker/jobs/view/viewProtocol.ts';
import { jobs } from './jobs.ts';

/** 96 x 96 RGBA is 37 KB: some 30 MB. */
const MOST_KEPT = 800;
const BATCH = 48;

/** By SHA-256, the least recently asked for first. Null: there is none. */
const cached = new Map<string, Thumbnail | null>();
/** Who shows which scan; what nobody shows any more is not asked for. */
const shown = new Map<string, Set<() => void>>();
let asking = false;

/** The small image of a scan in the data set; null until it is there. */
export function useThumbnail(sha256: string): Thumbnail | null {
  const subscribe = useCallback((onArrived: () => void) => show(sha256, onArrived), [sha256]);
  return useSyncExternalStore(subscribe, () => cached.get(sha256) ?? null);
}

function show(sha256: string, onArrived: () => void): () => void {
  const listeners = shown.get(sha256) ?? new Set();
  listeners.add(onArrived);
  shown.set(sha256, listeners);
  if (!cached.has(sha256)) void askForMissing();
  return () => {
    listeners.delete(onArrived);
    if (listeners.size === 0) shown.delete(sha256);
  };
}

/** One question at a time, the newest cells first: fast scrolling leaves nothing behind to be answered. */
async function askForMissing(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    await Promise.resolve(); // the cells of one paint become one question
    for (let missing = nextMissing(); missing.length > 0; missing = nextMissing()) {
      const found = await jobs.thumbnails(missing);
      missing.forEach((sha256, index) => {
        keep(sha256, found[index] ?? null);
      });
    }
  } catch {
    // Cells stay black; the next ones ask again.
  } finally {
    asking = false;
  }
}

function nextMissing(): string[] {
  return [...shown.keys()].filter((sha256) => !cached.has(sha256)).slice(-BATCH);
}

function keep(sha256: string, thumbnail: Thumbnail | null): void {
  cached.set(sha256, thumbnail);
  for (const onArrived of shown.get(sha256) ?? []) onArrived();
  for (const [oldest] of cached) {
    if (cached.size <= MOST_KEPT) break;
    if (!shown.has(oldest)) cached.delete(oldest);
  }
}
