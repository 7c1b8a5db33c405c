import type { TracedStep, WeightShape } from '../../../explain/trainingSteps.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { eachInput } from '../audit/auditInputs.ts';
import type { JobsContext } from '../context.ts';
import { labelledPixels } from '../training/preparePixels.ts';
import type { TrainingStepsRequest } from './explainProtocol.ts';

type WhileStepping = { readonly onStep: (step: TracedStep) => void; readonly signal: AbortSignal };

/** A backend that is lost begins again: steps are then told from the first. */
export async function trainingSteps(
  context: JobsContext,
  { of, sha256s, ...job }: TrainingStepsRequest,
  options: WhileStepping,
): Promise<WeightShape[]> {
  const dataSet = context.requireDataSet();
  const chosen = dataSet.scans.filter(({ sha256 }) => sha256s.includes(sha256));
  const pixels = new Map<string, Uint8Array>();
  const keep = ({ sha256 }: { readonly sha256: string }, input: Uint8Array) => void pixels.set(sha256, input);
  await eachInput(context, chosen, of.preprocessing, () => {}, options.signal, keep);
  const { size, depth } = of.preprocessing;
  const scans = labelledPixels(dataSet, sha256s, pixels, size * size * depth);
  return withBackendRestart(context.host, 'any', (backend) =>
    backend.trainingSteps(of, { ...job, input: { size, depth }, scans }, options),
  );
}
