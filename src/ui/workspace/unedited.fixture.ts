const version = {
  number: 1,
  hash: '0'.repeat(64),
  at: '2026-11-23T08:00:00.000Z',
  code: 'import',
  params: { scans: 0 },
  scans: 0,
  excluded: 0,
  edit: null,
} as const;

/** What the view of a data set says while nobody has edited it. */
export const unedited = {
  source: { classes: [], scans: [], outcomes: [], edits: [] },
  excluded: [],
  edits: [],
  harmonised: false,
  version,
  history: [version],
  unfinished: null,
  folders: [],
} as const;
