import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../../components/classNames.ts';
import { drawOverlay, type Overlay } from '../heatMap/heatMapOverlay.ts';
import type { Tool } from '../keys.ts';
import { drawMask, type MaskOverlay } from '../mask/maskOverlay.ts';
import { SliceWheel, wheelZoom } from '../slices/wheel.ts';
import { useGestures } from '../useGestures.ts';
import type { ChangeViewState } from '../useViewState.ts';
import { centreOfPixel, panned, type ViewState } from '../viewState.ts';
import {
  matrixOf,
  orientationWords,
  type Point,
  pinch,
  type Scene,
  toImage,
  toStage,
  type View,
  zoomAt,
  zoomOf,
  zoomTo,
} from './geometry.ts';
import { ImagePainter } from './ImagePainter.ts';
import { formatShade, pixelAt, pixelWords } from './readout.ts';
import styles from './Stage.module.css';
import type { StageSize } from './useStageSize.ts';
import { draggedWindow, levelAndWidth, windowOf, windowStep } from './windowing.ts';

/** Enlarged more than this, every pixel is a square of its own. */
const CRISP_ZOOM = 2;
/** A drag as long as this makes the scan e times larger. */
const DRAG_ZOOM_PX = 200;
/** A finger that goes so far across a whole scan leafs, and so far down a stack goes on by a slice. */
const SWIPE_PX = 60;
const SLICE_PX = 14;

type StageProps = {
  readonly label: string;
  readonly image: ViewedPicture | null;
  readonly size: StageSize | null;
  readonly look: ViewState;
  /** What a model found in the image, laid over it. */
  readonly overlay: Overlay | null;
  readonly mask: MaskOverlay | null;
  readonly onLook: ChangeViewState;
  readonly tool: Tool;
  readonly spaceHeld: () => boolean;
  /** Steps to another slice of the stack; null where there is none. */
  readonly onSlices: ((steps: number) => void) | null;
  readonly onScan: (steps: 1 | -1) => void;
  /** 'Slice 3 of 20', or ''. */
  readonly place: string;
  readonly surface: React.RefObject<HTMLDivElement | null>;
  /** In front of the image: that it is on its way, or why there is none. */
  readonly children: ReactNode;
};

/** The scan on black. Takes the focus, so that keys and screen readers have a place to be. */
export function Stage(props: StageProps) {
  const { label, image, size, look, overlay, mask, tool, place, surface, children } = props;
  const [hovered, setHovered] = useState<Point | null>(null);
  const canvas = usePaintedCanvas(image, size, look, overlay, mask);
  const scene = image && size ? { image, stage: size } : null;
  const handlers = useStageGestures(props, setHovered);
  // Slices of one series need not be of one size.
  const crosshair = scene && look.crosshair && pixelAt(scene.image, look.crosshair);
  const read = scene && hovered ? pixelAt(scene.image, toImage(look.view, scene, hovered)) : crosshair;
  return (
    <div
      ref={surface}
      className={classNames('grow on-black inner-focus', styles.stage)}
      data-tool={tool}
      data-autofocus
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus: its keys are those of a viewer.
      tabIndex={0}
      role="application"
      aria-roledescription="scan viewer"
      aria-label={`${label}. ? lists the keys.`}
      {...handlers}
    >
      <canvas ref={canvas} className="fill" width={1} height={1} role="img" aria-label={label} />
      {scene && size && crosshair ? (
        <Crosshair pixel={crosshair} view={look.view} scene={scene} ratio={size.ratio} />
      ) : null}
      <p className={classNames('over-scan', styles.topLeft)}>{orientationWords(look.view)}</p>
      <p className={classNames('over-scan', styles.topRight)}>{place}</p>
      <p className={classNames('over-scan', styles.bottomLeft)}>{image && read ? pixelWords(image, read) : ''}</p>
      <p className={classNames('over-scan', styles.bottomRight)}>
        {scene && image ? viewWords(look, image, zoomOf(look.view, scene)) : ''}
      </p>
      {children}
    </div>
  );
}

/** 'W 1200 L 400 · 212 %', and whether it is a negative. */
function viewWords(look: ViewState, image: ViewedPicture, zoom: number): string {
  const { level, width } = levelAndWidth(windowOf(look.shade, image));
  const negative = look.inverted ? 'negative · ' : '';
  return `${negative}W ${formatShade(width, image)} L ${formatShade(level, image)} · ${Math.round(zoom * 100)} %`;
}

/** Paints when the values' colours change, draws when anything does. */
function usePaintedCanvas(
  image: ViewedPicture | null,
  size: StageSize | null,
  look: ViewState,
  overlay: Overlay | null,
  mask: MaskOverlay | null,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [, setPainted] = useState(0);
  const [painter] = useState(() => new ImagePainter(() => setPainted((times) => times + 1)));
  const { view, shade, inverted } = look;
  useLayoutEffect(() => {
    if (image) painter.paint(image, windowOf(shade, image), image.inverted !== inverted);
  }, [painter, image, shade, inverted]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !size) return;
    if (context.canvas.width !== size.width) context.canvas.width = size.width;
    if (context.canvas.height !== size.height) context.canvas.height = size.height;
    if (!image) {
      context.reset();
      return;
    }
    const scene = { image, stage: size };
    painter.draw(context, matrixOf(view, scene), zoomOf(view, scene) <= CRISP_ZOOM);
    if (overlay) drawOverlay(context, matrixOf(view, scene), overlay, image);
    if (mask) drawMask(context, matrixOf(view, scene), mask);
  });
  useEffect(() => () => painter.end(), [painter]);
  return canvas;
}

/** Gestures in CSS pixels become changes of the look, which counts in device pixels. */
function useStageGestures(props: StageProps, onHover: (at: Point | null) => void) {
  const { image, size, look, onLook, tool, spaceHeld, onSlices, onScan, surface } = props;
  const [wheel] = useState(() => new SliceWheel());
  const swiped = useRef({ x: 0, y: 0 });
  const ratio = size?.ratio ?? 1;
  const scene = image && size ? { image, stage: size } : null;
  const inDevice = ({ x, y }: Point): Point => ({ x: x * ratio, y: y * ratio });
  const zoomBy = (factor: number, at: Point) => {
    if (scene) onLook((before) => ({ ...before, view: zoomAt(before.view, scene, factor, inDevice(at)) }));
  };
  /** A finger on a whole scan has nothing to move: it goes to the next slice or scan. */
  const swipe = ({ x, y }: Point) => {
    const way = { x: swiped.current.x + x, y: swiped.current.y + y };
    const slices = onSlices && Math.abs(way.y) > Math.abs(way.x) ? Math.trunc(way.y / SLICE_PX) : 0;
    if (slices !== 0) onSlices?.(slices);
    swiped.current = slices === 0 ? way : { x: 0, y: way.y - slices * SLICE_PX };
  };
  const { onDoubleClick, ...rest } = {
    ...useGestures(surface, {
      tool,
      spaceHeld,
      onHover: (at) => onHover(at && inDevice(at)),
      onTap: (at) => {
        if (!scene) return;
        const crosshair = pixelAt(scene.image, toImage(look.view, scene, inDevice(at)));
        onLook((before) => ({ ...before, crosshair }));
      },
      onPan: (way, touch) => {
        if (touch && look.view.zoom === 'fit') swipe(way);
        else if (scene) onLook((before) => panned(before, scene, inDevice(way)));
      },
      onWindow: (way) => {
        if (!image) return;
        const { statistics } = image;
        const step = windowStep(image);
        onLook((before) => {
          const window = draggedWindow(windowOf(before.shade, image), way, statistics, step);
          return { ...before, shade: { preset: null, window } };
        });
      },
      onZoomDrag: (way, at) => zoomBy(Math.exp(-way.y / DRAG_ZOOM_PX), at),
      onPinch: ([a, b], [c, d]) => {
        if (!scene) return;
        const [before, after] = [[inDevice(a), inDevice(b)] as const, [inDevice(c), inDevice(d)] as const];
        onLook((held) => ({ ...held, view: pinch(held.view, scene, before, after) }));
      },
      onDragEnd: () => {
        if (Math.abs(swiped.current.x) > SWIPE_PX) onScan(swiped.current.x < 0 ? 1 : -1);
        swiped.current = { x: 0, y: 0 };
      },
      onWheel: (turn, at, zooming) => {
        if (!onSlices || zooming) return zoomBy(wheelZoom(turn, zooming), at);
        const slices = wheel.turn(turn);
        if (slices !== 0) onSlices(slices);
      },
    }),
    onDoubleClick(event: React.MouseEvent) {
      if (!scene || event.button !== 0) return;
      const box = event.currentTarget.getBoundingClientRect();
      const at = inDevice({ x: event.clientX - box.left, y: event.clientY - box.top });
      onLook(({ view, ...before }) => ({
        ...before,
        view: view.zoom === 'fit' ? zoomTo(view, scene, 1, at) : { ...view, zoom: 'fit' },
      }));
    },
  };
  return { onDoubleClick, ...rest };
}

/** Half of the gap in its middle, in CSS pixels: the pixel that is read stays free. */
const LEAST_GAP_PX = 6;

type CrosshairProps = {
  readonly pixel: Point;
  readonly view: View;
  readonly scene: Scene;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
};

/** Shows which pixel is read where there is no pointer. */
function Crosshair({ pixel, view, scene, ratio }: CrosshairProps) {
  const at = toStage(view, scene, centreOfPixel(pixel));
  const corner = toStage(view, scene, pixel);
  const [x, y] = [at.x / ratio, at.y / ratio];
  const [halfWidth, halfHeight] = [Math.abs(at.x - corner.x) / ratio, Math.abs(at.y - corner.y) / ratio];
  const [beside, above] = [Math.max(LEAST_GAP_PX, halfWidth + 2), Math.max(LEAST_GAP_PX, halfHeight + 2)];
  return (
    <svg className={classNames('fill', styles.crosshair)} aria-hidden="true">
      <path d={`M0 ${y}H${x - beside}M${x + beside} ${y}h9999M${x} 0V${y - above}M${x} ${y + above}v9999`} />
      {Math.min(halfWidth, halfHeight) >= 2 ? (
        <rect x={x - halfWidth} y={y - halfHeight} width={2 * halfWidth} height={2 * halfHeight} />
      ) : null}
    </svg>
  );
}
