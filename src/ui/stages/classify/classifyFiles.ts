import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { ClassifiedRow } from '../../../worker/jobs/classify/classifyProtocol.ts';
import type { ClassifyProgress } from '../../../worker/jobs/jobOptions.ts';
import { type DroppedFile, inOrder } from '../../drop/droppedFiles.ts';
import { jobs } from '../../workspace/jobs.ts';
import { chosenModel, notifyFailure, showStage, workspace } from '../../workspace/workspace.ts';
import { classifyEnded, classifyStarted, classifyStopping, rowsArrived, volumesFor } from './classifyState.ts';

/** Of the classification that was begun last. */
let stopping = new AbortController();

/**
 * Classifies files with the chosen model, or keeps them until there is one; resolves when it is done, stopped or failed (the
 * user has seen why).
 *
 * @param refused what could not be taken out of a zip: a row each
 * @param chosen which slices of volumes; see `volumesFor` where it is left out
 */
export async function classifyFiles(
  files: readonly DroppedFile[],
  refused: readonly { readonly path: string; readonly reason: string }[] = [],
  chosen?: VolumeChoice,
): Promise<void> {
  showStage('classify');
  const ordered = await inOrder(files);
  const state = workspace.getState();
  const model = chosenModel(state);
  if (!model) {
    workspace.setState({ classifying: { step: 'waiting', files: ordered, refused } });
    return;
  }
  if (state.classifying.step === 'running') {
    const busy = 'A classification is running. Stop it, or choose these scans when it is done.';
    notifyFailure(busy);
    return;
  }
  stopping = new AbortController();
  const volumes = chosen ?? volumesFor(ordered, model, state.classifying);
  workspace.setState({ classifying: classifyStarted(model.id, ordered, volumes, refused) });
  try {
    const request = { modelId: model.id, files: ordered, ...(volumes ? { volumes } : {}) };
    const onRows = (rows: ClassifiedRow[], progress: ClassifyProgress) =>
      workspace.setState((current) => ({ classifying: rowsArrived(current.classifying, rows, progress) }));
    await jobs.classify(request, { onRows, signal: stopping.signal });
  } catch (failure) {
    notifyFailure(failure);
  }
  workspace.setState((current) => ({ classifying: classifyEnded(current.classifying) }));
}

export async function stopClassifying(): Promise<void> {
  workspace.setState((state) => ({ classifying: classifyStopping(state.classifying) }));
  stopping.abort();
}
