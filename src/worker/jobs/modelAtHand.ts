import type { DataSet } from '../../dataset/scan.ts';
import type { Part } from '../../dataset/split.ts';
import { type ModelRecord, readModel } from '../../storage/modelStore.ts';
import type { JobsContext } from './context.ts';
import { partsOfModelData } from './partsOfModelData.ts';
import { predictPixels } from './predictPixels.ts';

/** What classifying needs besides the weights, which the engine holds. */
export type ClassifyingModel = Omit<ModelRecord, 'artifacts'> & {
  /** In which part of the model's own data a file was; null where it was in none. */
  readonly knownFrom: (sha256: string) => Part | null;
};

type Held = { readonly id: string; readonly of: DataSet | null; readonly model: Promise<ClassifyingModel> };

/** The model that classified last, so that the next scan need not wait until it is read again. */
export class ModelAtHand {
  private held: Held | null = null;

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

  /** Does once what only the first scan would wait for: workers, weights into the engine, its first step. */
  async warmUp(context: JobsContext, id: string): Promise<void> {
    context.pool.warmUp();
    const model = await this.get(context, id);
    const { size, depth } = model.card.preprocessing;
    await predictPixels(context, model, new Uint8Array(size * size * depth), 1);
  }
}

async function read(context: JobsContext, id: string): Promise<ClassifyingModel> {
  const { artifacts: _, ...model } = await readModel(context.db, id);
  return { ...model, knownFrom: await partsOfModelData(context, model) };
}
