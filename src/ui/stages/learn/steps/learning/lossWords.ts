import type { TracedStep } from '../../../../../explain/trainingSteps.ts';
import { formatLoss } from '../../../../components/text/format.ts';

/** What the mean loss did from the start to step `at`, and what that says of the learning rate. */
export function lossWords(steps: readonly TracedStep[], at: number): string {
  const losses = steps.slice(0, at + 1).map(({ pass }) => pass.meanLoss);
  const [start, now] = [losses[0], losses.at(-1)];
  if (start === undefined || now === undefined || losses.length < 2) return '';
  if (!losses.every(Number.isFinite)) return 'The mean loss is no longer a number. Try a smaller learning rate.';
  const path = `from ${formatLoss(start)} to ${formatLoss(now)}`;
  if (now > start)
    return at === 1
      ? `The mean loss rose ${path}: the step was too large for these weights. Try a smaller learning rate.`
      : `The mean loss rose ${path} in ${at} steps: they are too large for these weights. Try a smaller learning rate.`;
  const peak = Math.max(...losses);
  if (peak > start)
    return `The mean loss first rose to ${formatLoss(peak)}, at step ${losses.indexOf(peak)}: that step was too large. The next ones led back: ${path}.`;
  return now < start ? `The mean loss fell ${path}.` : 'The mean loss stayed the same.';
}
