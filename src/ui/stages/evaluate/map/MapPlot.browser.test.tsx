import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { MapPlot } from './MapPlot.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** On the screen, 330 px wide and 420 high: lower left, upper right, middle, upper left. */
const map = {
  ...{ x: Float32Array.of(0, 1, 0.5, 0), y: Float32Array.of(0, 1, 0.5, 1) },
  ...{ sha256s: ['a', 'b', 'c', 'd'], subsets: [] },
};

async function drawn(onSelect: (places: readonly number[]) => void) {
  const host = document.body.appendChild(document.createElement('div'));
  host.style.cssText = 'position: absolute; left: 0; top: 0; width: 330px';
  const root = createRoot(host);
  const colours = { values: ['A'], each: ['A', 'A', 'A', 'A'] };
  await act(async () => root.render(<MapPlot {...{ map, colours, onSelect }} nameOf={(place) => `scan ${place}`} />));
  const plot = host.querySelector('[role=application]');
  if (!(plot instanceof HTMLElement)) throw new Error('no map');
  plot.setPointerCapture = () => {}; // no pointer is really down
  await vi.waitFor(() => act(async () => expect(plot.querySelector('path')).not.toBeNull()));
  const point = (type: string, [x, y]: readonly [number, number]) =>
    act(async () =>
      plot.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, bubbles: true })),
    );
  const remove = async () => {
    await act(async () => root.unmount());
    host.remove();
  };
  return { plot, point, remove };
}

test('what the pointer goes around is chosen, in any shape, and a click takes the nearest', async () => {
  const onSelect = vi.fn();
  const { plot, point, remove } = await drawn(onSelect);
  // Down the left edge and back by a bay in front of the middle: its frame would hold the middle, too.
  await point('pointerdown', [5, 5]);
  for (const at of [
    [5, 415],
    [200, 415],
    [200, 300],
    [60, 300],
    [60, 100],
    [200, 100],
    [200, 5],
  ] as const)
    await point('pointermove', at);
  expect(plot.querySelector('polygon')?.getAttribute('points')?.split(' ')).toHaveLength(8);
  await point('pointerup', [5, 5]);
  expect(onSelect).toHaveBeenLastCalledWith([0, 3]);
  expect(plot.querySelector('polygon')).toBeNull();

  const upperRight = [315, 15] as const;
  await point('pointerdown', upperRight);
  await point('pointermove', [upperRight[0] + 3, upperRight[1]]);
  await point('pointerup', [upperRight[0] + 3, upperRight[1]]);
  expect(onSelect).toHaveBeenLastCalledWith([1]);
  await remove();
});
