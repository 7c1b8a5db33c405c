/**
 * Figures that the tests of this room are held to, made with scikit-learn 1.9.1 (confusion_matrix, precision_score,
 * recall_score, f1_score, roc_auc_score, roc_curve with drop_intermediate=False, precision_recall_fscore_support,
 * balanced_accuracy_score) and SciPy 1.17.1 (binomtest(k, n).proportion_ci(method='wilson')). Intervals of the AUC: DeLong's
 * kernel psi over all pairs in numpy, P and N its means by row and column, A its mean; v(q) = (q (1 - q) + (m - 1) (q / (2 - q) - q^2) + (n - 1)
 * (2 q^2 / (1 + q) - q^2)) / (m n); k = sum(P < 1) + sum(N < 1); f = 1 + k / (k + 10) ((P.var() / m + N.var() / n) / v(A) - 1); the roots of
 * (q - A)^2 = 1.959964^2 f v(q) by scipy.optimize.brentq. Macro figures: balanced_accuracy_score, f1_score and roc_auc_score averaged; their intervals in
 * numpy 2.4.6 from SciPy's Wilson limits l, u of the classes' recalls p: m - sqrt(sum((p - l)**2))/K, m + sqrt(sum((u - p)**2))/K;
 * for F1 and AUC the means of the classes' lows and highs, F1's being 2s/(1+s) of the Wilson limits of s = tp/(tp+fp+fn).
 * A figure is [value, low, high].
 */
export type Triple = readonly number[];

type BinaryCase = {
  readonly name: string;
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly threshold: number;
  readonly counts: { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };
  readonly figures: Readonly<
    Record<'accuracy' | 'sensitivity' | 'specificity' | 'precision' | 'f1' | 'auc', Triple | null>
  >;
  /** False-positive rates, true-positive rates, thresholds (null: infinite). */
  readonly roc?: readonly [readonly number[], readonly number[], readonly (number | null)[]];
};

export const binaryCases: readonly BinaryCase[] = [
  {
    name: 'overlapping scores',
    scores: [
      0.95, 0.148, 0.353, 0.179, 0.714, 0.286, 0.638, 0.304, 0.348, 0.17, 0.462, 0.917, 0.775, 0.519, 0.547, 0.031,
      0.42, 0.909, 0.81, 0.102, 0.592, 0.288, 0.217, 0.862,
    ],
    labels: [1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1],
    threshold: 0.5,
    counts: {
      tp: 11,
      fp: 0,
      fn: 5,
      tn: 8,
    },
    figures: {
      accuracy: [0.7916666667, 0.5952954675, 0.9075517465],
      sensitivity: [0.6875, 0.4440435583, 0.8583535615],
      specificity: [1.0, 0.6755924351, 1.0],
      precision: [1.0, 0.741167033, 1.0],
      f1: [0.8148148148, 0.6150002274, 0.9237785309],
      auc: [0.78125, 0.5351622401, 0.9026635],
    },
    roc: [
      [
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.125, 0.25, 0.25, 0.375, 0.5, 0.625, 0.625, 0.75,
        0.875, 0.875, 0.875, 0.875, 1.0,
      ],
      [
        0.0, 0.0625, 0.125, 0.1875, 0.25, 0.3125, 0.375, 0.4375, 0.5, 0.5625, 0.625, 0.6875, 0.6875, 0.6875, 0.75, 0.75,
        0.75, 0.75, 0.8125, 0.8125, 0.8125, 0.875, 0.9375, 1.0, 1.0,
      ],
      [
        null,
        0.95,
        0.917,
        0.909,
        0.862,
        0.81,
        0.775,
        0.714,
        0.638,
        0.592,
        0.547,
        0.519,
        0.462,
        0.42,
        0.353,
        0.348,
        0.304,
        0.288,
        0.286,
        0.217,
        0.179,
        0.17,
        0.148,
        0.102,
        0.031,
      ],
    ],
  },
  {
    name: 'many tied scores',
    scores: [
      0.4, 0.6, 0.2, 0.3, 0.8, 0.7, 0.4, 0.3, 0.5, 0.3, 0.6, 0.4, 0.2, 0.4, 0.2, 0.2, 0.5, 0.8, 0.7, 0.4, 0.8, 0.4, 0.7,
      0.7, 0.1, 0.2, 0.3, 0.1, 0.2, 0.2,
    ],
    labels: [0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0],
    threshold: 0.4,
    counts: {
      tp: 10,
      fp: 7,
      fn: 0,
      tn: 13,
    },
    figures: {
      accuracy: [0.7666666667, 0.5907167384, 0.8820761186],
      sensitivity: [1.0, 0.7224672001, 1.0],
      specificity: [0.65, 0.4328542767, 0.8188081759],
      precision: [0.5882352941, 0.3600544264, 0.7838894321],
      f1: [0.7407407407, 0.5294706145, 0.878854281],
      auc: [0.9975, 0.844898066, 0.9999644867],
    },
    roc: [
      [0.0, 0.0, 0.0, 0.0, 0.05, 0.35, 0.55, 0.9, 1.0],
      [0.0, 0.3, 0.7, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0],
      [null, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
    ],
  },
  {
    name: 'perfect separation',
    scores: [0.1, 0.2, 0.3, 0.35, 0.8, 0.9, 0.95],
    labels: [0, 0, 0, 0, 1, 1, 1],
    threshold: 0.5,
    counts: {
      tp: 3,
      fp: 0,
      fn: 0,
      tn: 4,
    },
    figures: {
      accuracy: [1.0, 0.6456695649, 1.0],
      sensitivity: [1.0, 0.4385029682, 1.0],
      specificity: [1.0, 0.5101091635, 1.0],
      precision: [1.0, 0.4385029682, 1.0],
      f1: [1.0, 0.6096657121, 1.0],
      auc: [1.0, 0.5380993735, 1.0],
    },
    roc: [
      [0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0],
      [0.0, 0.3333333333, 0.6666666667, 1.0, 1.0, 1.0, 1.0, 1.0],
      [null, 0.95, 0.9, 0.8, 0.35, 0.3, 0.2, 0.1],
    ],
  },
  {
    name: 'perfectly wrong',
    scores: [0.9, 0.8, 0.2, 0.1],
    labels: [0, 0, 1, 1],
    threshold: 0.5,
    counts: {
      tp: 0,
      fp: 2,
      fn: 2,
      tn: 0,
    },
    figures: {
      accuracy: [0.0, 0.0, 0.4898908365],
      sensitivity: [0.0, 0.0, 0.6576197725],
      specificity: [0.0, 0.0, 0.6576197725],
      precision: [0.0, 0.0, 0.6576197725],
      f1: [0.0, 0.0, 0.6576197725],
      auc: [0.0, 0.0, 0.6143642955],
    },
    roc: [
      [0.0, 0.5, 1.0, 1.0, 1.0],
      [0.0, 0.0, 0.0, 0.5, 1.0],
      [null, 0.9, 0.8, 0.2, 0.1],
    ],
  },
  {
    name: 'one score for all',
    scores: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    labels: [0, 0, 1, 1, 1, 0],
    threshold: 0.5,
    counts: {
      tp: 3,
      fp: 3,
      fn: 0,
      tn: 0,
    },
    figures: {
      accuracy: [0.5, 0.1876163065, 0.8123836935],
      sensitivity: [1.0, 0.4385029682, 1.0],
      specificity: [0.0, 0.0, 0.5614970318],
      precision: [0.5, 0.1876163065, 0.8123836935],
      f1: [0.6666666667, 0.315954413, 0.8964809123],
      auc: [0.5, 0.1527735361, 0.8472264639],
    },
    roc: [
      [0.0, 1.0],
      [0.0, 1.0],
      [null, 0.5],
    ],
  },
  {
    name: 'nothing called positive',
    scores: [0.1, 0.3, 0.2, 0.4],
    labels: [0, 1, 0, 1],
    threshold: 0.9,
    counts: {
      tp: 0,
      fp: 0,
      fn: 2,
      tn: 2,
    },
    figures: {
      accuracy: [0.5, 0.1500389892, 0.8499610108],
      sensitivity: [0.0, 0.0, 0.6576197725],
      specificity: [1.0, 0.3423802275, 1.0],
      precision: null,
      f1: [0.0, 0.0, 0.7934506856],
      auc: [1.0, 0.3856357045, 1.0],
    },
    roc: [
      [0.0, 0.0, 0.0, 0.5, 1.0],
      [0.0, 0.5, 1.0, 1.0, 1.0],
      [null, 0.4, 0.3, 0.2, 0.1],
    ],
  },
  {
    name: 'no positive scan',
    scores: [0.1, 0.7, 0.2],
    labels: [0, 0, 0],
    threshold: 0.5,
    counts: {
      tp: 0,
      fp: 1,
      fn: 0,
      tn: 2,
    },
    figures: {
      accuracy: [0.6666666667, 0.2076596008, 0.9385080553],
      sensitivity: null,
      specificity: [0.6666666667, 0.2076596008, 0.9385080553],
      precision: [0.0, 0.0, 0.7934506856],
      f1: [0.0, 0.0, 0.8848313388],
      auc: null,
    },
  },
  {
    name: 'one positive scan',
    scores: [0.1, 0.7, 0.2, 0.6],
    labels: [0, 0, 0, 1],
    threshold: 0.5,
    counts: {
      tp: 1,
      fp: 1,
      fn: 0,
      tn: 2,
    },
    figures: {
      accuracy: [0.75, 0.3006418426, 0.9544127392],
      sensitivity: [1.0, 0.2065493144, 1.0],
      specificity: [0.6666666667, 0.2076596008, 0.9385080553],
      precision: [0.5, 0.09453120573, 0.9054687943],
      f1: [0.6666666667, 0.1727336877, 0.9503895283],
      auc: [0.6666666667, 0.1838282108, 0.9614966939],
    },
    roc: [
      [0.0, 0.3333333333, 0.3333333333, 0.6666666667, 1.0],
      [0.0, 0.0, 1.0, 1.0, 1.0],
      [null, 0.7, 0.6, 0.2, 0.1],
    ],
  },
];

export const multiClassCase = {
  labels: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
  probabilities: [
    [0.147, 0.776, 0.077],
    [0.824, 0.108, 0.068],
    [0.534, 0.38, 0.086],
    [0.085, 0.728, 0.187],
    [0.556, 0.361, 0.083],
    [0.578, 0.398, 0.024],
    [0.744, 0.191, 0.065],
    [0.75, 0.132, 0.118],
    [0.092, 0.825, 0.083],
    [0.639, 0.121, 0.24],
    [0.783, 0.044, 0.173],
    [0.408, 0.06, 0.532],
    [0.912, 0.031, 0.057],
    [0.658, 0.158, 0.184],
    [0.608, 0.311, 0.081],
    [0.204, 0.273, 0.523],
    [0.123, 0.728, 0.149],
    [0.014, 0.712, 0.274],
    [0.343, 0.401, 0.256],
    [0.184, 0.719, 0.097],
    [0.208, 0.348, 0.444],
    [0.189, 0.478, 0.333],
    [0.48, 0.345, 0.175],
    [0.073, 0.706, 0.221],
    [0.403, 0.517, 0.08],
    [0.048, 0.819, 0.133],
    [0.049, 0.087, 0.864],
    [0.145, 0.61, 0.245],
    [0.446, 0.047, 0.507],
    [0.029, 0.414, 0.557],
    [0.282, 0.1, 0.618],
    [0.022, 0.04, 0.938],
    [0.012, 0.079, 0.909],
    [0.341, 0.226, 0.433],
    [0.475, 0.092, 0.433],
    [0.044, 0.323, 0.633],
  ],
  confusion: [
    [10, 3, 1],
    [2, 8, 2],
    [1, 1, 8],
  ],
  accuracy: [0.7222222222, 0.5600751, 0.8415166206],
  perClass: [
    {
      support: 14,
      precision: [0.7692307692, 0.4974362405, 0.9182047128],
      recall: [0.7142857143, 0.4535091567, 0.8827862136],
      f1: [0.7407407407, 0.5294706145, 0.878854281],
      auc: [0.8474025974, 0.6618776366, 0.9387132518],
    },
    {
      support: 12,
      precision: [0.6666666667, 0.3906220889, 0.8618799089],
      recall: [0.6666666667, 0.3906220889, 0.8618799089],
      f1: [0.6666666667, 0.437494673, 0.8372122525],
      auc: [0.7934027778, 0.6126218581, 0.9033713765],
    },
    {
      support: 10,
      precision: [0.7272727273, 0.4343546988, 0.9025394071],
      recall: [0.8, 0.4901624715, 0.9433178485],
      f1: [0.7619047619, 0.5242345572, 0.9028488704],
      auc: [0.9461538462, 0.7935198371, 0.9876663081],
    },
  ],
  macro: {
    macroRecall: [0.726984127, 0.5636153159, 0.8253262926],
    macroF1: [0.7231040564, 0.4970666149, 0.8729718013],
    macroAuc: [0.8623197404, 0.6893397772, 0.9432503122],
  },
};

/** Confusion matrices [true class][predicted class] with their macro recall and macro F1, made as those above. */
export const macroCases = [
  {
    name: 'all called one class',
    confusion: [
      [10, 0, 0],
      [10, 0, 0],
      [10, 0, 0],
    ],
    macroRecall: [0.3333333333, 0.2408224, 0.4641635499],
    macroF1: [0.1666666667, 0.1075256102, 0.5154626997],
  },
  {
    name: 'all right',
    confusion: [
      [4, 0, 0],
      [0, 30, 0],
      [0, 0, 200],
    ],
    macroRecall: [1, 0.8322589733, 1],
    macroF1: [1, 0.8686360962, 1],
  },
  {
    name: 'all wrong',
    confusion: [
      [0, 0, 10],
      [10, 0, 0],
      [0, 10, 0],
    ],
    macroRecall: [0, 0, 0.1602336367],
    macroF1: [0, 0, 0.2775327999],
  },
  {
    name: 'unlike classes',
    confusion: [
      [45, 5, 0, 0],
      [3, 7, 0, 0],
      [0, 0, 1, 2],
      [1, 0, 0, 99],
    ],
    macroRecall: [0.7308333333, 0.6245537081, 0.8560567456],
    macroF1: [0.7576322931, 0.5755918782, 0.9136385163],
  },
] as const;
