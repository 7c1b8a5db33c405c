/** One remedy that the user applied. Each can be taken back, in any order. */
export type Edit = {
  /** Counts up; names the edit when it is taken back. */
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
} & (
  | { readonly kind: 'exclude'; readonly sha256s: readonly string[]; readonly why: ExclusionReason }
  | { readonly kind: 'relabel'; readonly sha256s: readonly string[]; readonly className: string }
  /** The data set's scans are cropped to the head, brought to one sharpness and one range of grey before training. */
  | { readonly kind: 'harmonise' }
);

export type ExclusionReason = 'copy' | 'conflict' | 'odd' | 'hand';
