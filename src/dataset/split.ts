export type Part = 'training' | 'validation' | 'test';

export type SplitSettings = {
  /** 'grouped' never separates copies; 'random' does, and its figures are inflated by them. */
  readonly kind: 'grouped' | 'random';
  readonly seed: number;
  /** Shares of the scans; they sum to 1. Default 0.7 / 0.15 / 0.15. */
  readonly shares: Readonly<Record<Part, number>>;
};

/** Each part as SHA-256 ids. Every scan of the data set is in exactly one part. */
export type Split = {
  readonly settings: SplitSettings;
  readonly parts: Readonly<Record<Part, readonly string[]>>;
  /** Test scans that have a copy or near-copy in training; 0 for a grouped split. */
  readonly testScansWithTwin: number;
};
