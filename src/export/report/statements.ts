/** What only people know of a study: asked before a report is made; what is left empty is 'not stated' in it. */
export const STATEMENTS = {
  title: { label: 'Title', help: 'Names the study, and that it is one of a machine-learning model.' },
  authors: { label: 'Authors and contact', help: 'Who answers questions.' },
  intendedUse: { label: 'Intended use', help: 'For whom, on which scans, for which decision.' },
  nonUse: { label: 'Not to be used for', help: 'Scans, people and decisions that it was not made for.' },
  dataSource: {
    label: 'Source of the data',
    help: 'Where, when and on which scanners the scans were made; whether a public set.',
  },
  eligibility: {
    label: 'Inclusion and exclusion',
    help: 'Which people and scans could be in the data; consecutive, random or chosen.',
  },
  demographics: { label: 'People', help: 'Number, age, sex and severity, by class and subset where known.' },
  referenceStandard: { label: 'Reference standard', help: 'What the label of a scan is from, and why that.' },
  annotators: { label: 'Annotators', help: 'Who labelled, how experienced, and how far they agreed.' },
  deidentification: { label: 'De-identification', help: 'How what names people was taken out.' },
  ethics: { label: 'Ethics and registration', help: 'Approval, consent, number of the protocol.' },
  funding: { label: 'Funding and interests', help: 'Who paid, and what they could decide.' },
  limits: { label: 'Further limits', help: 'What the figures here do not tell.' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly help: string }>>;

export type StatementName = keyof typeof STATEMENTS;
export type Statements = { readonly [name in StatementName]?: string };
