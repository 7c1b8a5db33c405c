import * as v from 'valibot';
import type { DataSetVersion } from '../../../dataset/edits/version.ts';
import { sha256Of } from '../../../dataset/hashes.ts';
import type { Split } from '../../../dataset/split/split.ts';
import { historySchema } from '../../../storage/training/runRecords.ts';
import type { Checkpoint } from '../../../training/checkpoint.ts';

/** What the run store keeps for us: the checkpoint, and the data set it belongs to. */
export type SavedCheckpoint = {
  readonly dataFingerprint: string;
  /** Absent in runs that older versions saved. */
  readonly splitHash?: string;
  readonly checkpoint: Checkpoint;
};

/** As records have it, which call the hash `dealing`. */
export function checkpointRecordOf({ splitHash, ...others }: SavedCheckpoint) {
  return splitHash === undefined ? others : { ...others, dealing: splitHash };
}

/** Names which scan is in which part, and which class is which output of the network. */
export function splitHash(classes: readonly string[], { parts }: Pick<Split, 'parts'>): Promise<string> {
  return sha256Of(JSON.stringify([classes, parts.training, parts.validation, parts.test]));
}

/** @param saved the `splitHash` of an interrupted run, where it has one
 * @throws Error where a run that goes on would learn from what it is tested on, or take one class for another */
export function assertSameSplit(saved: string | undefined, split: string): void {
  if ((saved ?? split) === split) return;
  throw new Error(
    'This run cannot be resumed: the split would differ from the saved one (the classes are in another order, or Axial is ' +
      'another version). Discard it and train again.',
  );
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const floats = v.pipe(
  v.instance(ArrayBuffer),
  v.check((buffer) => buffer.byteLength % 4 === 0, 'not float32'),
);
const word = v.pipe(v.number(), v.integer());
const randomState = v.tuple([word, word, word, word]);

const savedRunSchema = v.object({
  dataFingerprint: v.string(),
  dealing: v.exactOptional(v.string()),
  checkpoint: v.object({
    version: v.literal(1),
    epoch: count,
    weights: floats,
    best: v.object({ epoch: count, loss: v.number(), weights: floats }),
    adam: v.object({ iterations: count, firstMoments: floats, secondMoments: floats }),
    averages: v.exactOptional(floats),
    random: v.object({
      order: randomState,
      augmentation: randomState,
      jitter: v.exactOptional(randomState),
      dropout: randomState,
    }),
    plateau: v.object({ bestLoss: v.number(), stale: count, factor: v.number() }),
    history: historySchema,
  }),
});

/** @throws Error when the record is damaged, or the data set is not the one of the run any more: its split would differ. */
export function parseSavedCheckpoint(raw: unknown, version: DataSetVersion): SavedCheckpoint {
  const parsed = v.safeParse(savedRunSchema, raw);
  if (!parsed.success) throw new Error('What was saved of this run is damaged. Discard it and train again.');
  if (parsed.output.dataFingerprint !== version.hash) {
    throw new Error(
      'The data set has changed since this run was saved, so it cannot go on. Undo the later changes, or discard the run and train again.',
    );
  }
  const { dealing, ...saved } = parsed.output;
  return dealing === undefined ? saved : { ...saved, splitHash: dealing };
}
