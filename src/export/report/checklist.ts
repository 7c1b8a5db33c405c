import type { ReportRecord } from './reportRecord.ts';
import { STATEMENTS, type StatementName } from './statements.ts';

/** What guidelines ask of a study, and where this report answers it. */
type ChecklistItem = {
  readonly asks: string;
  readonly guidelines: 'both' | 'CLAIM' | 'STARD-AI';
  /** The id of a section, or what only people know. */
  readonly answer: { readonly section: string } | { readonly statement: StatementName } | null;
};

const both = 'both' as const;
const section = (id: string) => ({ section: id });
const statement = (name: StatementName) => ({ statement: name });

/** In our words, in the order of the guidelines: CLAIM (Tejani and others, 2024) and STARD-AI (Sounderajah and others, 2025). */
export const CHECKLIST: readonly ChecklistItem[] = [
  { asks: 'Named as a study of AI, with its kind', guidelines: both, answer: statement('title') },
  { asks: 'Structured summary', guidelines: both, answer: section('summary') },
  { asks: 'Intended use and clinical role', guidelines: both, answer: statement('intendedUse') },
  { asks: 'Aims and hypotheses', guidelines: both, answer: null },
  { asks: 'Data gathered before or after the study was planned', guidelines: both, answer: statement('dataSource') },
  { asks: 'Sources of the data, setting, dates', guidelines: both, answer: statement('dataSource') },
  { asks: 'Who and what could be included', guidelines: both, answer: statement('eligibility') },
  { asks: 'Preprocessing', guidelines: both, answer: section('preprocessing') },
  { asks: 'Which data were left out, and why', guidelines: both, answer: section('exclusions') },
  { asks: 'De-identification', guidelines: 'CLAIM', answer: statement('deidentification') },
  { asks: 'Missing and unreadable data', guidelines: both, answer: section('exclusions') },
  { asks: 'How images were acquired', guidelines: 'CLAIM', answer: statement('dataSource') },
  { asks: 'Reference standard and its reason', guidelines: both, answer: statement('referenceStandard') },
  { asks: 'Who annotated, and how far they agreed', guidelines: both, answer: statement('annotators') },
  {
    asks: 'How data were assigned to subsets, and at which level these are disjoint',
    guidelines: both,
    answer: section('subsets'),
  },
  { asks: 'Sample size', guidelines: both, answer: section('limits') },
  { asks: 'The model in detail: input, output, layers', guidelines: both, answer: section('network') },
  { asks: 'Software, versions, device', guidelines: both, answer: section('reproduction') },
  { asks: 'First weights, training, settings', guidelines: 'CLAIM', answer: section('training') },
  { asks: 'How the final model was chosen', guidelines: 'CLAIM', answer: section('training') },
  { asks: 'Threshold, and where it was chosen', guidelines: both, answer: section('results') },
  { asks: 'Metrics, with their uncertainty', guidelines: both, answer: section('results') },
  { asks: 'Robustness', guidelines: 'CLAIM', answer: section('robustness') },
  { asks: 'Explaining the answers', guidelines: 'CLAIM', answer: section('failures') },
  { asks: 'Test on internal data', guidelines: both, answer: section('results') },
  { asks: 'Test on external data', guidelines: both, answer: section('external') },
  { asks: 'Flow of scans and people', guidelines: both, answer: section('data') },
  { asks: 'People by subset: age, sex, severity', guidelines: both, answer: statement('demographics') },
  { asks: 'Fairness: figures of subgroups', guidelines: 'STARD-AI', answer: section('subgroups') },
  { asks: 'Calibration', guidelines: both, answer: section('calibration') },
  { asks: 'Failures', guidelines: both, answer: section('failures') },
  { asks: 'Limits, bias, how far it carries over', guidelines: both, answer: section('limits') },
  { asks: 'Implications, and what it is not for', guidelines: both, answer: statement('nonUse') },
  { asks: 'Protocol, registration, ethics', guidelines: both, answer: statement('ethics') },
  { asks: 'Where data, code and model are', guidelines: both, answer: section('reproduction') },
  { asks: 'Funding and interests', guidelines: both, answer: statement('funding') },
];

/** 'Results', 'stated', 'not stated', 'not measured': where each item is answered. */
export function checklistRows(
  { statements }: Pick<ReportRecord, 'statements'>,
  sections: readonly { readonly id: string; readonly title: string; readonly measured: boolean }[],
): string[][] {
  return CHECKLIST.map(({ asks, guidelines, answer }) => {
    const who = guidelines === 'both' ? 'CLAIM, STARD-AI' : guidelines;
    return [asks, who, answerWords(answer, statements, sections)];
  });
}

function answerWords(
  answer: ChecklistItem['answer'],
  statements: ReportRecord['statements'],
  sections: readonly { readonly id: string; readonly title: string; readonly measured: boolean }[],
): string {
  if (answer === null) return 'not in this report';
  if ('statement' in answer)
    return statements[answer.statement] ? `stated: ${STATEMENTS[answer.statement].label}` : 'not stated';
  const found = sections.find(({ id }) => id === answer.section);
  return found?.measured ? found.title : 'not measured';
}
