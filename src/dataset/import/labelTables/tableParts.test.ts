import { expect, test } from 'vitest';
import type { LabelRow } from './labelTable.ts';
import { joinParts } from './tableParts.ts';

function found(path: string) {
  const columns = { file: 0, folder: null, className: 1, patient: null, subset: null, oneHot: null };
  const rows: LabelRow[] = [{ file: '1.png', className: 'tumour', patient: null, subset: null }];
  const said = { multiLabel: 0, severalLabels: [], namesFiles: true, joinedBy: [] };
  return { path, table: { head: ['file', 'class'], columns, rows, ...said } };
}

/** The folders to which the rows of two parts are held. */
function foldersOf(ending: string, ...images: string[]) {
  const tables = [`a/labels.${ending}`, `b/labels.${ending}`];
  const [table] = joinParts(tables.map(found), [...tables, ...images]);
  return table?.table.rows.map(({ scope }) => scope);
}

test.each(['csv', 'xlsx', 'txt'])('a table of %s means the images beneath it, and is none of them itself', (ending) => {
  expect(foldersOf(ending, 'a/1.png', 'b/1.png')).toEqual([{ folder: 'a/' }, { folder: 'b/' }]);
  expect(foldersOf(ending, 'images/1.png')).toEqual([undefined, undefined]);
});
