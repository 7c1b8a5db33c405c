import type { EditedDataSet } from '../../dataset/edits/datasetEdits.ts';
import type { OnAudit } from './audit/auditJob.ts';
import { LoadedModelCache } from './classify/loadedModelCache.ts';
import type { JobsContext } from './context.ts';
import { DedupedJob } from './dedupedJob.ts';

/** What the jobs of all features share: the context, code that is fetched by need, and who must wait for whom. */
export class JobScope {
  readonly importing = new ExclusiveJob('An import is under way: wait for it or stop it.');
  readonly training = new ExclusiveJob('A training is under way: wait for it or stop it.');
  readonly classifying = new ExclusiveJob('Scans are being classified: wait for that or stop it.');
  readonly editing = new SerialQueue();
  /** Two at once would put their networks in each other's place. */
  readonly explaining = new SerialQueue();
  readonly loadedModel = new LoadedModelCache();
  readonly audits = new DedupedJob(async (curated: EditedDataSet, tell: OnAudit, signal) => {
    const { auditJob } = await import('./audit/auditJob.ts');
    return auditJob(await this.opened(), curated, this.training.isIdle, tell, signal);
  });
  private readonly modules: (() => Promise<unknown>)[] = [];
  private context: Promise<JobsContext> | null = null;

  constructor(private readonly open: () => Promise<JobsContext>) {}

  /** Opens the storage once; after a failure the next call tries again. */
  opened(): Promise<JobsContext> {
    this.context ??= this.open().catch((error) => {
      this.context = null;
      throw error;
    });
    return this.context;
  }

  /** Code that opening the page does not need. `fetchAhead` fetches it once there is work, so that no click waits for it. */
  later<Module>(load: () => Promise<Module>): () => Promise<Module> {
    this.modules.push(load);
    return load;
  }

  async fetchAhead(): Promise<void> {
    await Promise.all(this.modules.map((load) => load()));
  }

  /** Throws in words while something depends on the data set as it is. */
  assertDataSetIsFree(): void {
    this.importing.mustBeIdle();
    this.training.mustBeIdle();
  }
}

/** Lets one job of a kind run at a time. */
class ExclusiveJob {
  private running = false;

  /** `busy` is what a second caller is told. */
  constructor(private readonly busy: string) {}

  get isIdle(): boolean {
    return !this.running;
  }

  mustBeIdle(): void {
    if (!this.isIdle) throw new Error(this.busy);
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    this.mustBeIdle();
    this.running = true;
    try {
      return await job();
    } finally {
      this.running = false;
    }
  }
}

/** Short jobs that wait for each other. */
class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();
  private underWay = 0;

  get isIdle(): boolean {
    return this.underWay === 0;
  }

  run<T>(job: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    const result = this.last.then(job).finally(() => {
      this.underWay -= 1;
    });
    this.last = result.catch(() => {});
    return result;
  }

  /** Nothing that was begun before is under way any more. */
  async settled(): Promise<void> {
    await this.last;
  }
}
