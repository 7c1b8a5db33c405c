/**
 * Weight of each class so that every class counts the same in the loss, and the mean weight over all scans is 1:
 * n / (classes * scans of the class), scikit-learn's 'balanced'. Throws where a class has no scan.
 */
export function balancedClassWeights(labels: ArrayLike<number>, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (let i = 0; i < labels.length; i++) counts[labels[i] ?? 0] = (counts[labels[i] ?? 0] ?? 0) + 1;
  return counts.map((count) => {
    if (count === 0)
      throw new Error(
        'A class has no scan in the training set, so it has no weight. Add scans of it, or switch class weights off.',
      );
    return labels.length / (classCount * count);
  });
}
