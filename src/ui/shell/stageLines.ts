import type { Figure } from '../../model/card.ts';
import { formatCount, formatCounted, formatPercent } from '../components/format.ts';
import type { Stage, StageLine } from '../stage.ts';
import { isTrainedOn } from '../trainedOn.ts';
import { chosenModel, type WorkspaceState } from '../workspace.ts';

/**
 * What the rail says under each stage: nothing before the workspace is open here. A stage that set its own line (Train) is
 * not asked.
 */
export function stageLine(state: WorkspaceState, stage: Stage): StageLine {
  if (state.opening.step !== 'open') return empty('');
  return state.stageLines[stage] ?? lines[stage](state);
}

const empty = (text: string): StageLine => ({ text, state: 'empty' });
const busy = (text: string): StageLine => ({ text, state: 'busy' });
const done = (text: string): StageLine => ({ text, state: 'done' });

const lines: Readonly<Record<Stage, (state: WorkspaceState) => StageLine>> = {
  data: ({ importing, dataSet }) => {
    if (importing.step === 'importing') {
      const { done: read, total } = importing.progress ?? { done: 0, total: 1 };
      return busy(`${formatPercent(read / total, 0)} imported`);
    }
    if (importing.step === 'review') return busy('to be confirmed');
    return dataSet ? done(formatCounted(dataSet.scans.length, 'scan')) : empty('no scans yet');
  },
  train: ({ run, dataSet, models }) => {
    if (run) return busy(`${formatCounted(run.epochsDone, 'epoch')} to resume`);
    if (!dataSet) return empty('needs scans');
    return models.some(({ card }) => isTrainedOn(card, dataSet)) ? done('trained') : empty('ready');
  },
  evaluate: (state) => {
    const model = chosenModel(state);
    if (!model) return empty('needs a model');
    const { auc, macroAuc, accuracy } = model.card.figures.values;
    const text = rounded(auc ?? macroAuc, 'AUC') ?? rounded(accuracy, 'right') ?? 'evaluated';
    if (!state.dataSet || isTrainedOn(model.card, state.dataSet)) return done(text);
    return empty(`${text}, ${model.card.data.synthetic ? 'sample' : 'other data'}`);
  },
  classify: (state) => {
    const { classifying } = state;
    if (classifying.step === 'running')
      return busy(`${formatCount(classifying.rows.length)} of ${formatCount(classifying.files.length)}`);
    if (classifying.step === 'done') return done(formatCounted(classifying.rows.length, 'file'));
    return empty(chosenModel(state) ? 'ready' : 'needs a model');
  },
  models: ({ models }) => (models.length > 0 ? done(formatCounted(models.length, 'model')) : empty('none yet')),
};

function rounded(figure: Figure | undefined, unit: string): string | null {
  return figure ? `${formatPercent(figure.value, 0)} ${unit}` : null;
}
