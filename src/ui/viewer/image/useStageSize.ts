import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './geometry.ts';

/** Size in device pixels, and how many of them make a CSS pixel. */
export type StageSize = Size & { readonly ratio: number };

/** How large an element is inside, followed as it, or the zoom of the page, changes; null before it is laid out. */
export function useStageSize(ref: RefObject<HTMLElement | null>): StageSize | null {
  const [size, setSize] = useState<StageSize | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const take = (width: number, height: number) =>
      setSize(width > 0 && height > 0 ? { width, height, ratio: width / element.clientWidth } : null);
    const measure = () =>
      take(
        Math.round(element.clientWidth * window.devicePixelRatio),
        Math.round(element.clientHeight * window.devicePixelRatio),
      );
    // Not measured at once: that would lay the page out in the middle of a render, and the observer comes before the first paint.
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize?.[0];
      if (box) take(box.inlineSize, box.blockSize);
      else measure();
    });
    try {
      observer.observe(element, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(element); // Safari knows no device pixels
    }
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
