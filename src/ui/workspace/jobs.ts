import { dataSetView } from '../../dataset/edits/dataSetView.ts';
import { yieldToEventLoop } from '../../dataset/yieldToEventLoop.ts';
import { jobs } from '../../worker/client.ts';
import type { ModelDescription, ModelSummary } from '../../worker/jobs/models/modelProtocol.ts';
import { failureSentence } from '../components/text/failureSentence.ts';
import { rowsRescaled } from '../stages/classify/classifyState.ts';
import { lastModelId } from './lastModelId.ts';
import { chooseModel, notify, notifyFailure, setDataSet, setModels, workspace, workspaceOpened } from './workspace.ts';

export { jobs };

/** Runs a job for its effect; a failure becomes a notice. Resolves to whether it went well. */
export async function attempt(job: () => Promise<unknown>): Promise<boolean> {
  try {
    await job();
    return true;
  } catch (failure) {
    notifyFailure(failure);
    return false;
  }
}

/** Reads what is stored on this device. */
export async function openWorkspace(): Promise<void> {
  workspace.setState({ opening: { step: 'opening' } });
  try {
    const opened = await jobs.open();
    const dataSet = opened.dataSet && dataSetView(opened.dataSet);
    await yieldToEventLoop(); // what is drawn of it takes its time, too
    workspace.setState(workspaceOpened({ ...opened, dataSet }, lastModelId()));
  } catch (failure) {
    const reason = failureSentence(failure);
    workspace.setState({ opening: { step: 'failed', reason } });
  }
}

/** How much is stored, as far as the browser says. */
export async function refreshStorage(): Promise<void> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const persistent = (await navigator.storage?.persisted?.()) ?? false;
  workspace.setState({ storage: { usedBytes: usage, quotaBytes: quota, persistent } });
}

/** After a model was made or changed; `chosenId` becomes the model of Evaluate and Classify. */
export async function refreshModels(chosenId?: string): Promise<void> {
  setModels(await jobs.models());
  if (chosenId !== undefined) chooseModel(chosenId);
}

export async function deleteDataSet(): Promise<void> {
  await jobs.deleteDataSet();
  void refreshStorage();
  setDataSet(null);
  workspace.setState({ run: null });
}

/** Offers the way back for a while. */
export async function deleteModel(model: ModelSummary): Promise<void> {
  await jobs.deleteModel(model.id);
  await refreshModels();
  const undo = () => void attempt(() => restoreModel(model.id));
  notify(`Deleted ${model.name}.`, { label: 'Undo', run: undo });
}

async function restoreModel(id: string): Promise<void> {
  await jobs.restoreModel(id);
  await refreshModels(id);
}

/** For good: what cannot be read cannot be brought back. */
export async function deleteBrokenModel(id: string): Promise<void> {
  await jobs.deleteBrokenModel(id);
  workspace.setState(({ brokenModels }) => ({ brokenModels: brokenModels.filter((model) => model.id !== id) }));
}

export async function renameModel(id: string, name: string): Promise<void> {
  await jobs.renameModel(id, name);
  await refreshModels();
}

export async function measureModel(id: string): Promise<void> {
  await jobs.measureModel(id, {});
  await refreshModels(id);
}

export async function describeModel(id: string, said: ModelDescription): Promise<void> {
  await jobs.describeModel(id, said);
  await refreshModels();
}

export async function setNotes(id: string, notes: string): Promise<void> {
  await jobs.setNotes(id, notes);
  await refreshModels();
}

/** What is opened already stays as it is. */
export async function openTestSets(ids: readonly string[]): Promise<void> {
  for (const id of ids) await jobs.openTestSet(id);
  await refreshModels();
}

/** By temperature, on the validation set. What was classified with the model before says its probabilities the new way, too. */
export async function setCalibrated(
  { id, card: { temperature: before = 1 } }: ModelSummary,
  calibrated: boolean,
): Promise<void> {
  await jobs.setCalibrated(id, calibrated);
  const models = await jobs.models();
  const { temperature: now = 1 } = models.find((model) => model.id === id)?.card ?? {};
  workspace.setState(({ classifying }) => ({ classifying: rowsRescaled(classifying, id, now / before) }));
  setModels(models);
}

export async function importModel(file: File): Promise<void> {
  const before = new Set(workspace.getState().models.map(({ id }) => id));
  const { id, name, card } = await jobs.importModel(file);
  await refreshModels(id);
  if (before.has(id)) notify(`You have this model already: ${name}.`);
  else if (card.origin?.assumed.length) notify(`Added ${name}. Its file does not say all: press Describe in Models.`);
  else notify(`Added the model ${name}.`);
}
