import { isSameData } from './card/canonicalJson.ts';
import type { ModelCard } from './card/card.ts';
import { isGraph } from './ensemble.ts';
import { layerNames, OUTPUT_LAYER } from './layerDefinition/layerNames.ts';
import { layerOfKind } from './layers.ts';
import { type NetworkArtifacts, weightsOf } from './networkArtifacts.ts';
import type { NetworkSpec } from './networkSpec.ts';

/* Fine-tuning: a network that begins with the weights of a model instead of random ones. */

/** What a network begins with: weights by name, and how many of its layers are not trained. */
export type StartingWeights = {
  readonly frozen: number;
  readonly weights: readonly { readonly name: string; readonly values: Float32Array }[];
};

/** How many layers from the input on are the same in both. */
export function sharedLayers(one: NetworkSpec, other: NetworkSpec): number {
  const differs = one.layers.findIndex((layer, index) => !isSameData(layer, other.layers[index]));
  return differs < 0 ? one.layers.length : differs;
}

/** What is usually kept: the layers that make feature maps. */
export function usuallyFrozen({ layers }: NetworkSpec): number {
  const end = layers.findIndex(({ kind }) => layerOfKind(kind).effect === 'list');
  return Math.max(0, end);
}

/** Why a model cannot be started from; null where it can. */
export function startProblem({ card }: { readonly card: ModelCard }): string | null {
  if (card.folds) return 'It is several networks, whose answers are averaged.';
  return card.network.layers.length === 0 ? 'Its layers are not known.' : null;
}

/**
 * The weights of a model for a network that begins with the same layers; with the same classes and no other layer its output layer is
 * taken, too.
 * @throws Error of one sentence where there is nothing to take, or more is frozen than is the same
 */
export function startingWeights(
  parent: { readonly card: ModelCard; readonly artifacts: NetworkArtifacts },
  wanted: { readonly network: NetworkSpec; readonly classes: readonly string[]; readonly frozen: number },
): StartingWeights {
  const { card, artifacts } = parent;
  if (isGraph(artifacts.topology)) throw new Error(`${card.name} is several networks: start from a model of one.`);
  const shared = sharedLayers(wanted.network, card.network);
  if (shared === 0)
    throw new Error(`No layer of this network is one of ${card.name}. Choose its network, or random weights.`);
  if (wanted.frozen > shared)
    throw new Error(`Only the first ${shared} layers are those of ${card.name}: freeze no more than these.`);
  demandUsualSettings(card, artifacts, shared);
  const names = layerNames(wanted.network.layers).slice(0, shared);
  const whole = shared === wanted.network.layers.length && shared === card.network.layers.length;
  const taken = new Set(
    whole && card.classes.join('\n') === wanted.classes.join('\n') ? [...names, OUTPUT_LAYER] : names,
  );
  const weights = weightsOf(artifacts).map(({ name, values }) => ({ name, values }));
  return { frozen: wanted.frozen, weights: weights.filter(({ name }) => taken.has(name.slice(0, name.indexOf('/')))) };
}

type FileLayers = {
  readonly config: { readonly layers: readonly { readonly config: Readonly<Record<string, unknown>> }[] };
};

/** A layer of another program may have settings that the editor's has not, such as the epsilon of batch norm. */
function demandUsualSettings({ network, name }: ModelCard, { topology }: NetworkArtifacts, shared: number): void {
  const { layers } = (topology as FileLayers).config;
  network.layers.slice(0, shared).forEach((layer, index) => {
    const own = layers[index]?.config ?? {};
    const settings = ['epsilon', 'center', 'scale'].filter((setting) => setting in own);
    if (settings.length === 0) return;
    const usual = layerOfKind(layer.kind).config(layer, undefined, []) as Readonly<Record<string, unknown>>;
    for (const setting of settings)
      if (own[setting] !== usual[setting])
        throw new Error(
          `Layer ${index + 1} of ${name} has ${setting} ${String(own[setting])}, which Axial does not train with (${String(usual[setting])}).`,
        );
  });
}
