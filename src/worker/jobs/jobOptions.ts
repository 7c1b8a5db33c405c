/** Ends a job early: what is there by then is its result. */
export type Stoppable = { readonly signal?: AbortSignal };

export type WhileExplaining = Stoppable & {
  /** Share that is done, 0..1. */ readonly onProgress: (share: number) => void;
};

export type ClassifyProgress = {
  readonly done: number;
  readonly total: number;
  readonly scansPerSecond: number;
  readonly secondsLeft: number;
};
