import type { ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import {
  clampToView,
  FITTED,
  flippedAcross,
  flippedDown,
  type Point,
  panBy,
  rotated,
  type Scene,
  stepInImage,
  toImage,
  toStage,
  type View,
  zoomAt,
  zoomTo,
} from './image/geometry.ts';
import { pixelAt } from './image/readout.ts';
import type { Shade } from './image/windowing.ts';
import type { ViewerCommand } from './keys.ts';

/** How a scan is looked at. Nothing of it reaches the network. */
export type ViewState = {
  readonly view: View;
  readonly shade: Shade;
  /** The user's own negative, on top of the scan's. */
  readonly inverted: boolean;
  /** The pixel that is read without a pointer. */
  readonly crosshair: Point | null;
};

/** As the network sees it, and whole. */
export const INITIAL_VIEW_STATE: ViewState = {
  view: FITTED,
  shade: { preset: 'network' },
  inverted: false,
  crosshair: null,
};

const ZOOM_STEP = 1.25;
/** Device pixels that the crosshair keeps from the edge. */
const CROSSHAIR_MARGIN_PX = 24;

/** What becomes of the look by a command that concerns it; the same one where none does. */
export function applyCommand(look: ViewState, command: ViewerCommand, scene: Scene, image: ViewedPicture): ViewState {
  const { view } = look;
  switch (command.does) {
    case 'zoom':
      return { ...look, view: zoomAt(view, scene, ZOOM_STEP ** command.steps, anchorOf(look, scene)) };
    case 'actualSize':
      return { ...look, view: zoomTo(view, scene, 1, anchorOf(look, scene)) };
    case 'fit':
      return { ...look, view: { ...view, zoom: 'fit' } };
    case 'rotate':
      return { ...look, view: rotated(view, command.turns) };
    case 'flipAcross':
      return { ...look, view: flippedAcross(view) };
    case 'flipDown':
      return { ...look, view: flippedDown(view) };
    case 'invert':
      return { ...look, inverted: !look.inverted };
    case 'preset':
      return { ...look, shade: { preset: command.preset } };
    case 'crosshair':
      return withCrosshair(look, command, scene, image);
    case 'reset':
      return INITIAL_VIEW_STATE;
    default:
      return look;
  }
}

export function panned(look: ViewState, scene: Scene, way: Point): ViewState {
  return { ...look, view: panBy(look.view, scene, way) };
}

/** What stays where it is when the zoom changes without a pointer. */
function anchorOf({ view, crosshair }: ViewState, scene: Scene): Point {
  return crosshair ? toStage(view, scene, centreOfPixel(crosshair)) : middleOf(scene);
}

/** The first step only shows it, in the middle of what is seen. */
function withCrosshair(look: ViewState, step: Point, scene: Scene, image: ViewedPicture): ViewState {
  const { view, crosshair } = look;
  const moved = crosshair
    ? stepped(view, crosshair, step, image)
    : pixelAt(image, toImage(view, scene, middleOf(scene)));
  if (!moved) return look;
  return { ...look, crosshair: moved, view: clampToView(view, scene, centreOfPixel(moved), CROSSHAIR_MARGIN_PX) };
}

function stepped(view: View, from: Point, step: Point, { width, height }: ViewedPicture): Point {
  const { x, y } = stepInImage(view, step);
  return {
    x: Math.min(width - 1, Math.max(0, from.x + x)),
    y: Math.min(height - 1, Math.max(0, from.y + y)),
  };
}

export const centreOfPixel = ({ x, y }: Point): Point => ({ x: x + 0.5, y: y + 0.5 });

const middleOf = ({ stage }: Scene): Point => ({ x: stage.width / 2, y: stage.height / 2 });
