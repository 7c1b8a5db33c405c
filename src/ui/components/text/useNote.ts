import { useRef } from 'react';

const GAP_PX = 6;

/** A note that opens beside a word or a button while that is hovered or has the focus. */
export function useNote<Anchor extends HTMLElement>() {
  const anchor = useRef<Anchor>(null);
  const note = useRef<HTMLSpanElement>(null);
  const show = () => {
    if (!anchor.current || !note.current) return;
    note.current.showPopover();
    placeBeside(anchor.current, note.current);
  };
  const hide = () => {
    if (note.current?.matches(':popover-open')) note.current.hidePopover();
  };
  return { anchor, note, show, hide };
}

/** Below the anchor, or above it where there is no room; never off the page. */
function placeBeside(anchor: HTMLElement, note: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const size = note.getBoundingClientRect();
  const below = at.bottom + GAP_PX;
  const fits = below + size.height <= window.innerHeight;
  const left = Math.max(GAP_PX, Math.min(at.left, window.innerWidth - size.width - GAP_PX));
  note.style.left = `${left}px`;
  note.style.top = `${fits ? below : at.top - size.height - GAP_PX}px`;
}
