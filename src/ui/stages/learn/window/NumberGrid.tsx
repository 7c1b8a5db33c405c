import { useState } from 'react';
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

/** Columns beyond which there is room for two decimals alone. */
const [MOST_WIDE, FEW_DECIMALS] = [8, 2];

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
                    <>
                      <WeightInput
                        label={`${caption}, row ${row + 1}, column ${column + 1}`}
                        value={value}
                        onChange={(next) => onEdit(at, next)}
                      />
                      <span className={styles.onPaper} aria-hidden="true">
                        {formatValue(value)}
                      </span>
                    </>
                  ) : (
                    formatValue(value, columns > MOST_WIDE ? FEW_DECIMALS : undefined)
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

type WeightInputProps = {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
};

/** While it is typed the text stays as it is: '-' is on the way to '-1', and counts as 0 until then. */
function WeightInput({ label, value, onChange }: WeightInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={label}
      value={typed ?? String(Number(value.toFixed(3)))}
      onChange={(event) => {
        setTyped(event.target.value);
        const entered = Number(event.target.value);
        onChange(Number.isFinite(entered) ? entered : 0);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
