import { formatValue } from '../maps/formatValue.ts';
import { colourOf, inkOn, type Palette } from '../maps/mapColours.ts';
import styles from './window.module.css';

type NumberGridProps = {
  readonly caption: string;
  /** Row by row. */
  readonly values: readonly number[];
  readonly columns: number;
  readonly palette: Palette;
  readonly limit: number;
  /** The place of one that is framed. */
  readonly marked?: number | null;
  /** Lets each be edited. */
  readonly onEdit?: ((at: number, value: number) => void) | null;
};

/** Columns beyond which there is room for two digits alone. */
const MOST_WIDE = 8;

/** The numbers under a window, each on its colour: a table. */
export function NumberGrid(props: NumberGridProps) {
  const { caption, values, columns, palette, limit, marked = null, onEdit = null } = props;
  const rows = Array.from({ length: Math.ceil(values.length / columns) }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  );
  return (
    <table className={styles.grid} data-large={columns > 3}>
      <caption className="dense quiet">{caption}</caption>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place.
          <tr key={row}>
            {cells.map((value, column) => {
              const at = row * columns + column;
              const style = { background: colourOf(value, limit, palette), color: inkOn(value, limit, palette) };
              return (
                <td key={at} style={style} data-marked={at === marked}>
                  {onEdit ? (
                    <input
                      type="number"
                      step="0.1"
                      aria-label={`${caption}, row ${row + 1}, column ${column + 1}`}
                      value={Number(value.toFixed(3))}
                      onChange={(event) => onEdit(at, event.target.valueAsNumber || 0)}
                    />
                  ) : (
                    formatValue(value, columns > MOST_WIDE ? 2 : 3)
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
