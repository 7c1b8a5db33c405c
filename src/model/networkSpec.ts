/** One layer as plain data. The output layer is not in the list: it follows from the number of classes. */
export type LayerSpec =
  | {
      readonly kind: 'conv';
      readonly kernels: number;
      /** Side of the square kernel, pixels. */
      readonly size: number;
      readonly stride: number;
      readonly padding: 'same' | 'valid';
      readonly activation: 'linear' | 'relu';
    }
  | {
      readonly kind: 'max-pool' | 'average-pool';
      readonly size: number;
      readonly stride: number;
    }
  | { readonly kind: 'batch-norm' }
  | { readonly kind: 'relu' }
  | {
      readonly kind: 'dropout' /** Share of units dropped, 0 <= rate < 1. */;
      readonly rate: number;
    }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'global-average-pool' }
  | {
      readonly kind: 'dense';
      readonly units: number;
      readonly activation: 'linear' | 'relu';
    };

/**
 * A network between its input (size x size x depth, from the preprocessing) and its output (one sigmoid neuron for
 * two classes, softmax N for more).
 */
export type NetworkSpec = {
  readonly preset: 'course' | 'compact' | 'custom';
  readonly layers: readonly LayerSpec[];
};
