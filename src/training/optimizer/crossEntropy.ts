/**
 * Cross-entropy in nats of one scan from its logits: one for two classes (of the second class being true), else one per
 * class. Computed so that no logit, however large, gives Infinity or NaN.
 */
export function crossEntropy(logits: ArrayLike<number>, label: number): number {
  if (logits.length === 1) {
    const logit = logits[0] ?? Number.NaN;
    return softplus(label === 1 ? -logit : logit);
  }
  const row = Array.from(logits);
  const largest = Math.max(...row);
  const logOfSum = largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
  return logOfSum - (row[label] ?? Number.NaN);
}

/** The class of the largest probability; for one logit the second class from a probability of one half on. */
export function argmax(logits: ArrayLike<number>): number {
  if (logits.length === 1) return (logits[0] ?? 0) >= 0 ? 1 : 0;
  const row = Array.from(logits);
  return row.indexOf(Math.max(...row));
}

/** ln(1 + e^x) */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
