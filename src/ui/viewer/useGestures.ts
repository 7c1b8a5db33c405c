import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Point } from './image/geometry.ts';
import type { Tool } from './keys.ts';
import type { WheelTurn } from './slices/wheel.ts';

/** What the fingers, the mouse or the wheel ask for. Points and ways in CSS pixels, from the corner of the element. */
type Gestures = {
  readonly tool: Tool;
  /** Held down, dragging moves the image whatever the tool. */
  readonly spaceHeld: () => boolean;
  readonly onHover: (at: Point | null) => void;
  /** A finger that came and went without moving. */
  readonly onTap: (at: Point) => void;
  readonly onPan: (way: Point, touch: boolean) => void;
  readonly onWindow: (way: Point) => void;
  /** `at`: where the drag began. */
  readonly onZoomDrag: (way: Point, at: Point) => void;
  readonly onPinch: (before: readonly [Point, Point], after: readonly [Point, Point]) => void;
  readonly onDragEnd: () => void;
  /** `zooming`: with Ctrl, or pinched on a touch pad. */
  readonly onWheel: (turn: WheelTurn, at: Point, zooming: boolean) => void;
};

type Drag = { readonly tool: Tool; readonly start: Point; moved: boolean };

/** Less is a tremble. */
const LEAST_WAY_PX = 4;
const PIXELS_PER_LINE = 16;
const PIXELS_PER_PAGE = 500;
/** Of the old `wheelDelta`, the only one to count notches; browsers agree on it. */
const DELTA_PER_NOTCH = 120;

/** Handlers for an element whose `touch-action` is none. One finger does what the tool says, two zoom and move at once. */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures) {
  const latest = useRef(gestures);
  useLayoutEffect(() => {
    latest.current = gestures;
  });
  const pointers = useRef(new Map<number, Point>());
  const drag = useRef<Drag | null>(null);

  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault(); // React listens passively, which cannot keep the page from zooming
      latest.current.onWheel(turnOf(event), pointOf(event, target), event.ctrlKey || event.metaKey);
    };
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [element]);

  const moveOne = (way: Point, touch: boolean, { tool, start }: Drag) => {
    if (tool === 'window') latest.current.onWindow(way);
    else if (tool === 'zoom') latest.current.onZoomDrag(way, start);
    else latest.current.onPan(way, touch);
  };
  const end = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId)) return;
    if (pointers.current.size > 0) return;
    const { current } = drag;
    drag.current = null;
    latest.current.onDragEnd();
    const isTap = event.type === 'pointerup' && event.pointerType === 'touch' && current && !current.moved;
    if (isTap) latest.current.onTap(current.start);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const at = pointOf(event, element.current);
      event.currentTarget.setPointerCapture(event.pointerId);
      if (event.button === 1) event.preventDefault(); // no scrolling by the middle button
      pointers.current.set(event.pointerId, at);
      const second = pointers.current.size > 1;
      const tool = latest.current.spaceHeld() ? 'pan' : (BUTTONS[event.button] ?? latest.current.tool);
      drag.current = { tool, start: at, moved: second };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const at = pointOf(event, element.current);
      if (event.pointerType !== 'touch') latest.current.onHover(at);
      const before = pointers.current.get(event.pointerId);
      const { current } = drag;
      if (!before || !current) return;
      if (!current.moved && distance(current.start, at) < LEAST_WAY_PX) return;
      const pair = pairOf(pointers.current);
      pointers.current.set(event.pointerId, at);
      const pairAfter = pairOf(pointers.current);
      current.moved = true;
      if (pair && pairAfter) latest.current.onPinch(pair, pairAfter);
      else moveOne({ x: at.x - before.x, y: at.y - before.y }, event.pointerType === 'touch', current);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => latest.current.onHover(null),
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
}

/** The right button is always for the window, the middle one always moves. */
const BUTTONS: Readonly<Record<number, Tool>> = { 1: 'pan', 2: 'window' };

function pairOf(pointers: ReadonlyMap<number, Point>): readonly [Point, Point] | null {
  const [first, second] = pointers.values();
  return first && second ? [first, second] : null;
}

function pointOf(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  element: Element | null,
): Point {
  const box = element?.getBoundingClientRect();
  return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
}

function turnOf(event: WheelEvent): WheelTurn {
  const { wheelDelta = 0 } = event as WheelEvent & { readonly wheelDelta?: number };
  return { pixels: pixelsOf(event), notches: Math.max(1, Math.round(Math.abs(wheelDelta) / DELTA_PER_NOTCH)) };
}

function pixelsOf({ deltaY, deltaX, deltaMode }: WheelEvent): number {
  const delta = Math.abs(deltaY) >= Math.abs(deltaX) ? deltaY : deltaX;
  if (deltaMode === WheelEvent.DOM_DELTA_PAGE) return delta * PIXELS_PER_PAGE;
  return deltaMode === WheelEvent.DOM_DELTA_LINE ? delta * PIXELS_PER_LINE : delta;
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
