import type { TrainingOutcome, TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { runName, type SplitKind } from './leakagePairs.ts';

/** How the trainings of a comparison came out. */
type LeakageEnd = { readonly ended: 'done' } | { readonly ended: 'broken-off'; readonly reason: string };

type LeakageWork = {
  /** Rejects in words when nothing could be trained. */
  readonly train: (request: TrainingRequest) => Promise<TrainingOutcome>;
  readonly rename: (modelId: string, name: string) => Promise<void>;
  /** The two are compared on their test sets: these are opened once both are trained. */
  readonly open: (modelIds: readonly string[]) => Promise<void>;
  /** Told before each training. */
  readonly onTurn: (kind: SplitKind) => void;
  /** Whether the user wants no further training. */
  readonly stopAsked: () => boolean;
};

/** Trains the missing runs of a pair, one after the other, and names the saved models. */
export async function trainBothSplits(
  request: TrainingRequest,
  missing: readonly SplitKind[],
  { train, rename, open, onTurn, stopAsked }: LeakageWork,
): Promise<LeakageEnd> {
  const made: string[] = [];
  for (const kind of missing) {
    if (stopAsked()) return { ended: 'broken-off', reason: 'Stopped.' };
    onTurn(kind);
    const { ended, reason, modelId, notKept } = await train({ ...request, split: { ...request.split, kind } });
    const isWhole = ended === 'completed' || ended === 'early-stopped';
    if (modelId !== null && isWhole) {
      await rename(modelId, runName(kind, request));
      made.push(modelId);
    }
    if (notKept !== null) return { ended: 'broken-off', reason: notKept };
    if (!isWhole) return { ended: 'broken-off', reason };
  }
  await open(made);
  return { ended: 'done' };
}
