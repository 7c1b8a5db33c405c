import { add, mul, tidy, type Variable, variable } from '@tensorflow/tfjs';
import { fusedAverage } from '../../compute/kernels/operations/fusedOptimizers.ts';
import { runningKernels } from '../../compute/wasmBackend.ts';
import { assignWeights, flattenWeights } from '../flattenWeights.ts';

type Averaged = { readonly variable: Variable; readonly average: Variable };

/**
 * A moving average of the weights (Polyak and Juditsky 1992; Keras's `use_ema`): momentum * average + (1 - momentum) * weight
 * after every update, and the weights themselves after the first.
 */
export class WeightAverages {
  private readonly pairs: readonly Averaged[];

  /** The variables stay the caller's; `dispose` lets the averages go. */
  constructor(
    variables: readonly Variable[],
    private readonly momentum: number,
  ) {
    this.pairs = variables.map((each) => ({ variable: each, average: tidy(() => variable(each.clone(), false)) }));
  }

  /** @param update how many updates of the weights there were, this one included */
  follow(update: number): void {
    const momentum = update === 1 ? 0 : this.momentum;
    const runtime = runningKernels()?.runtime;
    for (const { variable: weight, average } of this.pairs) {
      if (runtime) fusedAverage(runtime, average, weight, momentum);
      else tidy(() => average.assign(add(mul(average, momentum), mul(weight, 1 - momentum))));
    }
  }

  /** Puts the averages into the network, and the weights in their place; the other way round the next time. */
  swap(): void {
    for (const { variable: weight, average } of this.pairs)
      tidy(() => {
        const kept = weight.clone();
        weight.assign(average);
        average.assign(kept);
      });
  }

  state(): Promise<ArrayBuffer> {
    return flattenWeights(this.pairs.map(({ average }) => average));
  }

  restore(state: ArrayBuffer): void {
    assignWeights(
      this.pairs.map(({ average }) => average),
      state,
    );
  }

  dispose(): void {
    for (const { average } of this.pairs) average.dispose();
  }
}
