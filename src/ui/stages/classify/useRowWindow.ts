import { type RefObject, useLayoutEffect, useState } from 'react';

const SPARE_ROWS = 8;

/** Rows [first, end) of a body of equally high rows that are in sight of what scrolls it, and some more. */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  scroller: HTMLElement | null,
  count: number,
  rowPx: number,
): { readonly first: number; readonly end: number } {
  const [first, setFirst] = useState(0);
  const [inSight, setInSight] = useState(30);
  useLayoutEffect(() => {
    if (!scroller) return;
    const measure = () => {
      if (!body.current) return;
      const above = scroller.getBoundingClientRect().top - body.current.getBoundingClientRect().top;
      setFirst(Math.max(0, Math.floor(above / rowPx) - SPARE_ROWS));
      setInSight(Math.ceil(scroller.clientHeight / rowPx) + 2 * SPARE_ROWS);
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [body, scroller, rowPx]);
  const start = Math.min(first, Math.max(0, count - inSight));
  return { first: start, end: Math.min(count, start + inSight) };
}
