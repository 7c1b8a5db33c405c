import type { Shortcut } from '../../../../../audit/auditReport.ts';
import { shortcutName } from '../../../../../audit/shortcuts/shortcutName.ts';
import { classNames } from '../../../../components/classNames.ts';
import { classColour } from '../../../../components/image/classColours.ts';
import { classColumns } from '../../../../components/table/classColumns.ts';
import { ClassHeads } from '../../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount } from '../../../../components/text/format.ts';
import { valueWords } from '../../../data/audit/shortcutWords.ts';
import styles from './shortcuts.module.css';

type TellingValuesProps = { readonly shortcut: Shortcut; readonly classes: readonly string[] };

const SIZES = 7;

/** The values that give the class away: how many scans of each class have them, as numbers and as a bar. */
export function TellingValues({ shortcut, classes }: TellingValuesProps) {
  const { shown, words } = classColumns(classes);
  const name = shortcutName(shortcut);
  if (shortcut.table.length < 2)
    return (
      <p>
        <b>{name}</b>: the same for every scan, so it tells nothing.
      </p>
    );
  return (
    <div className={classNames('panel', styles.values)}>
      <Table caption={`${name}, by class${words}`} captionShown>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <ClassHeads classes={shown} />
            <td />
          </tr>
        </thead>
        <tbody>
          {rowsOf(shortcut).map(({ value, countPerClass }) => (
            <tr key={value}>
              <th scope="row">{valueWords(value)}</th>
              {shown.map((each, index) => (
                <td key={each} className={numberCell}>
                  {formatCount(countPerClass[index] ?? 0)}
                </td>
              ))}
              <td className={styles.shares} aria-hidden="true">
                <span className={styles.share}>
                  {countPerClass.map((count, index) => (
                    <span
                      // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place.
                      key={index}
                      style={{ flexGrow: count, backgroundColor: classColour(index) }}
                    />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** Of sizes the most frequent, and the others in one row; of the rest all. */
function rowsOf({ from, table }: Shortcut): Shortcut['table'] {
  if (from !== 'size' || table.length <= SIZES) return table;
  const others = table.slice(SIZES);
  const countPerClass = (table[0]?.countPerClass ?? []).map((_, index) =>
    others.reduce((sum, row) => sum + (row.countPerClass[index] ?? 0), 0),
  );
  const scans = countPerClass.reduce((sum, count) => sum + count, 0);
  return [...table.slice(0, SIZES), { value: `and ${formatCount(scans)} scans with other sizes`, countPerClass }];
}
