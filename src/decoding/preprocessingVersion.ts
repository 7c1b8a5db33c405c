/**
 * Versions of the way from a file to the network's input, oldest first. Raised whenever the same file and settings would give other
 * numbers; a model keeps its own for ever. What each one changed: `preprocessing/PREPROCESSING.md`.
 */
export const PREPROCESSING_VERSIONS = [1, 2] as const;

export type PreprocessingVersion = (typeof PREPROCESSING_VERSIONS)[number];

/** Of what is trained now. */
export const PREPROCESSING_VERSION = 2 satisfies PreprocessingVersion;
