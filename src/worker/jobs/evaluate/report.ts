import { base64 } from '../../../archive/base64.ts';
import { changeSentence } from '../../../dataset/messages.ts';
import { bySha256 } from '../../../dataset/scan.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import { calibrationBins } from '../../../evaluation/calibration/calibration.ts';
import { rocOf } from '../../../evaluation/curves/roc.ts';
import { confusionMatrix } from '../../../evaluation/metrics/confusion.ts';
import { type MetricKey, metricsOf } from '../../../evaluation/metrics/metrics.ts';
import { binaryResults, detailedResults, multiClassResults } from '../../../evaluation/metrics/testResults.ts';
import { predictedClass } from '../../../evaluation/predictedClass.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import { subgroupResults } from '../../../evaluation/subgroups/subgroups.ts';
import { outside } from '../../../evaluation/threshold/undecided.ts';
import { reportHtml } from '../../../export/report/reportHtml.ts';
import type { ReportedFailure, ReportedFigure, ReportRecord } from '../../../export/report/reportRecord.ts';
import { reportSections } from '../../../export/report/reportSections.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { inspectNetwork } from '../../../model/inspectNetwork.ts';
import type { Estimate } from '../../../statistics/intervals/estimate.ts';
import { readThumbnails } from '../../../storage/dataSet/scanBatches.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { readModel, setModelStatements } from '../../../storage/models/modelStore.ts';
import type { JobsContext } from '../context.ts';
import { detailOf } from '../models/models.ts';
import type { ReportRequest } from './evaluateProtocol.ts';

/** An image each: more would make a file that no mail takes. */
const MOST_IMAGES = 60;

/** See `Jobs.report`. */
export async function report(
  context: JobsContext,
  request: ReportRequest,
): Promise<{ readonly html: Blob; readonly json: Blob }> {
  await setModelStatements(context.db, request.modelId, request.statements);
  const record = await recordOf(context, request);
  const title = request.statements.title || `Evaluation of ${record.model.card.name}`;
  return {
    html: new Blob([reportHtml(title, reportSections(record))], { type: 'text/html' }),
    json: new Blob([JSON.stringify(record, null, 1)], { type: 'application/json' }),
  };
}

async function recordOf(context: JobsContext, request: ReportRequest): Promise<ReportRecord> {
  const record = await readModel(context.db, request.modelId);
  const detail = await detailOf(record);
  const { card, history, fingerprint, predictions, externalTests } = detail;
  const test = predictions?.test ?? null;
  return {
    ...{ format: 'axial-report', formatVersion: 1, madeAt: new Date().toISOString() },
    model: {
      card,
      fingerprint,
      history,
      network: inspectNetwork(card.network, card.preprocessing, card.classes.length),
    },
    ...{ conclusion: request.conclusion, statements: request.statements, shortcuts: request.shortcuts },
    ...{
      data: dataRecord(context, card),
      subsets: subsetsOf(card, record.predictions),
    },
    robustness: detail.robustness?.threshold === card.threshold ? detail.robustness.points : [],
    figures: test ? figuresOf(test, card, true) : cardFigures(card),
    confusion: test && confusionMatrix(test, card.classes.length, card.threshold ?? 0.5),
    roc: test && card.classes.length === 2 ? rocOf(test) : [],
    calibration: test && {
      className: card.classes.at(-1) ?? '',
      bins: calibrationBins(test, card.classes.length - 1),
    },
    undecided: test && undecidedRecord(test, card),
    subgroups: test ? subgroupsOf(context, test, card) : [],
    externalTests: externalTests.map(({ name, at, predictions: external }) => ({
      ...{ name, at, n: external.labels.length },
      figures: figuresOf(external, card, false),
    })),
    failures: test && (await failuresOf(context, test, card, request.withImages)),
  };
}

function dataRecord(context: JobsContext, card: ModelCard): ReportRecord['data'] {
  if (!context.dataSet || !context.curation.history.some(({ hash }) => hash === card.data.fingerprint)) return null;
  const { outcomes } = context;
  const countOf = (status: (typeof outcomes)[number]['status']) =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const { inUse, excluded } = context.curated();
  return {
    files: {
      ...{ imported: countOf('imported'), duplicate: countOf('duplicate') },
      ...{ refused: countOf('refused'), ignored: countOf('ignored') },
    },
    refused: outcomes.flatMap((outcome) =>
      outcome.status === 'refused' ? [{ path: outcome.path, reason: refusalSentence(outcome) }] : [],
    ),
    excluded: excluded.map(({ path, className, why }) => ({ path, className, why })),
    inUse: inUse.scans.length,
    sameVersion: context.version().hash === card.data.fingerprint,
    changes: context.curation.history.map((version) => ({ at: version.at, text: changeSentence(version) })),
  };
}

/** The classes of training scans are what is left of the whole. */
function subsetsOf(card: ModelCard, predictions: ModelRecord['predictions']): ReportRecord['subsets'] {
  if (!predictions || predictions.test.labels.length === 0) return []; // that of a sealed test set is not in a file
  const { classes, data, split } = card;
  const perClass = ({ labels }: Predictions) =>
    classes.map((_, index) => labels.filter((label) => label === index).length);
  const [validation, test] = [perClass(predictions.validation), perClass(predictions.test)];
  const training = data.scansPerClass.map((all, index) => all - (validation[index] ?? 0) - (test[index] ?? 0));
  const groupCount = ({ groups }: Predictions) => (groups ? new Set(groups).size : null);
  const tested = {
    subset: 'test',
    scansPerClass: test,
    scans: split.scans.test,
    groups: groupCount(predictions.test),
  } as const;
  // Of several networks each scan is in several subsets: what each was given is with the folds.
  if (card.folds) return [tested];
  return [
    { subset: 'training', scansPerClass: training, scans: split.scans.training, groups: null },
    {
      subset: 'validation',
      scansPerClass: validation,
      scans: split.scans.validation,
      groups: groupCount(predictions.validation),
    },
    tested,
  ];
}

type Metrics = { readonly [key in MetricKey]?: Estimate | null };

/** @param inDetail with those by bootstrap, at the prevalence that the scans have */
function figuresOf(predictions: Predictions, { classes, threshold }: ModelCard, inDetail: boolean): ReportedFigure[] {
  const figure = (metrics: Metrics, metric: MetricKey, className: string | null = null): ReportedFigure => ({
    ...{ metric, className },
    estimate: metrics[metric] ?? null,
  });
  if (threshold === null) {
    const { metrics, perClass } = multiClassResults(predictions, classes.length);
    return [
      ...metricsOf('overall').map((metric) => figure(metrics, metric)),
      ...perClass.flatMap((ofClass, index) =>
        metricsOf('class').map((metric) => figure(ofClass.metrics, metric, classes[index] ?? '')),
      ),
    ];
  }
  const { metrics } = binaryResults(predictions, threshold);
  const basic = metricsOf('binary').map((metric) => figure(metrics, metric));
  if (!inDetail) return basic;
  const prevalence = predictions.labels.filter((label) => label === 1).length / predictions.labels.length;
  const detailed = detailedResults(predictions, threshold, prevalence).metrics;
  return [...basic, ...metricsOf('detail').map((metric) => figure(detailed, metric))];
}

function undecidedRecord(test: Predictions, { threshold, undecided: zone }: ModelCard): ReportRecord['undecided'] {
  if (threshold === null || !zone) return null;
  const { decided, undecided: share } = outside(test, zone);
  const metrics = decided.labels.length > 0 ? binaryResults(decided, threshold).metrics : null;
  return { zone, share, sensitivity: metrics?.sensitivity ?? null, specificity: metrics?.specificity ?? null };
}

function cardFigures({ figures, threshold }: ModelCard): ReportedFigure[] {
  return metricsOf(threshold === null ? 'overall' : 'binary').flatMap((metric) => {
    const estimate = figures.values[metric];
    return estimate ? [{ metric, className: null, estimate }] : [];
  });
}

function subgroupsOf({ dataSet }: JobsContext, test: Predictions, { classes, threshold }: ModelCard) {
  const known = bySha256(dataSet?.scans ?? []);
  return subgroupResults(test, classes.length, threshold, (sha256) => known.get(sha256) ?? null);
}

/** The surest first. */
async function failuresOf(
  { db, dataSet }: JobsContext,
  { sha256: ids, labels, probabilities }: Predictions,
  { classes, threshold }: ModelCard,
  withImages: boolean,
): Promise<ReportedFailure[]> {
  const paths = new Map((dataSet?.scans ?? []).map(({ sha256, path }) => [sha256, path]));
  const wrong = ids
    .map((sha256, place) => {
      const row = probabilities[place] ?? [];
      const called = predictedClass(row, threshold ?? 0.5);
      return { sha256, truth: labels[place] ?? 0, called, probability: row[called] ?? 0 };
    })
    .filter(({ truth, called }) => truth !== called)
    .sort((a, b) => b.probability - a.probability);
  const images = withImages
    ? await imagesOf(
        db,
        wrong.slice(0, MOST_IMAGES).map(({ sha256 }) => sha256),
      )
    : [];
  return wrong.map(({ sha256, truth, called, probability }, place) => ({
    ...{ sha256, probability, path: paths.get(sha256) ?? null, image: images[place] ?? null },
    ...{ truth: classes[truth] ?? '', called: classes[called] ?? '' },
  }));
}

async function imagesOf(db: JobsContext['db'], sha256s: readonly string[]): Promise<(string | null)[]> {
  const thumbnails = await readThumbnails(db, sha256s);
  return Promise.all(
    thumbnails.map(async (thumbnail) => {
      if (!thumbnail) return null;
      const canvas = new OffscreenCanvas(thumbnail.width, thumbnail.height);
      canvas.getContext('2d')?.putImageData(new ImageData(thumbnail.rgba, thumbnail.width, thumbnail.height), 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
      return `data:image/png;base64,${base64(bytes)}`;
    }),
  );
}
