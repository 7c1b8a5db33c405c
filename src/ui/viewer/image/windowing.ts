import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';

/** From which value down all is black, and from which up all is white; `low` <= `high`. */
export type Window = ViewedPicture['window'];

/**
 * How the viewer turns values into greys (the network's own window: `decoding/windowing/windowing.ts`): by a preset, which
 * each image fills in for itself, or by limits of the user's own.
 */
export type Shade = { readonly preset: WindowPreset } | { readonly preset: null; readonly window: Window };

/** As the network's input has it; percentiles 1 and 99 of the image; its least and largest value. */
export type WindowPreset = 'network' | 'auto' | 'full';

export function windowOf(shade: Shade, { window, statistics }: ViewedPicture): Window {
  if (shade.preset === null) return shade.window;
  if (shade.preset === 'network') return window;
  if (shade.preset === 'auto') return { low: statistics.low, high: statistics.high };
  return { low: statistics.least, high: statistics.largest };
}

/** The middle grey, and how much lies between black and white. */
type LevelAndWidth = { readonly level: number; readonly width: number };

export function levelAndWidth({ low, high }: Window): LevelAndWidth {
  return { level: (low + high) / 2, width: high - low };
}

export function windowAt({ level, width }: LevelAndWidth): Window {
  return { low: level - width / 2, high: level + width / 2 };
}

/** The least step that changes anything: a unit, or a thousandth of what fractions span. */
export function windowStep({ values, statistics: { least, largest } }: ViewedPicture): number {
  return values instanceof Float32Array ? (largest - least) / 1000 || 1 : 1;
}

/** A way of this many CSS pixels goes through all values of the image. */
const DRAG_FOR_ALL_PX = 400;

/** Right widens and left narrows, up brightens and down darkens, as radiologists have it. `way`: in CSS pixels. */
export function draggedWindow(
  window: Window,
  way: { readonly x: number; readonly y: number },
  { least, largest }: ViewedPicture['statistics'],
  step: number,
): Window {
  const perPixel = Math.max(step, largest - least) / DRAG_FOR_ALL_PX;
  const { level, width } = levelAndWidth(window);
  return windowAt({ level: level + way.y * perPixel, width: Math.max(step, width + way.x * perPixel) });
}

/** 0 (black) to 255 (white), or the other way round; a window of no width is a threshold. What is no number is `low`. */
export function greyOfValue(value: number, { low, high }: Window, inverted: boolean): number {
  const grey = Math.round(((value - low) / (high - low)) * 255);
  const within = grey > 0 ? Math.min(255, grey) : 0;
  return inverted ? 255 - within : within;
}
