import * as v from 'valibot';
import { choiceField } from '../../dataset/settingFields.ts';
import { activation, initializer, nothing } from './kerasSettings.ts';
import type { NextLayer, Weight } from './layer.ts';
import type { Shape } from './layerShape.ts';

// What layers with a kernel, a bias and an activation have in common.

export const activationField = choiceField({
  label: 'Activation',
  options: [
    { value: 'relu', label: 'ReLU' },
    { value: 'linear', label: 'none' },
  ],
});

export const learnedSettings = {
  activation,
  use_bias: v.boolean(),
  kernel_initializer: initializer,
  bias_initializer: initializer,
  kernel_regularizer: nothing,
  bias_regularizer: nothing,
  activity_regularizer: nothing,
  kernel_constraint: nothing,
  bias_constraint: nothing,
};

/**
 * Whether the layer adds a bias. Before batch norm it must not: the norm takes any bias away again, so that its gradient
 * is 0 but for rounding, and Adam would make of that a walk at random.
 */
export function hasBias(layer: { readonly activation: 'linear' | 'relu' }, next: NextLayer): boolean {
  return !(layer.activation === 'linear' && next?.kind === 'batch-norm');
}

/** Whether the editor offers this activation within a layer; others a file may have. */
export function isEditable(activation: string): activation is 'linear' | 'relu' {
  return activation === 'linear' || activation === 'relu';
}

export function kernelAndBias(kernel: Shape, units: number, useBias: boolean): Weight[] {
  const weights: Weight[] = [{ name: 'kernel', shape: kernel, role: 'kernel' }];
  return useBias ? [...weights, { name: 'bias', shape: [units], role: 'per-channel' }] : weights;
}
