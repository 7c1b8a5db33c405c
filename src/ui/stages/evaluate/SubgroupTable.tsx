import { useState } from 'react';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { LabelMatcher } from '../../../dataset/import/labelTables/labelTable.ts';
import { namesIn } from '../../../dataset/import/labelTables/namingColumns.ts';
import type { LabelTable } from '../../../dataset/import/labelTables/tableColumns.ts';
import { UserError } from '../../../dataset/userError.ts';
import { columnValues } from '../../../evaluation/subgroups/columnValues.ts';
import { FileInput } from '../../components/form/FileInput.tsx';
import { Select } from '../../components/form/Select.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import type { DroppedFile } from '../../drop/droppedFiles.ts';
import { jobs } from '../../workspace/jobs.ts';

/** A column of a table, and its value for each scan that it names, by SHA-256. */
export type ChosenColumn = { readonly name: string; readonly valueOf: ReadonlyMap<string, string> };

type SubgroupTableProps = {
  /** Those of the test set. */
  readonly scans: readonly ScanView[];
  readonly onChoose: (column: ChosenColumn | null) => void;
};

/** A table beside the scans (age, sex, scanner): one of its columns tells them apart. */
export function SubgroupTable({ scans, onChoose }: SubgroupTableProps) {
  const [table, setTable] = useState<{ readonly file: File; readonly read: LabelTable } | null>(null);
  const [column, setColumn] = useState('');
  const { attempt, failure } = useAttempt();
  const paths = scans.map(({ path }) => path);
  const take = ([dropped]: readonly DroppedFile<File>[]) =>
    attempt(async () => {
      if (!dropped) return;
      const read = await jobs.labelTable(dropped.file, { names: [...namesIn(paths)] });
      if (!read.namesFiles)
        throw new UserError(
          'table-names-no-scan',
          {},
          `No column of ${dropped.file.name} names the test scans. Add one with their file names.`,
        );
      setTable({ file: dropped.file, read });
      setColumn('');
      onChoose(null);
    });
  const choose = (place: string) =>
    attempt(async () => {
      setColumn(place);
      if (!table || place === '') return onChoose(null);
      const columns = { ...table.read.columns, className: Number(place), oneHot: null };
      const { rows, head } = await jobs.labelTable(table.file, { columns, names: [...namesIn(paths)] });
      const matcher = new LabelMatcher();
      matcher.addRows(rows);
      matcher.addPaths(paths);
      const { rowOf } = matcher.match();
      const values = columnValues(scans.map((_, scan) => rows[rowOf[scan] ?? -1]?.className ?? null));
      const named = scans.flatMap(({ sha256 }, scan): [string, string][] => {
        const value = values[scan];
        return value === null || value === undefined ? [] : [[sha256, value]];
      });
      onChoose({ name: head[Number(place)] ?? '', valueOf: new Map(named) });
    });
  return (
    <div className="row">
      <FileInput
        label="Table of the scans (CSV or .xlsx)"
        accept=".csv,.tsv,.txt,.xlsx"
        small
        onFiles={(files) => void take(files)}
      />
      {table ? (
        <Select
          label="By column"
          value={column}
          options={[
            { value: '', label: 'choose a column' },
            ...table.read.head.flatMap((name, place) =>
              place === table.read.columns.file ? [] : [{ value: String(place), label: name }],
            ),
          ]}
          onChange={(place) => void choose(place)}
        />
      ) : null}
      {failure}
    </div>
  );
}
