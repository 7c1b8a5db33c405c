import {
  add,
  div,
  mul,
  scalar,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zerosLike,
} from '@tensorflow/tfjs';
import { adamDefaults, correctedRate, fusedAdam } from '../../compute/kernels/operations/fusedOptimizers.ts';
import { runningKernels } from '../../compute/wasmBackend.ts';
import { webglAdam } from '../../compute/webgl/fusedAdam.ts';
import { webglTraining } from '../../compute/webgl/registerWebglTrainingKernels.ts';
import { assignWeights, flattenWeights } from '../flattenWeights.ts';

const { beta1, beta2, epsilon } = adamDefaults;

/** Where the optimizer stands: plain data, kept in checkpoints. */
export type AdamState = {
  /** Updates so far. */
  readonly iterations: number;
  /** float32, in the order of the variables. */
  readonly firstMoments: ArrayBuffer;
  readonly secondMoments: ArrayBuffer;
};

type Moments = { readonly variable: Variable; readonly first: Variable; readonly second: Variable };

/**
 * Adam (Kingma and Ba 2015, the last lines of section 2) with Keras's constants. Our own and not tfjs's, because tfjs
 * rounds its bias corrections otherwise after a restart: a resumed run must go on exactly.
 */
export class Adam {
  private readonly moments: readonly Moments[];
  private iterations = 0;

  /**
   * The variables stay the caller's; `dispose` lets the moments go.
   * @param decay weight decay of kernels, apart from the gradient (Loshchilov and Hutter 2019; Keras's `AdamW`, biases and
   * batch norms excluded)
   */
  constructor(
    variables: readonly Variable[],
    private readonly decay = 0,
  ) {
    this.moments = variables.map((each) => ({
      variable: each,
      first: tidy(() => variable(zerosLike(each), false)),
      second: tidy(() => variable(zerosLike(each), false)),
    }));
  }

  get updates(): number {
    return this.iterations;
  }

  /** One update. `gradients` by the names of the variables; they stay the caller's. */
  apply(gradients: Readonly<Record<string, Tensor>>, learningRate: number): void {
    this.iterations += 1;
    const t = this.iterations;
    const runtime = runningKernels()?.runtime;
    const webgl = webglTraining();
    if (runtime || webgl) {
      for (const { variable: weight, first: m, second: v } of this.moments) {
        const settings = { ...adamDefaults, learningRate, keep: this.keepOf(weight, learningRate) };
        const tensors = { weight, gradient: gradientOf(gradients, weight), m, v };
        if (runtime) fusedAdam(runtime, tensors, settings, t);
        else if (webgl) webglAdam(webgl, tensors, settings, t);
      }
      return;
    }
    tidy(() => {
      const rate = scalar(correctedRate({ ...adamDefaults, learningRate }, t));
      for (const each of this.moments) {
        update(each, gradientOf(gradients, each.variable), rate, this.keepOf(each.variable, learningRate));
      }
    });
  }

  /** What is remembered of the gradients of a variable; it stays the optimizer's. */
  momentsOf(variable: Variable): { readonly first: Tensor; readonly second: Tensor } {
    const moments = this.moments.find((each) => each.variable === variable);
    if (!moments) throw new Error(`The optimizer does not know '${variable.name}'.`);
    return moments;
  }

  /** Only kernels have more than one dimension. */
  private keepOf({ rank }: Variable, learningRate: number): number {
    return rank > 1 ? 1 - learningRate * this.decay : 1;
  }

  async state(): Promise<AdamState> {
    return {
      iterations: this.iterations,
      firstMoments: await flattenWeights(this.moments.map((each) => each.first)),
      secondMoments: await flattenWeights(this.moments.map((each) => each.second)),
    };
  }

  restore(state: AdamState): void {
    this.iterations = state.iterations;
    assignWeights(
      this.moments.map((each) => each.first),
      state.firstMoments,
    );
    assignWeights(
      this.moments.map((each) => each.second),
      state.secondMoments,
    );
  }

  dispose(): void {
    for (const { first, second } of this.moments) {
      first.dispose();
      second.dispose();
    }
  }
}

function gradientOf(gradients: Readonly<Record<string, Tensor>>, { name }: Variable): Tensor {
  const gradient = gradients[name];
  if (!gradient) throw new Error(`There is no gradient for '${name}'.`);
  return gradient;
}

function update({ variable: weights, first, second }: Moments, gradient: Tensor, rate: Tensor, keep: number): void {
  tidy(() => {
    first.assign(add(mul(first, beta1), mul(gradient, 1 - beta1)));
    second.assign(add(mul(second, beta2), mul(square(gradient), 1 - beta2)));
    weights.assign(sub(keep === 1 ? weights : mul(weights, keep), div(mul(first, rate), add(sqrt(second), epsilon))));
  });
}
