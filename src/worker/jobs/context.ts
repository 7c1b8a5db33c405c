import { groupCopies } from '../../dataset/duplicates.ts';
import type { DataSet, FileOutcome } from '../../dataset/scan.ts';
import type { AxialDatabase } from '../../storage/database.ts';
import { Archives } from '../archives.ts';
import type { DecoderPool } from '../decoderPool.ts';
import type { EngineHost } from '../engineHost.ts';
import { EngineMeasurer } from '../engineMeasurer.ts';
import { tryEngine } from '../engineTrial.ts';
import type { TrainingEvent } from '../protocol.ts';

/** What the jobs share while the page is open. IndexedDB is the truth; this is what was read of it. */
export class JobsContext {
  /** Hears of the run in hand. */
  onTrainingEvent: ((event: TrainingEvent) => void) | null = null;
  readonly measurer: EngineMeasurer;
  readonly archives = new Archives();
  private groups: { readonly of: DataSet; readonly groups: Int32Array } | null = null;

  constructor(
    readonly db: AxialDatabase,
    readonly pool: DecoderPool,
    readonly host: EngineHost,
    public dataSet: DataSet | null = null,
    public outcomes: readonly FileOutcome[] = [],
  ) {
    const { userAgent, hardwareConcurrency } = navigator;
    const surroundings = { version: __APP_VERSION__, userAgent, cores: hardwareConcurrency };
    const offers = () => host.run((engine) => engine.offers());
    this.measurer = new EngineMeasurer(db, offers, tryEngine, surroundings);
  }

  /** Throws in words where there is none. */
  requireDataSet(): DataSet {
    if (!this.dataSet) throw new Error('There is no data set yet: drop the folders of one in Data first.');
    return this.dataSet;
  }

  /** Group of copies of every scan, in the order of the scans; found once per data set. */
  groupsOf(dataSet: DataSet): Int32Array {
    if (this.groups?.of !== dataSet) {
      this.groups = { of: dataSet, groups: groupCopies(dataSet.scans.map((scan) => scan.fingerprint)) };
    }
    return this.groups.groups;
  }
}
