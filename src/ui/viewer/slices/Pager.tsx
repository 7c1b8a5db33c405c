import { Button } from '../../components/Button.tsx';
import { NextIcon, PreviousIcon } from '../../components/icons.tsx';
import { formatCount } from '../../components/text/format.ts';

/** A place in a row that can be gone through, from 0. */
export type Place = { readonly index: number; readonly count: number; readonly onMove: (index: number) => void };

/** The scans before and after. Nothing where there is one only. */
export function Pager({ list: { index, count, onMove } }: { readonly list: Place }) {
  if (count < 2) return null;
  return (
    <div className="line">
      <Button small aria-label="Previous scan" disabled={index <= 0} onClick={() => onMove(index - 1)}>
        <PreviousIcon />
      </Button>
      <span>
        {index < 0 ? '–' : formatCount(index + 1)} of {formatCount(count)}
      </span>
      <Button small aria-label="Next scan" disabled={index >= count - 1} onClick={() => onMove(index + 1)}>
        <NextIcon />
      </Button>
    </div>
  );
}
