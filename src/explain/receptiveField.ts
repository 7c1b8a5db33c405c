import { inspectNetwork } from '../model/inspectNetwork.ts';
import { type LayerSpec, layerOfKind } from '../model/layers.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import type { Box } from '../preprocessing/headBoundingBox.ts';
import { firstPlace, slidingWindow } from './windowWalk.ts';

/**
 * The rectangle of the network's input, in its pixels, that one number of a feature map depends on: what lies outside cannot change it.
 * @param layer the place in the stack, from 0, of a layer that gives feature maps
 */
export function receptiveField(
  network: NetworkSpec,
  input: { readonly size: number; readonly depth: number },
  layer: number,
  { row, column }: { readonly row: number; readonly column: number },
): Box {
  const { layers } = inspectNetwork(network, input, 2);
  const sides = [input.size, ...layers.map(({ outputShape }) => outputShape?.[0] ?? 1)];
  const span = (at: number): [first: number, last: number] => {
    let [first, last] = [at, at];
    for (let place = layer; place >= 0; place--) {
      const window = windowOf(network.layers[place], sides[place] ?? 1);
      first = Math.max(0, window.first + first * window.stride);
      last = Math.min((sides[place] ?? 1) - 1, window.first + last * window.stride + window.size - 1);
    }
    return [first, last];
  };
  const [[top, bottom], [left, right]] = [span(row), span(column)];
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** What a layer looks at for one number; `first`: see `firstPlace`. */
function windowOf(layer: LayerSpec | undefined, side: number): { size: number; stride: number; first: number } {
  const config: object = layer ? layerOfKind(layer.kind).config(layer, undefined, [side, side, 1]) : {};
  const window = slidingWindow(config);
  return window ? { ...window, first: firstPlace(side, window) } : { size: 1, stride: 1, first: 0 };
}
