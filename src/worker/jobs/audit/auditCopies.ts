import { orderFingerprint } from '../../../dataset/edits/version.ts';
import type { DataSet, Scan } from '../../../dataset/scan.ts';
import { readDuplicates, writeDuplicates } from '../../../storage/audit/auditStore.ts';
import type { AxialDatabase } from '../../../storage/database/schema.ts';
import { type PackedFingerprints, withAuditor } from '../../auditor.ts';
import { transfer } from '../../rpc/transfer.ts';
import { DedupedJob } from '../dedupedJob.ts';

type OnShare = (share: number) => void;

/**
 * For each stored scan the number of its group of copies. Kept with the data set and looked for only when scans were
 * added, once however many ask; edits change nothing of it.
 */
export class AuditCopies {
  private known: { readonly of: DataSet; readonly groups: Int32Array } | null = null;
  private readonly search = new DedupedJob((of: DataSet, tell: OnShare, signal) => this.find(of, tell, signal));

  constructor(private readonly db: AxialDatabase) {}

  /** Those known from before; null where copies have to be looked for. */
  async recall(dataSet: DataSet): Promise<Int32Array | null> {
    if (this.known?.of === dataSet) return this.known.groups;
    const groups = await readDuplicates(this.db, await orderFingerprint(dataSet.scans), __APP_VERSION__);
    if (groups?.length !== dataSet.scans.length) return null;
    this.known = { of: dataSet, groups };
    return groups;
  }

  /** Looks for them if need be; that ends when nobody waits for it any more. */
  async of(dataSet: DataSet, onShare?: OnShare, signal?: AbortSignal): Promise<Int32Array> {
    return (await this.recall(dataSet)) ?? this.search.of(dataSet, onShare, signal);
  }

  private async find(dataSet: DataSet, tell: OnShare, signal: AbortSignal): Promise<Int32Array> {
    const packed = packFingerprints(dataSet.scans);
    const groups = await withAuditor(signal, (auditor) =>
      auditor.groupCopies(transfer(packed, [packed.grey.buffer, packed.hashes.buffer]), { onProgress: tell }),
    );
    this.known = { of: dataSet, groups };
    const of = await orderFingerprint(dataSet.scans);
    signal.throwIfAborted();
    await writeDuplicates(this.db, { of, by: __APP_VERSION__, groups }).catch(() => {}); // found again at the next visit
    return groups;
  }
}

export function packFingerprints(scans: readonly Pick<Scan, 'fingerprint'>[]): PackedFingerprints {
  const grey = new Uint8Array(256 * scans.length);
  const hashes = new Uint32Array(8 * scans.length);
  scans.forEach(({ fingerprint }, index) => {
    grey.set(fingerprint.grey, 256 * index);
    hashes.set(fingerprint.differenceHash, 8 * index);
  });
  return { grey, hashes };
}
