import type { Estimate } from './estimate.ts';

type ClassFigures = {
  readonly recall: Estimate | null;
  readonly f1: Estimate | null;
  readonly auc: Estimate | null;
};
type MacroFigures = {
  readonly macroRecall: Estimate | null;
  readonly macroF1: Estimate | null;
  readonly macroAuc: Estimate | null;
};

/**
 * Means over the classes, each class counting the same however many scans it has, with 95 % intervals that are made of
 * the classes' own: wide where those are, also where every figure is 0 or 1.
 * Each class's recall is of its own scans alone, so `meanOfIndependent` serves for it. F1 and AUC share scans between
 * classes, so that theirs depend on each other: `meanOfDependent`, which is cautious.
 * All are null where a class has no scan.
 *
 * @param recallsDepend scans of several classes belong together (of one patient, say), so that their recalls depend as well
 */
export function macroFigures(perClass: readonly ClassFigures[], recallsDepend = false): MacroFigures {
  const recalls = allKnown(perClass.map(({ recall }) => recall));
  if (recalls === null) return { macroRecall: null, macroF1: null, macroAuc: null };
  const f1s = allKnown(perClass.map(({ f1 }) => f1));
  const areas = allKnown(perClass.map(({ auc }) => auc));
  return {
    macroRecall: recallsDepend ? meanOfDependent(recalls) : meanOfIndependent(recalls),
    macroF1: f1s && meanOfDependent(f1s),
    macroAuc: areas && meanOfDependent(areas),
  };
}

function allKnown(figures: readonly (Estimate | null)[]): readonly Estimate[] | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length > 0 && known.length === figures.length ? known : null;
}

/**
 * The distances from value to limit, added as the errors of independent figures are: by their squares (MOVER; Zou and
 * Donner, 'Construction of confidence limits about effect measures', Statistics in Medicine 27, 2008, 1693-1702).
 * Simulated, it covers 94 % for recalls of 0.4 to 0.95, and 89 % for three classes of 20 scans with recalls of 0.98.
 */
function meanOfIndependent(figures: readonly Estimate[]): Estimate {
  const value = mean(figures.map((figure) => figure.value));
  const below = Math.hypot(...figures.map((figure) => figure.value - figure.low)) / figures.length;
  const above = Math.hypot(...figures.map((figure) => figure.high - figure.value)) / figures.length;
  return { value, low: value - below, high: value + above };
}

/**
 * The same distances added as they are, which gives the mean of the limits: what MOVER gives where all figures rise and
 * fall together. That is the worst case, the error of a mean being at most the mean of the errors, so the interval is
 * wider than it need be where they do not.
 */
export function meanOfDependent(figures: readonly Estimate[]): Estimate {
  return {
    value: mean(figures.map(({ value }) => value)),
    low: mean(figures.map(({ low }) => low)),
    high: mean(figures.map(({ high }) => high)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
