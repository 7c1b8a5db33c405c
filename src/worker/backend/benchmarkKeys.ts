import type { StepToMeasure } from '../../training/measureStep.ts';
import type { EngineOffer } from '../protocol.ts';

/** What a measured rate depends on besides the device: layers (not the name of the preset), input, classes and batch. */
export function networkKey({ network, input, classCount, batchSize }: StepToMeasure): string {
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
  offers: readonly Pick<EngineOffer, 'backend' | 'available' | 'device'>[],
  { version, userAgent, cores }: Surroundings,
): string {
  const engines = offers.map(({ backend, available, device }) => [backend, available, device]);
  return JSON.stringify([version, userAgent, cores, engines]);
}
