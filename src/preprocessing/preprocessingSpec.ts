/** How pixels become the network's input. Saved with the model, so that it never sees other pixels in use than in training. */
export type PreprocessingSpec = {
  /** Raised whenever the same picture and settings would give other numbers. */
  readonly version: 1;
  /** Width and height of the input, 32..256. */
  readonly size: number;
  /** 1: grey; 3: RGB. */
  readonly depth: 1 | 3;
  /**
   * 'stretch' fills the square; 'pad' keeps the aspect and fills up with black; 'harmonise' takes from scans what tells
   * their source: see `harmonise.ts`.
   */
  readonly fit: 'stretch' | 'pad' | 'harmonise';
};

/** Random changes of training pictures. An amount of 0 (or false) is off. */
export type Augmentation = {
  readonly horizontalFlip: boolean;
  /** Degrees either way. */
  readonly rotation: number;
  /** Share either way, e.g. 0.1 for 90 % to 110 %. */
  readonly zoom: number;
  /** Share of the side either way. */
  readonly shift: number;
  /** Share either way. */
  readonly brightness: number;
};

/** What the networks that are offered are fed: made at once at an import, and judged by the audit. */
export const DEFAULT_INPUT: PreprocessingSpec = { version: 1, size: 64, depth: 1, fit: 'stretch' };
