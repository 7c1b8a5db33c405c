import type { BackendOffer } from '../backends.ts';

/** A training step, of which the network is known by the fields of its layers only. */
type Step = {
  readonly network: { readonly layers: readonly object[] };
  readonly input: { readonly size: number; readonly depth: number };
  readonly classCount: number;
  readonly batchSize: number;
};

/** What a measured rate depends on besides the device: layers (not the name of the preset), input, classes and batch. */
export function networkKey({ network, input, classCount, batchSize }: Step): string {
  const layers = network.layers.map((layer) => Object.entries(layer).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([layers, input.size, input.depth, classCount, batchSize]);
}

export type Surroundings = {
  /** Version of Axial. */
  readonly version: string;
  /** `navigator.userAgent`: another version of the browser has other drivers and another compiler. */
  readonly userAgent: string;
  /** `navigator.hardwareConcurrency` */
  readonly cores: number;
};

/** What a measured rate depends on besides the network: where this changes, everything is measured anew. */
export function settingKey(
  offers: readonly Pick<BackendOffer, 'backend' | 'available' | 'device'>[],
  { version, userAgent, cores }: Surroundings,
): string {
  const available = offers.map(({ backend, available, device }) => [backend, available, device]);
  return JSON.stringify([version, userAgent, cores, available]);
}
