import { type Preset, presets } from '../../../src/model/presets.ts';

/** What is trained or asked: a network, the side of its input in pixels, the scans of a batch. */
export type Cell = { readonly preset: Preset['id']; readonly size: number; readonly batch: number };

export function presetOf(id: Preset['id']): Preset {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new Error(`There is no preset ${id}.`);
  return preset;
}
