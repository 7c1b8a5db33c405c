import type { DataSetView } from '../../dataset/edits/dataSetView.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { formatCount, formatCounted, formatMetric, formatPercent } from '../components/text/format.ts';
import { emptyClasses } from '../stages/data/emptyClasses.ts';
import { readSentence } from '../stages/data/import/unfinishedWords.ts';
import type { Stage, StageLine } from '../workspace/stage.ts';
import { chosenModel, type WorkspaceState } from '../workspace/workspace.ts';

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
    if (importing.step === 'review') return busy('waiting for you');
    if (!dataSet) return empty('no scans yet');
    if (dataSet.unfinished?.step === 'interrupted') return empty(readSentence(dataSet.unfinished));
    const [missing] = emptyClasses(dataSet);
    return missing === undefined ? done(formatCounted(dataSet.scans.length, 'scan')) : empty(`no scan of ${missing}`);
  },
  train: ({ run, dataSet, models }) => {
    if (run?.folds?.done) return busy(`${run.folds.done} of ${run.folds.of} networks done, to resume`);
    if (run?.epochsDone === 0) return busy('to be started again');
    if (run) return busy(`${formatCounted(run.epochsDone, 'epoch')} to resume`);
    if (!dataSet) return empty('needs scans');
    if (dataSet.unfinished?.step === 'interrupted') return empty('import interrupted');
    const [missing] = emptyClasses(dataSet);
    if (missing !== undefined) return empty(`needs scans of ${missing}`);
    return models.some(({ card }) => isTrainedOn(card, dataSet)) ? done('trained') : empty('ready');
  },
  evaluate: (state) => {
    const model = chosenModel(state);
    if (!model) return empty('needs a model');
    const { tone, text } = state.conclude?.(model.card, state.shortcuts) ?? NOT_YET;
    const { of } = model.card.figures;
    const figure = `${figureWords(model.card)}${of ? ' on validation' : ''}`;
    if (state.dataSet && !isTrainedOn(model.card, state.dataSet))
      return empty(`${figure}, ${model.card.data.synthetic ? 'sample' : 'other data'}`);
    if (tone === 'caution') return { text: text.charAt(0).toLowerCase() + text.slice(1), state: 'caution' };
    return tone === 'good' ? done(figure) : empty(figure);
  },
  classify: (state) => {
    const { classifying } = state;
    if (classifying.step === 'running')
      return busy(`${formatCount(classifying.rows.length)} of ${formatCount(classifying.files.length)}`);
    if (classifying.step === 'done') return done(formatCounted(classifying.rows.length, 'file'));
    return empty(chosenModel(state) ? 'ready' : 'needs a model');
  },
  learn: ({ dataSet, models }) => empty(dataSet || models.length > 0 ? 'how a CNN works' : 'needs scans'),
  models: ({ models }) => (models.length > 0 ? done(formatCounted(models.length, 'model')) : empty('none yet')),
};

const NOT_YET = { tone: 'open', text: '' } as const;

function figureWords({ figures: { values } }: ModelCard): string {
  const { auc, macroAuc, accuracy } = values;
  if (auc) return `AUC ${formatMetric(auc.value, 'fraction')}`;
  if (macroAuc) return `macro AUC ${formatMetric(macroAuc.value, 'fraction')}`;
  return accuracy ? `accuracy ${formatPercent(accuracy.value)}` : 'evaluated';
}

/**
 * Whether a model learned from this data set: scans may have been added or taken out since, and classes renamed. A model
 * that saw none of its versions is matched by the names.
 */
function isTrainedOn(
  { data, classes }: Pick<ModelCard, 'data' | 'classes'>,
  dataSet: Pick<DataSetView, 'name' | 'synthetic' | 'classes' | 'history'>,
): boolean {
  if (dataSet.history.some(({ hash }) => hash === data.fingerprint)) return true;
  const isSame = data.name === dataSet.name && data.synthetic === dataSet.synthetic;
  return isSame && classes.every((name) => dataSet.classes.includes(name));
}
