import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { networkName } from '../../../../model/networkNames.ts';
import { coursePreset } from '../../../../model/presets.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { formatCounted } from '../../../components/text/format.ts';
import { draftFor, draftOf, type TrainingDraft } from '../../train/settings/draft/trainingDraft.ts';

/** A network that the leak can be shown with. */
export type LeakageChoice = {
  readonly id: 'course' | 'form';
  /** 'Course CNN, 64 px, 15 epochs' */
  readonly label: string;
  readonly request: TrainingRequest;
};

/**
 * The course's network with its own settings, which learns scans by heart in a short time, and what the form of Train
 * holds, where that is something else. Split seed, shares and backend are those of the form.
 */
export function leakageChoices(form: TrainingDraft, dataSet: Pick<DataSetView, 'harmonised'>): LeakageChoice[] {
  const { testing: _, ...split } = form.request.split; // the two splits are compared, each with one network
  const { backend } = form.request;
  const mine = { ...draftFor(form, dataSet).request, split };
  const course = draftFor(draftOf(coursePreset), dataSet).request;
  const offered: LeakageChoice[] = [{ id: 'course', label: labelOf(course), request: { ...course, split, backend } }];
  if (!isSame(mine, course)) offered.push({ id: 'form', label: `${labelOf(mine)}, as in Train`, request: mine });
  return offered;
}

function labelOf({ network, preprocessing, hyperparameters }: TrainingRequest): string {
  return `${networkName(network.preset)}, ${preprocessing.size} px, ${formatCounted(hyperparameters.epochs, 'epoch')}`;
}

function isSame(a: TrainingRequest, b: TrainingRequest): boolean {
  const essence = ({ network, preprocessing, augmentation, hyperparameters }: TrainingRequest) =>
    JSON.stringify([network, preprocessing, augmentation, hyperparameters].map((part) => Object.entries(part).sort()));
  return essence(a) === essence(b);
}
