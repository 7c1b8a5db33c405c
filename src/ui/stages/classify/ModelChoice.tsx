import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Chip } from '../../components/Chip.tsx';
import { classNames } from '../../components/classNames.ts';
import { Select } from '../../components/form/Select.tsx';
import { Warning } from '../../components/layout/Warning.tsx';
import { formatCount, formatDate, formatMetric } from '../../components/text/format.ts';
import { chooseModel, useWorkspace } from '../../workspace/workspace.ts';
import { statedBy } from '../models/modelWords.ts';
import styles from './ClassifyStage.module.css';

/** Which model, what it tells apart, how good it was. */
export function ModelChoice({ model }: { readonly model: ModelSummary }) {
  const models = useWorkspace((state) => state.models);
  const running = useWorkspace((state) => state.classifying.step === 'running');
  const dataSet = useWorkspace((state) => state.dataSet);
  const { card } = model;
  const auc = card.figures.values.auc ?? card.figures.values.macroAuc;
  const stated = statedBy(model);
  const mismatch = dataSet ? otherClasses(card.classes, dataSet.classes) : null;
  return (
    <div className={classNames('stack', styles.model)}>
      <Select
        className={styles.select ?? ''}
        label="Model"
        value={model.id}
        disabled={running}
        options={models.map((each) => ({ value: each.id, label: `${each.name}, ${formatDate(each.createdAt)}` }))}
        onChange={chooseModel}
      />
      <p className="row quiet dense">
        {card.data.synthetic ? <Chip tone="caution">trained on synthetic scans</Chip> : null}
        {card.thresholdFrom === 'hand' ? <Chip tone="caution">threshold chosen after the test</Chip> : null}
        <span>Distinguishes {listOf(card.classes)}.</span>
        {auc ? (
          <span>
            {card.figures.of === 'validation' ? 'Validation' : 'Test'} {card.figures.values.auc ? 'AUC' : 'macro AUC'}{' '}
            {formatMetric(auc.value, 'fraction')} ({formatMetric(auc.low, 'fraction')} to{' '}
            {formatMetric(auc.high, 'fraction')}), n = {formatCount(card.figures.n)}
            {stated === null ? '.' : `, ${stated}.`}
          </span>
        ) : null}
      </p>
      {mismatch ? <Warning>{mismatch}</Warning> : null}
    </div>
  );
}

/** A sentence where a model knows other classes than the data set has; null where they agree. */
function otherClasses(ofModel: readonly string[], ofData: readonly string[]): string | null {
  const unknown = ofData.filter((name) => !ofModel.includes(name));
  if (unknown.length === 0 && ofModel.length === ofData.length) return null;
  return `This model was made for other classes than the data set here (${listOf(ofData)}): it can only answer ${listOf(ofModel, 'or')}.`;
}

/** 'a, b and c' */
function listOf(names: readonly string[], last = 'and'): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
