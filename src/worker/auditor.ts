import type { AuditedScan, OutlierGallery, Shortcut } from '../audit/auditReport.ts';
import type { ProbedScan, ReadableField } from '../evaluation/embeddings/fieldProbes.ts';
import type { Embeddings } from '../inference/embed.ts';
import auditWorkerUrl from './audit.worker.ts?worker&url';
import { raceAbort } from './raceAbort.ts';
import { connect } from './rpc/connect.ts';
import type { Remote } from './rpc/peer.ts';
import { spawnWorker } from './spawnWorker.ts';

/** Fingerprints one after another: objects by the ten thousand would be slow to hand over. */
export type PackedFingerprints = {
  /** [count, 256] */
  readonly grey: Uint8Array<ArrayBuffer>;
  /** [count, 8] */
  readonly hashes: Uint32Array<ArrayBuffer>;
};

type Judging = {
  readonly from: Shortcut['from'];
  readonly scans: readonly AuditedScan[];
  readonly classes: readonly string[];
  /** What the folds keep together. */
  readonly groups: Int32Array;
  readonly preprocessing: string | null;
};

/** The worker that searches and judges for the audit. */
export interface Auditor {
  groupCopies(
    fingerprints: PackedFingerprints,
    options: { readonly onProgress: (share: number) => void },
  ): Promise<Int32Array>;
  /** Null where there is nothing to judge by. */
  judgeShortcut(judging: Judging): Promise<Shortcut | null>;
  /** What fields of scans the network knows of, see `evaluation/embeddings/fieldProbes.ts`. */
  probeFields(
    scans: readonly ProbedScan[],
    embeddings: Embeddings,
    classes: readonly string[],
  ): Promise<ReadableField[]>;
  /** See `evaluation/embeddings/umap.ts`. */
  arrange(
    embeddings: Embeddings,
    options: { readonly onProgress: (share: number) => void },
  ): Promise<Float32Array<ArrayBuffer> | null>;
  oddOnes(scans: readonly AuditedScan[], embeddings: Embeddings | null): Promise<OutlierGallery[]>;
}

/** Does `work` in a worker of its own, which ends with it, or at once when the signal says so. */
export async function withAuditor<T>(signal: AbortSignal, work: (auditor: Remote<Auditor>) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const worker = spawnWorker(auditWorkerUrl, 'axial-audit');
  const { promise: failure, reject } = Promise.withResolvers<never>();
  const auditor = connect<Auditor>(worker, 'audit', (reason) => {
    reject(new Error(`The audit has stopped (${reason || 'its worker failed'}). Reload the page to try again.`));
  });
  try {
    return await raceAbort(Promise.race([work(auditor), failure]), signal);
  } finally {
    worker.terminate();
  }
}
