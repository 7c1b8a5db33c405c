import type { KeyLine } from '../components/text/KeyList.tsx';

/** What a key asks of the viewer. The letters are those of OHIF, where it has one. */
export type ViewerCommand =
  | { readonly does: 'tool'; readonly tool: Tool }
  | { readonly does: 'zoom'; readonly steps: number }
  | {
      readonly does:
        | 'fit'
        | 'actualSize'
        | 'invert'
        | 'flipAcross'
        | 'flipDown'
        | 'reset'
        | 'networkInput'
        | 'heatMap'
        | 'mask'
        | 'help';
    }
  | { readonly does: 'rotate'; readonly turns: 1 | -1 }
  | { readonly does: 'preset'; readonly preset: 'network' | 'auto' | 'full' }
  | { readonly does: 'scan'; readonly steps: 1 | -1 }
  | { readonly does: 'slice'; readonly steps: number }
  /** One pixel of the image or ten, as it is seen. */
  | { readonly does: 'crosshair'; readonly x: number; readonly y: number };

/** Drag action. */
export type Tool = 'pan' | 'window' | 'zoom';

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const LETTERS: Readonly<Record<string, ViewerCommand>> = {
  p: { does: 'tool', tool: 'pan' },
  w: { does: 'tool', tool: 'window' },
  z: { does: 'tool', tool: 'zoom' },
  '+': { does: 'zoom', steps: 1 },
  '-': { does: 'zoom', steps: -1 },
  '=': { does: 'fit' },
  o: { does: 'actualSize' },
  r: { does: 'rotate', turns: 1 },
  l: { does: 'rotate', turns: -1 },
  h: { does: 'flipAcross' },
  v: { does: 'flipDown' },
  i: { does: 'invert' },
  '1': { does: 'preset', preset: 'network' },
  '2': { does: 'preset', preset: 'auto' },
  '3': { does: 'preset', preset: 'full' },
  '0': { does: 'reset' },
  n: { does: 'networkInput' },
  m: { does: 'heatMap' },
  k: { does: 'mask' },
  '?': { does: 'help' },
  ArrowLeft: { does: 'scan', steps: -1 },
  ArrowRight: { does: 'scan', steps: 1 },
  ArrowUp: { does: 'slice', steps: -1 },
  ArrowDown: { does: 'slice', steps: 1 },
  PageUp: { does: 'slice', steps: -10 },
  PageDown: { does: 'slice', steps: 10 },
  Home: { does: 'slice', steps: Number.NEGATIVE_INFINITY },
  End: { does: 'slice', steps: Number.POSITIVE_INFINITY },
};

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const FAR = 10;

/** Null for keys that are not the viewer's. Keys of the browser (with Ctrl, Alt or the like) are not. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): ViewerCommand | null {
  const arrow = ARROWS[key];
  if (arrow && shiftKey && !altKey && !metaKey) {
    const pixels = ctrlKey ? FAR : 1;
    return { does: 'crosshair', x: arrow.x * pixels, y: arrow.y * pixels };
  }
  if (ctrlKey || metaKey || altKey) return null;
  return LETTERS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** What `?` lists. */
export const VIEWER_KEYS: readonly KeyLine[] = [
  [['←', '→'], 'the previous and next scan'],
  [['↑', '↓'], 'in a stack: the slice before and after; Page keys: ten; Home, End: the first and the last'],
  [['Wheel'], 'in a stack scrolls it, with Ctrl zooms; else zooms'],
  [['+', '-'], 'larger, smaller'],
  [['='], 'fit to the window'],
  [['o'], 'actual size: one pixel of the scan on one pixel of the screen'],
  [['p', 'w', 'z'], 'dragging moves the scan, changes window and level, zooms'],
  [['Right drag'], 'window and level: right for a wider window, up for brighter'],
  [['Space'], 'held, or the middle button: dragging moves the scan'],
  [['1', '2', '3'], 'window: as the network sees, automatic, full range'],
  [['i'], 'inverts black and white'],
  [['r', 'l'], 'turns right, left'],
  [['h', 'v'], 'mirrors left and right, top and bottom'],
  [['Shift', '←↑↓→'], 'moves the crosshair, which reads a pixel; with Ctrl by ten'],
  [['n'], 'what the network sees, beside it'],
  [['m'], 'heat map: where the model found what it says'],
  [['k'], 'mask, where one came with the scan'],
  [['0'], 'everything as it was'],
  [['Esc'], 'closes what is on top'],
];
