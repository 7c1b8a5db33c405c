/** A way in which scans get worse between the scanner and the network. */
type DegradationKind = {
  readonly label: string;
  /** What the amounts are in. */
  readonly unit: string;
  /** The amount at which nothing changes. */
  readonly none: number;
  /** From little to much; on both sides of `none` where it goes two ways. */
  readonly amounts: readonly number[];
};

/**
 * What a network is tried with. An image counts as one whose longer side has at most `MEASURED_SIDE` pixels (see `degrade`), so that
 * an amount means the same for small scans and large ones.
 */
export const DEGRADATIONS = {
  noise: {
    label: 'Noise',
    unit: 'standard deviation in % of white',
    none: 0,
    amounts: [2, 5, 10, 20],
  },
  blur: {
    label: 'Blur',
    unit: 'standard deviation in % of the longer side',
    none: 0,
    amounts: [0.5, 1, 2, 4],
  },
  resolution: {
    label: 'Resolution',
    unit: 'pixels of the longer side',
    none: 256,
    amounts: [16, 32, 64, 128],
  },
  compression: {
    label: 'JPEG quality',
    unit: 'of 100',
    none: 100,
    amounts: [5, 10, 25, 50],
  },
  contrast: {
    label: 'Contrast',
    unit: '% of its own',
    none: 100,
    amounts: [25, 50, 150, 200],
  },
  brightness: {
    label: 'Brightness',
    unit: '% of white, added',
    none: 0,
    amounts: [-30, -15, 15, 30],
  },
  rotation: {
    label: 'Rotation',
    unit: 'degrees',
    none: 0,
    amounts: [-30, -15, 15, 30],
  },
  biasField: {
    label: 'Bias field',
    unit: '% darker in one corner and brighter in the other',
    none: 0,
    amounts: [20, 40, 60, 80],
  },
} as const satisfies Readonly<Record<string, DegradationKind>>;

export type DegradationName = keyof typeof DEGRADATIONS;
export type Degradation = { readonly kind: DegradationName; readonly amount: number };

/** Pixels of the longer side up to which an image is degraded; a larger one is reduced to it first. */
export const MEASURED_SIDE = 256;
