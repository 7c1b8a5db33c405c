import { shortcutName } from '../../audit/shortcuts/shortcutName.ts';
import { BACKENDS } from '../../compute/backends.ts';
import { asSentence } from '../../dataset/asSentence.ts';
import { labelOfSwitch, settingValueWords } from '../../dataset/settingWords.ts';
import { splitPhrase, testingWords } from '../../dataset/split/splitWords.ts';
import { METRICS } from '../../evaluation/metrics.ts';
import type { ModelCard } from '../../model/card.ts';
import { refinementNames } from '../../model/hyperparameters.ts';
import { layerOfKind } from '../../model/layers.ts';
import { DEGRADATIONS } from '../../preprocessing/degradations.ts';
import { augmentationFields } from '../../preprocessing/preprocessingSpec.ts';
import { percentText } from '../../statistics/estimate.ts';
import { checklistRows } from './checklist.ts';
import { foldSubsets } from './foldBlocks.ts';
import { limitsOf, majorityWords } from './limits.ts';
import type { ReportBlock, ReportSection } from './reportBlocks.ts';
import type { ReportFacts } from './reportFacts.ts';
import { estimateWords, figureRows } from './reportWords.ts';
import { calibration, evaluatedSet, results } from './resultSections.ts';
import { STATEMENTS, type StatementName } from './statements.ts';

/** A longer list is cut, and says so; the JSON has all of it. */
const MOST_ROWS = 200;

/** A section whose facts are not there says so in one line. */
type Written = { readonly id: string; readonly title: string; readonly blocks: readonly ReportBlock[] | null };

/** The report as it is read, section by section. */
export function reportSections(facts: ReportFacts): ReportSection[] {
  const written: Written[] = [
    { id: 'summary', title: 'Summary', blocks: summary(facts) },
    { id: 'stated', title: 'Intended use, and what was stated', blocks: stated(facts) },
    { id: 'data', title: 'Data', blocks: flow(facts) },
    { id: 'subsets', title: 'Subsets', blocks: subsets(facts) },
    { id: 'exclusions', title: 'What was left out', blocks: exclusions(facts) },
    { id: 'preprocessing', title: 'Preprocessing', blocks: preprocessing(facts) },
    { id: 'network', title: 'Network', blocks: network(facts) },
    { id: 'training', title: 'Training', blocks: training(facts) },
    { id: 'results', title: `Results on the ${evaluatedSet(facts)} set`, blocks: results(facts) },
    { id: 'calibration', title: 'Calibration', blocks: calibration(facts) },
    { id: 'shortcuts', title: 'Shortcut baselines', blocks: shortcuts(facts) },
    { id: 'subgroups', title: 'Subgroups', blocks: subgroups(facts) },
    { id: 'robustness', title: 'Robustness', blocks: robustness(facts) },
    { id: 'external', title: 'External tests', blocks: external(facts) },
    { id: 'failures', title: 'Failures', blocks: failures(facts) },
    { id: 'limits', title: 'Limits', blocks: limits(facts) },
    { id: 'reproduction', title: 'Versions and hashes', blocks: reproduction(facts) },
  ];
  const measured = written.map(({ id, title, blocks }) => ({ id, title, measured: blocks !== null }));
  const checklist: ReportSection = { id: 'checklist', title: 'Checklist', blocks: checklistBlocks(facts, measured) };
  return [...written.map(({ blocks, ...each }) => ({ ...each, blocks: blocks ?? [NOT_MEASURED] })), checklist];
}

const NOT_MEASURED: ReportBlock = { kind: 'text', tone: 'quiet', text: 'Not known, or not measured.' };

function summary({ model: { card }, conclusion, figures, madeAt }: ReportFacts): ReportBlock[] {
  const listed = figures.filter(({ metric, className }) => className === null && METRICS[metric].listed > 0);
  return [
    { kind: 'text', tone: 'strong', text: `${conclusion.text}.` },
    ...(conclusion.because ? [{ kind: 'text', text: conclusion.because } as const] : []),
    {
      kind: 'facts',
      rows: [
        ['Model', card.name],
        ['Data set', `${card.data.name}${card.data.synthetic ? ' (synthetic)' : ''}`],
        ['Classes', card.classes.join(', ')],
        card.figures.of === 'validation'
          ? ['Validation set', `${card.figures.n} scans; the test set is still sealed`]
          : ['Test set', `${card.figures.n} scans, ${card.split.testGroups} distinct images`],
        ...listed.map(
          ({ metric, estimate }) => [METRICS[metric].label, estimateWords(estimate, METRICS[metric].unit)] as const,
        ),
        ['Report made', minute(madeAt)],
      ],
    },
  ];
}

function stated({ statements }: ReportFacts): ReportBlock[] {
  const names = Object.keys(STATEMENTS) as StatementName[];
  return [{ kind: 'facts', rows: names.map((name) => [STATEMENTS[name].label, statements[name] || 'not stated']) }];
}

function flow({ data, model: { card } }: ReportFacts): ReportBlock[] | null {
  if (!data) return null;
  const { imported, duplicate, refused, ignored } = data.files;
  const { training, validation, test } = card.split.scans;
  return [
    {
      ...{ kind: 'table', caption: 'Flow of files and scans', head: ['Step', 'Number'] },
      rows: [
        ['Files dropped', String(imported + duplicate + refused + ignored)],
        ['Ignored (no images)', String(ignored)],
        ['Refused (could not be read)', String(refused)],
        ['The same bytes again', String(duplicate)],
        ['Imported', String(imported)],
        ['Excluded by the user', String(data.excluded.length)],
        ['In use now', String(data.inUse)],
        card.folds
          ? ['Tested, each by a network that had not seen it', String(test)]
          : ['Training, validation, test of this model', `${training}, ${validation}, ${test}`],
      ],
    },
    { kind: 'list', items: data.changes.map(({ at, text }) => `${minute(at)}: ${text}`) },
  ];
}

function subsets({ subsets: rows, model: { card } }: ReportFacts): ReportBlock[] {
  return [
    { kind: 'text', text: splitText(card.split) },
    {
      ...{ kind: 'table', caption: 'Scans by subset and class' },
      head: ['Subset', ...card.classes, 'Scans', 'Distinct images, patients or volumes'],
      rows: rows.map(({ subset, scansPerClass, scans, groups }) => [
        ...[subset, ...scansPerClass.map(String), String(scans)],
        groups === null ? 'not known' : String(groups),
      ]),
    },
    ...foldSubsets(card),
  ];
}

function splitText({ testing, testScansWithTwin, ...split }: ModelCard['split']): string {
  const { training, validation, test } = split.shares;
  const words = splitPhrase(split);
  // A set's own split has no shares, several splits each have their own.
  const shares = `${percentText(training)} of the scans for training, ${percentText(validation)} for validation, ${percentText(test)} for the test`;
  const drawn = testing ? `, ${testingWords(testing)}` : split.kind === 'own' ? '' : `: ${shares}`;
  const overlap = `Test scans that have a duplicate in training: ${testScansWithTwin}.`;
  return `${asSentence(words)}${drawn}. ${overlap}`;
}

const WHY = {
  copy: 'a duplicate',
  conflict: 'a duplicate in another class',
  odd: 'an outlier',
  hand: 'by hand',
} as const;

function exclusions({ data }: ReportFacts): ReportBlock[] | null {
  if (!data) return null;
  const excluded = data.excluded.map(({ path, className, why }) => [path, className, WHY[why]]);
  const refused = data.refused.map(({ path, reason }) => [path, reason]);
  return [
    ...cutTable('Excluded scans', ['File', 'Class', 'Why'], excluded),
    ...cutTable('Refused files', ['File', 'Why'], refused),
  ];
}

function preprocessing({ model: { card } }: ReportFacts): ReportBlock[] {
  const { size, depth, fit, version } = card.preprocessing;
  const augmentation = (Object.keys(augmentationFields) as (keyof typeof augmentationFields)[]).flatMap((name) => {
    const amount = card.augmentation[name];
    const field = augmentationFields[name];
    return amount ? [`${labelOfSwitch(field)}${amount === true ? '' : ` ${settingValueWords(field, amount)}`}`] : [];
  });
  return [
    {
      kind: 'facts',
      rows: [
        ['Network input', `${size} x ${size} x ${depth}, grey levels 0 to 1, by area averaging`],
        ['Fit', `${fit}, version ${version}`],
        ['Augmentation in training', augmentation.join(', ') || 'none'],
      ],
    },
  ];
}

function network({ model: { card, network: inspected } }: ReportFacts): ReportBlock[] {
  const rows = card.network.layers.map((layer, index) => {
    const { outputShape, parameters } = inspected.layers[index] ?? { outputShape: null, parameters: 0 };
    return [layerOfKind(layer.kind).label, (outputShape ?? []).join(' x '), String(parameters)];
  });
  const outputs = card.classes.length === 2 ? 'Sigmoid output' : 'Softmax output';
  const last = [outputs, (inspected.output.outputShape ?? []).join(' x '), String(inspected.output.parameters)];
  const shapes = [
    inspected.input,
    ...inspected.layers.flatMap(({ outputShape }) => (outputShape ? [outputShape] : [])),
  ];
  return [
    { kind: 'layers', caption: 'Heights: sides of the images; widths: channels. Thin boxes: neurons.', shapes },
    {
      kind: 'table',
      caption: `${inspected.parameters} parameters`,
      head: ['Layer', 'Output', 'Parameters'],
      rows: [...rows, last],
    },
  ];
}

function training({ model: { card, history } }: ReportFacts): ReportBlock[] {
  const settings = card.hyperparameters;
  const epochs = history?.epochs ?? [];
  const highest = Math.max(
    0.1,
    ...epochs.flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]),
  );
  const line = (pick: 'trainingLoss' | 'validationLoss') =>
    epochs.map((record) => [record.epoch, record[pick]] as const).filter(([, loss]) => Number.isFinite(loss));
  return [
    {
      kind: 'facts',
      rows: [
        ['Optimizer', `Adam, learning rate ${settings.learningRate}, ${settings.schedule.replaceAll('-', ' ')}`],
        ['Batches', `of ${settings.batchSize} scans`],
        ['Seed', String(settings.seed)],
        ['Refinements', refinementNames(settings).join(', ') || 'none'],
        [
          'Epochs',
          card.folds
            ? `${card.epochsTrained}; the weights of each network are those of its best epoch on its own validation set`
            : `${card.epochsTrained}; the weights are those of epoch ${card.bestEpoch}, the best on the validation set`,
        ],
      ],
    },
    ...(epochs.length > 1
      ? [
          {
            ...{ kind: 'chart' as const, caption: 'Loss by epoch' },
            x: { label: 'Epoch', low: 1, high: epochs.length },
            y: { label: 'Cross-entropy, nats', low: 0, high: highest },
            lines: [
              { name: 'training', points: line('trainingLoss') },
              { name: 'validation', points: line('validationLoss') },
            ],
          },
        ]
      : []),
  ];
}

function shortcuts({ shortcuts: found, model: { card } }: ReportFacts): ReportBlock[] | null {
  if (!found) return null;
  return [
    {
      kind: 'text',
      text: `Small models that see no anatomy at all, by five-fold cross-validation in groups. Always saying the largest class is right in ${majorityWords(card.data.scansPerClass)}.`,
    },
    {
      ...{
        kind: 'table',
        caption: 'What file properties alone tell',
        head: ['Knowing only', 'Scans', 'Accuracy', 'AUC'],
      },
      rows: found.map((shortcut) => [
        ...[shortcutName(shortcut), String(shortcut.n)],
        ...[estimateWords(shortcut.accuracy, 'percent'), estimateWords(shortcut.auc, 'fraction')],
      ]),
    },
  ];
}

function subgroups({ subgroups: groups }: ReportFacts): ReportBlock[] | null {
  if (groups.length === 0) return null;
  return [
    {
      ...{ kind: 'table', caption: 'Test scans by what is known of them' },
      head: ['By', 'Test scans', 'n', 'Accuracy', 'AUC', ''],
      rows: groups.map(({ kind, value, n, accuracy, auc, differs }) => [
        ...[kind, value, String(n), estimateWords(accuracy, 'percent')],
        ...[auc ? estimateWords(auc, 'fraction') : '', differs ? 'differs' : ''],
      ]),
    },
  ];
}

function robustness(facts: ReportFacts): ReportBlock[] | null {
  const { robustness: points } = facts;
  if (points.length === 0) return null;
  const caption = evaluatedSet(facts) === 'test' ? 'Test scans, degraded' : 'Validation scans, degraded';
  const rows = points.map(({ degradation, n, accuracy, auc }) => {
    const words = degradation
      ? [DEGRADATIONS[degradation.kind].label, `${degradation.amount} (${DEGRADATIONS[degradation.kind].unit})`]
      : ['As they are', ''];
    return [...words, String(n), estimateWords(accuracy, 'percent'), auc ? estimateWords(auc, 'fraction') : ''];
  });
  return [{ kind: 'table', caption, head: ['What', 'Amount', 'n', 'Accuracy', 'AUC'], rows }];
}

function external({ externalTests }: ReportFacts): ReportBlock[] | null {
  if (externalTests.length === 0) return null;
  return externalTests.map(({ name, at, n, figures }) => ({
    ...{ kind: 'table', caption: `${name}: ${n} scans, tested ${minute(at)}` },
    ...{ head: ['Figure', 'Value', 'What it is'], rows: figureRows(figures) },
  }));
}

function failures({ failures: wrong }: ReportFacts): ReportBlock[] | null {
  if (!wrong) return null;
  if (wrong.length === 0) return [{ kind: 'text', text: 'No test scan was called wrong.' }];
  const rows = wrong.map(({ path, sha256, truth, called, probability }) => [
    ...[path ?? sha256.slice(0, 12), truth, called, probability.toFixed(3)],
  ]);
  const images = wrong.flatMap(({ image, truth, called, probability }) =>
    image ? [{ source: image, caption: `${truth}, called ${called} (${probability.toFixed(3)})` }] : [],
  );
  return [
    ...cutTable(
      'Test scans that were called wrong, the surest first',
      ['File', 'Label', 'Called', 'Probability'],
      rows,
    ),
    ...(images.length > 0 ? [{ kind: 'images' as const, images }] : []),
  ];
}

function limits(facts: ReportFacts): ReportBlock[] {
  return [{ kind: 'list', items: [...limitsOf(facts), ...(facts.statements.limits ? [facts.statements.limits] : [])] }];
}

function reproduction({ model: { card, fingerprint } }: ReportFacts): ReportBlock[] {
  const { software, data } = card;
  return [
    {
      kind: 'facts',
      rows: [
        ['Software', `Axial ${software.axial}, TensorFlow.js ${software.tfjs}`],
        ['Device', `${BACKENDS[software.backend].label}, ${software.device}`],
        ['Model made', minute(card.createdAt)],
        ['Fingerprint of weights, classes, preprocessing and threshold', fingerprint ?? 'not known'],
        ['SHA-256 of the data set', data.fingerprint],
        ['Data-set version', data.version === undefined ? 'not counted' : String(data.version)],
      ],
    },
  ];
}

function checklistBlocks(
  facts: ReportFacts,
  sections: readonly { readonly id: string; readonly title: string; readonly measured: boolean }[],
): ReportBlock[] {
  return [
    {
      ...{ kind: 'text', tone: 'quiet' },
      text: 'What CLAIM (2024) and STARD-AI (2025) ask of a study, in our words and without their numbers, and where it is answered here. A report of one model answers no guideline by itself.',
    },
    {
      ...{ kind: 'table', caption: 'Asked and answered', head: ['Asked', 'By', 'Answered'] },
      rows: checklistRows(facts, sections),
    },
  ];
}

function cutTable(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): ReportBlock[] {
  if (rows.length === 0) return [{ kind: 'text', text: `${caption}: none.` }];
  const table: ReportBlock = {
    kind: 'table',
    caption: `${caption}: ${rows.length}`,
    head,
    rows: rows.slice(0, MOST_ROWS),
  };
  if (rows.length <= MOST_ROWS) return [table];
  return [table, { kind: 'text', tone: 'quiet', text: `The first ${MOST_ROWS}; all are in the JSON.` }];
}

/** '2026-11-29 07:01 UTC' */
function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
