import type { Predictions } from '../predictions.ts';

/*
 * Scores that anyone can make again. NumPy: i = np.arange(120)
 * s = np.round(np.clip(.5 + .32 sin(1.7 i) + .28 cos(.61 i), .02, .98), 2); y = (s + .55 sin(2.9 i)) > .5; groups: i // 2
 */
export const wavyScores = Array.from({ length: 120 }, (_, i) => {
  const score = 0.5 + 0.32 * Math.sin(i * 1.7) + 0.28 * Math.cos(i * 0.61);
  return Math.round(100 * Math.min(0.98, Math.max(0.02, score))) / 100;
});

export const wavyScans: Predictions = {
  sha256: wavyScores.map(String),
  labels: wavyScores.map((score, i) => (score + 0.55 * Math.sin(i * 2.9) > 0.5 ? 1 : 0)),
  probabilities: wavyScores.map((score) => [1 - score, score]),
  groups: wavyScores.map((_, i) => Math.floor(i / 2)),
};
