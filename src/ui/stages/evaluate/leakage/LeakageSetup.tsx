import { useState } from 'react';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { inspectNetwork } from '../../../../model/inspectNetwork.ts';
import type { SplitSummary } from '../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { BenchmarkReport, TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { Segmented } from '../../../components/form/Segmented.tsx';
import { formatCount, formatCounted, formatDuration, formatRate } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { type QueryResult, useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive, isUnkept } from '../../train/run/trainingState.ts';
import { useBackendBenchmarks } from '../../train/settings/backend/backendBenchmarks.ts';
import { trainingBlocker } from '../../train/settings/draft/trainingBlocker.ts';
import type { TrainingDraft } from '../../train/settings/draft/trainingDraft.ts';
import { splitProblem } from '../../train/settings/settingsProblem.ts';
import { type LeakageChoice, leakageChoices } from './leakageChoices.ts';
import { SPLIT_KINDS, type SplitKind, savedRuns } from './leakagePairs.ts';
import { startLeakage } from './leakageStore.ts';
import { rateFor, secondsAtMost } from './leakageTime.ts';
import { overlapMeaning } from './leakageWords.ts';

type LeakSetupProps = {
  readonly dataSet: DataSetView;
  readonly bySubject: boolean;
  readonly draft: TrainingDraft;
  readonly onStart: () => void;
};

/** Which network, how long about, and the button that begins. */
export function LeakageSetup({ dataSet, bySubject, draft, onStart }: LeakSetupProps) {
  const choices = leakageChoices(draft, dataSet);
  const [chosen, setChosen] = useState<LeakageChoice['id'] | null>(null);
  const choice = choices.find(({ id }) => id === chosen) ?? choices[0];
  return choice ? (
    <div className="stack gap-3 start">
      {choices.length > 1 ? (
        <Segmented
          label="Network"
          value={choice.id}
          options={choices.map(({ id, label }) => ({ value: id, label }))}
          onChange={setChosen}
        />
      ) : (
        <p className="quiet dense">{choice.label}, with the settings of Train.</p>
      )}
      <LeakStart request={choice.request} {...{ dataSet, bySubject, onStart }} />
    </div>
  ) : null;
}

type LeakStartProps = Pick<LeakSetupProps, 'dataSet' | 'bySubject' | 'onStart'> & { readonly request: TrainingRequest };

function LeakStart({ dataSet, bySubject, onStart, request }: LeakStartProps) {
  const { network, preprocessing, hyperparameters, backend } = request;
  const version = dataSet.version.hash;
  const classCount = dataSet.classes.length;
  const models = useWorkspace((state) => state.models);
  const importing = useWorkspace((state) => state.importing.step === 'importing');
  const training = useTraining(isActive);
  const unkept = useTraining(isUnkept);
  const inspection = useLatestQuery({ network, preprocessing, classCount }, async (each) =>
    inspectNetwork(each.network, each.preprocessing, each.classCount),
  );
  const splitQuestion = splitProblem(request.split) === null ? { split: request.split, version } : null;
  const split = useLatestQuery(splitQuestion, (each) => summaries(each.split));
  const { size, depth } = preprocessing;
  const step = { network, input: { size, depth }, classCount, batchSize: hyperparameters.batchSize };
  const obstacle = training
    ? 'A network is training. Wait until it is done, or stop it under Train.'
    : (failureOf(inspection, split) ??
      trainingBlocker({
        ...{ dataSet, importing, unkept, request, models },
        inspection: inspection.step === 'answered' ? inspection.value : null,
        split: split.step === 'answered' ? (split.value.problem ?? split.value.random) : null,
        backends: null,
      }));
  const { state: backends } = useBackendBenchmarks(obstacle === null ? step : null, backend === 'auto');
  const halves = savedRuns(models, request, version);
  const missing = SPLIT_KINDS.filter((kind) => halves[kind] === null);
  const random = split.step === 'answered' ? split.value.random : null;
  if (random?.problem === null && random.testScansWithTwin === 0)
    return (
      <p>
        No test scan of a random split would have a <Duplicate bySubject={bySubject} /> in training: nothing can leak
        here, so there is nothing to measure.
      </p>
    );
  return (
    <>
      {random && random.problem === null ? <TwinForecast summary={random} bySubject={bySubject} /> : null}
      <div className="row">
        <Button
          variant="primary"
          disabled={obstacle !== null || missing.length === 0 || backends.step === 'measuring'}
          onClick={() => {
            onStart();
            void startLeakage(request, missing);
          }}
        >
          {missing.length === 1 ? 'Train the other model' : 'Train both'}
        </Button>
        <StatusLine>
          {obstacle ??
            startWords(
              missing,
              backends.step === 'measured' ? timeWords(request, random, backends.figures, missing) : null,
            )}
        </StatusLine>
      </div>
    </>
  );
}

type BothSplits = { readonly random: SplitSummary /** Of the grouped one. */; readonly problem: SplitSummary | null };

/** Both splits have to be possible; the random one says how many duplicates it has. */
async function summaries(split: TrainingRequest['split']): Promise<BothSplits> {
  const random = await jobs.splitSummary({ ...split, kind: 'random' });
  const grouped = await jobs.splitSummary({ ...split, kind: 'grouped' });
  return { random, problem: grouped.problem === null ? null : grouped };
}

function failureOf(...answers: readonly QueryResult<unknown>[]): string | null {
  const failed = answers.find((answer) => answer.step === 'failed');
  return failed?.step === 'failed' ? failed.reason : null;
}

/** What a random split would do, before anything is trained. */
function TwinForecast({ summary, bySubject }: { readonly summary: SplitSummary; readonly bySubject: boolean }) {
  const { testScansWithTwin, counts } = summary;
  const test = counts.test.reduce((sum, each) => sum + each, 0);
  return (
    <p>
      On a random split {formatCount(testScansWithTwin)} of {formatCounted(test, 'test scan')} would have a{' '}
      <Duplicate bySubject={bySubject} /> in training; on the grouped split none.
    </p>
  );
}

function Duplicate({ bySubject }: { readonly bySubject: boolean }) {
  return <Tooltip meaning={overlapMeaning(bySubject)}>duplicate</Tooltip>;
}

function startWords(missing: readonly SplitKind[], time: string | null): string {
  if (missing.length === 0) return 'This comparison is done: see above.';
  const [only] = missing;
  const what = missing.length === 1 ? `The other model is saved already; only the ${only} split is trained.` : '';
  return `${what} ${time ?? 'Measuring the time.'} You can stop it; both models are saved.`.trim();
}

/** 'Takes at most about 4 min for both at 812 scans/s on this device; less where training stops early.' */
function timeWords(
  request: TrainingRequest,
  summary: SplitSummary | null,
  figures: BenchmarkReport,
  missing: readonly SplitKind[],
): string | null {
  const rate = rateFor(request, figures);
  if (rate === null) return 'The time on this backend is shown once it trains.';
  if (!summary) return null;
  const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);
  const scans = { training: sum(summary.counts.training), validation: sum(summary.counts.validation) };
  const seconds = secondsAtMost(request.hyperparameters, scans, rate, missing.length);
  const early = request.hyperparameters.patience === null ? '' : '; less where training stops early';
  return `At most about ${formatDuration(roughly(seconds))} ${missing.length > 1 ? 'for both ' : ''}at ${formatRate(rate)} on this device${early}.`;
}

/** Nobody knows it to the second. */
function roughly(seconds: number): number {
  if (seconds < 60) return Math.max(5, Math.ceil(seconds / 5) * 5);
  return Math.ceil(seconds / 60) * 60;
}
