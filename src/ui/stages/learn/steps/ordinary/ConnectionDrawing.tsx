import styles from './ordinary.module.css';

const SIDE = 12;
const CELL = 9;
const PIXELS = Array.from({ length: SIDE * SIDE }, (_, i) => ({ column: i % SIDE, row: Math.floor(i / SIDE) }));
const NEURON = { x: 190, y: 54 };
/** Where the filter of the drawing lies. */
const WINDOW = { left: 4, top: 3, side: 3 };

/** One neuron and the pixels that it sees: all of them, or those under a filter. */
export function ConnectionDrawing({ kind }: { readonly kind: 'dense' | 'convolution' }) {
  const seen = PIXELS.filter(({ column, row }) => kind === 'dense' || isInWindow(column, row));
  const count = seen.length;
  return (
    <svg
      className={styles.drawing}
      viewBox="-1 -1 204 111"
      role="img"
      aria-label={`A neuron that is connected to ${count} of ${SIDE * SIDE} pixels`}
    >
      {PIXELS.map(({ column, row }) => (
        <rect
          key={`${column} ${row}`}
          className={styles.pixel}
          data-seen={kind === 'dense' || isInWindow(column, row)}
          x={column * CELL}
          y={row * CELL}
          width={CELL - 1}
          height={CELL - 1}
        />
      ))}
      {seen.map(({ column, row }) => (
        <line
          key={`${column} ${row}`}
          className={styles.connection}
          data-kind={kind}
          x1={(column + 0.5) * CELL}
          y1={(row + 0.5) * CELL}
          x2={NEURON.x}
          y2={NEURON.y}
        />
      ))}
      <circle className={styles.neuron} cx={NEURON.x} cy={NEURON.y} r={9} />
    </svg>
  );
}

function isInWindow(column: number, row: number): boolean {
  const { left, top, side } = WINDOW;
  return column >= left && row >= top && column < left + side && row < top + side;
}
