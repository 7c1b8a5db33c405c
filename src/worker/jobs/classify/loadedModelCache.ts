import type { DataSet } from '../../../dataset/scan.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { readModel } from '../../../storage/models/modelStore.ts';
import type { JobsContext } from '../context.ts';
import { predictOn } from './predictPixels.ts';
import { splitMembership } from './splitMembership.ts';

/** What classifying needs besides the weights, which the backend holds. */
export type ClassifyingModel = Omit<ModelRecord, 'artifacts'> & {
  /** In which part of the model's own data a file was; null where it was in none. */
  readonly knownFrom: (sha256: string) => Subset | null;
};

type Held = { readonly id: string; readonly of: DataSet | null; readonly model: Promise<ClassifyingModel> };

/** The model that classified last, so that the next scan need not wait until it is read again. */
export class LoadedModelCache {
  private held: Held | null = null;
  private warming: Promise<void> = Promise.resolve();

  /** After what predictions depend on has changed. */
  forget(): void {
    this.held = null;
  }

  /** Name and threshold may be those of the time when it was read; nothing here depends on them. */
  get(context: JobsContext, id: string): Promise<ClassifyingModel> {
    if (this.held?.id !== id || this.held.of !== context.dataSet) {
      const held = { id, of: context.dataSet, model: read(context, id) };
      this.held = held;
      held.model.catch(() => {
        if (this.held === held) this.held = null;
      });
    }
    return this.held.model;
  }

  /** Does once what only the first scan would wait for: workers, weights into the backend, its first step. Gives up quietly. */
  warmUp(opened: Promise<JobsContext>, id: string): Promise<void> {
    this.warming = this.warming.then(async () => {
      const context = await opened;
      context.pool.warmUp();
      const model = await this.get(context, id);
      const { size, depth } = model.card.preprocessing;
      await context.host.startAny();
      // Not again where the backend is lost or another is chosen: it would be in the way of whoever did that.
      await context.host.run((backend) => predictOn(backend, context, model, new Uint8Array(size * size * depth), 1));
    });
    this.warming = this.warming.catch(() => {}); // classifying itself says what is wrong
    return this.warming;
  }

  /** Two at once would load their networks over each other: work for the backend begins when this has resolved. */
  settled(): Promise<void> {
    return this.warming;
  }
}

async function read(context: JobsContext, id: string): Promise<ClassifyingModel> {
  const { artifacts: _, ...model } = await readModel(context.db, id);
  return { ...model, knownFrom: await splitMembership(context, model) };
}
