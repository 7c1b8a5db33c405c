import type { ResultRow } from '../../../../export/results/resultsCsv.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { DownloadIcon } from '../../../components/icons.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { download } from '../../../workspace/download.ts';
import { jobs } from '../../../workspace/jobs.ts';

type CsvButtonProps = {
  readonly rows: readonly ClassifiedRow[];
  readonly model: ModelSummary;
  readonly disabled?: boolean;
};

/** Nobody prints it, and it is most of a row. */
function withoutThumbnail(row: ClassifiedRow): ResultRow {
  if (row.status !== 'classified') return row;
  const { status, path, sha256, probabilities, unlike } = row;
  return { status, path, sha256, probabilities, unlike };
}

export function CsvButton({ rows, model, disabled = false }: CsvButtonProps) {
  const { attempt, failure } = useAttempt();
  const save = () =>
    attempt(async () => {
      const csv = await jobs.resultsCsv({ ...model.card, fingerprint: model.fingerprint }, rows.map(withoutThumbnail));
      download(csv, `${model.name} results.csv`);
    });
  return (
    <>
      <Button disabled={disabled} onClick={() => void save()}>
        <DownloadIcon />
        Download results (CSV)
      </Button>
      {failure}
    </>
  );
}
