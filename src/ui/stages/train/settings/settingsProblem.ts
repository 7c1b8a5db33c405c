import type { Fields, SettingField } from '../../../../dataset/settingFields.ts';
import {
  type SplitSettings,
  shareFields,
  splitFields,
  testingFields,
} from '../../../../dataset/split/splitSettings.ts';
import { type Hyperparameters, hyperparameterFields } from '../../../../model/hyperparameters.ts';
import { layerOfKind } from '../../../../model/layers.ts';
import { augmentationFields, preprocessingFields } from '../../../../preprocessing/preprocessingSpec.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { numberProblem, scaled } from '../../../components/form/numberLimits.ts';

/** The first number of the form that is not allowed, by the name of its field; null where all are. */
export function settingsProblem({ preprocessing, hyperparameters, augmentation, split, network }: TrainingRequest) {
  return (
    firstProblem(preprocessingFields, preprocessing) ??
    firstProblem(hyperparameterFields, hyperparameters) ??
    warmUpProblem(hyperparameters) ??
    firstProblem(augmentationFields, augmentation) ??
    splitProblem(split) ??
    first(network.layers, (layer, place) => {
      const problem = firstProblem(layerOfKind(layer.kind).fields, layer);
      return problem === null ? null : `Layer ${place + 1}, ${problem}`;
    })
  );
}

function warmUpProblem({ warmUp, epochs }: Hyperparameters): string | null {
  return warmUp === 0 || warmUp < epochs ? null : `Warm-up: must be shorter than the ${epochs} epochs of the run.`;
}

export function sizeIsAllowed(size: number): boolean {
  return fieldProblem(preprocessingFields.size, size) === null;
}

export function splitProblem(split: SplitSettings): string | null {
  return firstProblem(shareFields, split.shares) ?? firstProblem(splitFields, split) ?? testingProblem(split);
}

function testingProblem({ testing }: SplitSettings): string | null {
  return testing && 'count' in testing ? firstProblem(testingFields, testing) : null;
}

/** Whether each of these numbers is what its field offers. */
export function areAllowed<Of extends Fields>(fields: Of, values: { readonly [Key in keyof Of]: unknown }): boolean {
  return firstProblem(fields, values) === null;
}

function firstProblem(fields: Fields, values: object): string | null {
  const byKey = new Map<string, unknown>(Object.entries(values));
  return first(Object.entries(fields), ([key, field]) => fieldProblem(field, byKey.get(key)));
}

function fieldProblem(field: SettingField, value: unknown): string | null {
  if (field.type !== 'number' || value === field.toggle?.off) return null;
  const problem = numberProblem(field.scale === undefined ? Number(value) : scaled(Number(value), field.scale), field);
  return problem === null ? null : `${field.label}: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`;
}

function first<Item>(items: readonly Item[], problemOf: (item: Item, place: number) => string | null): string | null {
  for (const [place, item] of items.entries()) {
    const problem = problemOf(item, place);
    if (problem !== null) return problem;
  }
  return null;
}
