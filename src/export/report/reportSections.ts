import { BACKENDS } from '../../compute/backends.ts';
import { METRICS } from '../../evaluation/metrics/metrics.ts';
import { checklistRows } from './checklist.ts';
import { minute } from './cutTable.ts';
import { exclusions, flow, subsets } from './dataSections.ts';
import { limitsOf } from './limits.ts';
import { network, preprocessing, training } from './networkSections.ts';
import type { ReportBlock, ReportSection } from './reportBlocks.ts';
import type { ReportRecord } from './reportRecord.ts';
import { estimateWords } from './reportWords.ts';
import { calibration, evaluatedSet, results } from './resultSections.ts';
import { STATEMENTS, type StatementName } from './statements.ts';
import { external, failures, robustness, shortcuts, subgroups } from './testSections.ts';

/** A section whose report are not there says so in one line. */
type Written = { readonly id: string; readonly title: string; readonly blocks: readonly ReportBlock[] | null };

/** The report as it is read, section by section. */
export function reportSections(report: ReportRecord): ReportSection[] {
  const written: Written[] = [
    { id: 'summary', title: 'Summary', blocks: summary(report) },
    { id: 'stated', title: 'Intended use, and what was stated', blocks: stated(report) },
    { id: 'data', title: 'Data', blocks: flow(report) },
    { id: 'subsets', title: 'Subsets', blocks: subsets(report) },
    { id: 'exclusions', title: 'What was left out', blocks: exclusions(report) },
    { id: 'preprocessing', title: 'Preprocessing', blocks: preprocessing(report) },
    { id: 'network', title: 'Network', blocks: network(report) },
    { id: 'training', title: 'Training', blocks: training(report) },
    { id: 'results', title: `Results on the ${evaluatedSet(report)} set`, blocks: results(report) },
    { id: 'calibration', title: 'Calibration', blocks: calibration(report) },
    { id: 'shortcuts', title: 'Shortcut baselines', blocks: shortcuts(report) },
    { id: 'subgroups', title: 'Subgroups', blocks: subgroups(report) },
    { id: 'robustness', title: 'Robustness', blocks: robustness(report) },
    { id: 'external', title: 'External tests', blocks: external(report) },
    { id: 'failures', title: 'Failures', blocks: failures(report) },
    { id: 'limits', title: 'Limits', blocks: limits(report) },
    { id: 'reproduction', title: 'Versions and hashes', blocks: reproduction(report) },
  ];
  const measured = written.map(({ id, title, blocks }) => ({ id, title, measured: blocks !== null }));
  const checklist: ReportSection = { id: 'checklist', title: 'Checklist', blocks: checklistBlocks(report, measured) };
  return [...written.map(({ blocks, ...each }) => ({ ...each, blocks: blocks ?? [NOT_MEASURED] })), checklist];
}

const NOT_MEASURED: ReportBlock = { kind: 'text', tone: 'quiet', text: 'Not known, or not measured.' };

function summary({ model: { card }, conclusion, figures, madeAt }: ReportRecord): ReportBlock[] {
  const listed = figures.filter(({ metric, className }) => className === null && METRICS[metric].listed > 0);
  return [
    { kind: 'text', tone: 'strong', text: `${conclusion.text}.` },
    ...(conclusion.because ? [{ kind: 'text', text: conclusion.because } as const] : []),
    {
      kind: 'definitions',
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

function stated({ statements }: ReportRecord): ReportBlock[] {
  const names = Object.keys(STATEMENTS) as StatementName[];
  return [
    { kind: 'definitions', rows: names.map((name) => [STATEMENTS[name].label, statements[name] || 'not stated']) },
  ];
}

function limits(report: ReportRecord): ReportBlock[] {
  return [
    { kind: 'list', items: [...limitsOf(report), ...(report.statements.limits ? [report.statements.limits] : [])] },
  ];
}

function reproduction({ model: { card, fingerprint } }: ReportRecord): ReportBlock[] {
  const { software, data } = card;
  return [
    {
      kind: 'definitions',
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
  report: ReportRecord,
  sections: readonly { readonly id: string; readonly title: string; readonly measured: boolean }[],
): ReportBlock[] {
  return [
    {
      ...{ kind: 'text', tone: 'quiet' },
      text: 'What CLAIM (2024) and STARD-AI (2025) ask of a study, in our words and without their numbers, and where it is answered here. A report of one model answers no guideline by itself.',
    },
    {
      ...{ kind: 'table', caption: 'Asked and answered', head: ['Asked', 'By', 'Answered'] },
      rows: checklistRows(report, sections),
    },
  ];
}
