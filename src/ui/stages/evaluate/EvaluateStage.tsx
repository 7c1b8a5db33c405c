import { lazy, Suspense, useState } from 'react';
import { BACKENDS } from '../../../compute/backends.ts';
import { testingWords } from '../../../dataset/split/splitWords.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { isSealed } from '../../../model/card/decisionRecord.ts';
import { refinementNames } from '../../../model/hyperparameters.ts';
import type { ModelDetail, ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { TrainingCurves } from '../../charts/TrainingCurves.tsx';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { Select } from '../../components/form/Select.tsx';
import { Card } from '../../components/layout/Card.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { DefinitionList } from '../../components/text/DefinitionList.tsx';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDate,
  formatPercent,
  formatProbability,
} from '../../components/text/format.ts';
import { useLatestQuery } from '../../components/useLatestQuery.ts';
import { jobs } from '../../workspace/jobs.ts';
import { chooseModel, chosenModel, showStage, useWorkspace } from '../../workspace/workspace.ts';
import { statedBy, versionWords } from '../models/modelWords.ts';
import { dataName } from '../train/trainingWords.ts';
import { BaselineComparison } from './baseline/BaselineComparison.tsx';
import { Conclusion } from './baseline/Conclusion.tsx';
import { CrossValidationCard } from './CrossValidationCard.tsx';
import { EvaluatedModel } from './EvaluatedModel.tsx';
import styles from './EvaluateStage.module.css';
import { evaluatedOn, subsetOfFigures } from './evaluated.ts';
import { ResultCaveats } from './ResultCaveats.tsx';
import { ResultTiles } from './ResultTiles.tsx';
import { cardRows } from './resultRows.ts';
import { SealedTest } from './seal/SealedTest.tsx';
import { AFTER_TEST } from './threshold/thresholdWords.ts';

const ExternalTestsCard = lazy(async () => ({
  default: (await import('./external/ExternalTestsCard.tsx')).ExternalTestsCard,
}));

const ReportCard = lazy(async () => ({ default: (await import('./report/ReportCard.tsx')).ReportCard }));

/** Evaluate: how good the chosen model is on scans that it never saw. */
export function EvaluateStage() {
  const model = useWorkspace(chosenModel);
  return model ? <Evaluation model={model} /> : <NoModel />;
}

function NoModel() {
  return (
    <EmptyStage
      title="No model to evaluate yet"
      action={
        <Button variant="primary" onClick={() => showStage('train')}>
          Go to Train
        </Button>
      }
      note="A model trained here is evaluated on its test set: scans that it never saw."
    />
  );
}

function Evaluation({ model }: { readonly model: ModelSummary }) {
  const [revision, setRevision] = useState(0);
  const detail = useLatestQuery([...keyOf(model), revision] as const, ([id]) => jobs.model(id));
  const shown = detail.step === 'answered' && detail.value.id === model.id ? detail.value : null;
  return (
    <div className="stage">
      <header className={classNames('row spread', styles.head)}>
        <h1>{model.name}</h1>
        <ModelChoice chosen={model.id} />
      </header>
      <Conclusion card={model.card} />
      <SealedTest model={model} />
      <ResultCaveats card={model.card} counts={shown ? evaluatedCounts(shown) : null} />
      {shown ? (
        <Report detail={shown} model={model} />
      ) : (
        <QueryState failure={detail.step === 'failed' ? detail.reason : null}>Loading the predictions</QueryState>
      )}
      {shown ? (
        <Suspense fallback={null}>
          <ExternalTestsCard key={model.id} detail={shown} onChange={() => setRevision(revision + 1)} />
        </Suspense>
      ) : null}
      {shown ? (
        <Suspense fallback={null}>
          <ReportCard key={model.id} detail={shown} />
        </Suspense>
      ) : null}
      <ModelEntries model={model} />
    </div>
  );
}

/** Predictions are read anew when the test set was opened, or the probabilities were calibrated. */
function keyOf({ id, card }: ModelSummary) {
  return [id, isSealed(card), card.temperature] as const;
}

/** Scans of each class in what is evaluated; for an imported model in all of its data, whose shares are nearly the same. */
function evaluatedCounts({ predictions, card }: ModelDetail): readonly number[] {
  if (!predictions) return card.data.scansPerClass;
  const { labels } = evaluatedOn(predictions).predictions;
  return card.classes.map((_, index) => labels.filter((label) => label === index).length);
}

function ModelChoice({ chosen }: { readonly chosen: string }) {
  const models = useWorkspace((state) => state.models);
  if (models.length < 2) return null;
  return (
    <Select
      className={styles.choice ?? ''}
      label="Model"
      value={chosen}
      options={models.map(({ id, name, createdAt }) => ({ value: id, label: `${name}, ${formatDate(createdAt)}` }))}
      onChange={chooseModel}
    />
  );
}

function Report({ detail, model }: { readonly detail: ModelDetail; readonly model: ModelSummary }) {
  const { predictions, history } = detail;
  const { card } = model;
  const stated = statedBy(model);
  const perEpoch = Math.ceil(card.split.scans.training / card.hyperparameters.batchSize);
  const curves =
    history && history.epochs.length > 0 ? (
      <Card title={card.folds ? 'Training curves of the first network' : 'Training curves'}>
        <TrainingCurves
          epochs={history.epochs}
          batchLosses={{
            length: history.batchLosses.length,
            at: (index) => history.batchLosses[index] ?? Number.NaN,
          }}
          batchesPerEpoch={perEpoch}
          lastEpoch={history.epochs.length}
          bestEpoch={card.bestEpoch}
        />
      </Card>
    ) : null;
  return (
    <>
      <CrossValidationCard card={card} />
      {predictions === null ? (
        <>
          <CardMetrics model={model} />
          {curves}
        </>
      ) : (
        <>
          {stated === null ? null : (
            <p>
              This model was imported. Its predictions and results are {stated}. If the data set here is the one of the
              model, ‘Measure here’ in Models checks them.
            </p>
          )}
          <EvaluatedModel
            key={JSON.stringify(keyOf(model))}
            model={model}
            predictions={predictions}
            robustness={detail.robustness}
            curves={curves}
          />
        </>
      )}
      <BaselineComparison card={card} />
    </>
  );
}

/** The figures that an imported model brought along: its test scans are not here. */
function CardMetrics({ model }: { readonly model: ModelSummary }) {
  const { card } = model;
  return (
    <>
      <p>
        This model was imported. The results are {statedBy(model)}. Its test scans are not on this device, so they
        cannot be checked here: measure it on scans of your own, under External test.
      </p>
      <ResultTiles rows={cardRows(card.figures)} subset={subsetOfFigures(card)} />
      {card.threshold === null ? null : (
        <p className="quiet dense">{thresholdWords(card.threshold, card.thresholdFrom)}</p>
      )}
    </>
  );
}

function thresholdWords(threshold: number, from: ModelCard['thresholdFrom']): string {
  const where = from === 'hand' ? AFTER_TEST : 'chosen on the validation set';
  return `At threshold ${formatProbability(threshold, 3)}, ${where}.`;
}

/** What travels with the weights: what the model was made from, and how. */
function ModelEntries({ model }: { readonly model: ModelSummary }) {
  const { card } = model;
  const { preprocessing, hyperparameters, split, data, software } = card;
  const { training, validation, test } = split.scans;
  const version = useWorkspace(({ dataSet }) => versionWords(card, dataSet));
  return (
    <Card title="The model's card">
      <DefinitionList
        entries={[
          ['Made', formatDate(card.createdAt)],
          ['Data', version === null ? dataName(data) : `${dataName(data)}, ${version}`],
          [
            'Classes',
            card.classes.map((name, index) => `${name} ${formatCount(data.scansPerClass[index] ?? 0)}`).join(', '),
          ],
          [
            'Split',
            `${split.testing ? `${testingWords(split.testing)}, ` : ''}${split.kind}, seed ${split.seed}: training ${formatCount(training)}, validation ${formatCount(validation)}, test ${formatCount(test)}${split.testing ? '' : ` (${formatPercent(split.shares.test, 0)})`}`,
          ],
          [
            'Input',
            `${preprocessing.size} × ${preprocessing.size} × ${preprocessing.depth}, ${preprocessing.fit}, version ${preprocessing.version}`,
          ],
          [
            'Training',
            `${formatCounted(card.epochsTrained, 'epoch')}, weights of epoch ${card.bestEpoch}; Adam ${hyperparameters.learningRate}, ${hyperparameters.schedule.replaceAll('-', ' ')}, batches of ${hyperparameters.batchSize}, seed ${hyperparameters.seed}${refinementNames(
              hyperparameters,
            )
              .map((name) => `, ${name}`)
              .join('')}`,
          ],
          ['Backend', `${BACKENDS[software.backend].label}, ${software.device}`],
          ['Software', `Axial ${software.axial}, TensorFlow.js ${software.tfjs}`],
          ['Size', formatBytes(model.bytes)],
          ['Data fingerprint', <code key="fingerprint">{data.fingerprint.slice(0, 16)}…</code>],
        ]}
      />
    </Card>
  );
}
