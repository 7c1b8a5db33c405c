import type { ClassifiedRow, ModelSummary } from '../../worker/protocol.ts';
import { Facts } from '../components/Facts.tsx';
import { formatBytes } from '../components/format.ts';
import { MedicalNote } from '../components/MedicalNote.tsx';
import { PictureCanvas } from '../components/PictureCanvas.tsx';
import { usePicture } from '../components/ScanViewer.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import type { DroppedFile } from '../droppedFiles.ts';
import { jobs } from '../jobs.ts';
import { CsvButton } from './CsvButton.tsx';
import styles from './SingleResult.module.css';
import { VerdictGrounds, VerdictHead } from './VerdictPanel.tsx';

type SingleResultProps = {
  readonly row: ClassifiedRow;
  readonly file: DroppedFile;
  readonly model: ModelSummary;
};

/** One scan, large, and what the network says of it. */
export function SingleResult({ row, file, model }: SingleResultProps) {
  if (row.status !== 'classified') {
    return (
      <div className={styles.refused}>
        <h1>{row.path}</h1>
        <StatusLine tone="bad">{row.reason}</StatusLine>
        <MedicalNote />
      </div>
    );
  }
  return (
    <article className={styles.result} aria-label={row.path}>
      <div className={styles.verdict}>
        <VerdictHead probabilities={row.probabilities} model={model} knownFrom={row.knownFrom} />
      </div>
      <Picture file={file} />
      <div className={styles.panel}>
        <VerdictGrounds probabilities={row.probabilities} model={model} />
        <Facts
          facts={[
            ['File', row.path],
            ['Size', `${row.width} × ${row.height} pixels, ${formatBytes(file.file.size)}`],
            ['Model', model.name],
          ]}
        />
        <CsvButton rows={[row]} model={model} />
      </div>
    </article>
  );
}

function Picture({ file }: { readonly file: DroppedFile }) {
  const { picture, failure } = usePicture(`${file.path} ${file.file.lastModified} ${file.file.size}`, () =>
    jobs.pictureOfFile(file.file),
  );
  return (
    <div className={styles.picture}>
      <PictureCanvas picture={picture} label={file.path} />
      {failure ? <StatusLine tone="bad">{failure}</StatusLine> : null}
    </div>
  );
}
