import { type ReactNode, useState } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { useThumbnail } from '../../../workspace/thumbnails.ts';
import type { ClassMarks } from '../classMarks.ts';
import styles from './audit.module.css';

const AT_FIRST = 12;
/** Thousands of the same image may be one group. */
const MORE = 120;

type ScanStripProps = {
  readonly label: string;
  readonly scans: readonly ScanView[];
  readonly marks: ClassMarks;
  /** Laid over each. */
  readonly overlay?: (scan: ScanView) => ReactNode;
  /** Beneath each: what it is here for. */
  readonly captions?: readonly string[];
  readonly onOpen: (scans: readonly ScanView[], index: number) => void;
};

/** Some scans in a row, on black; a click shows one large. */
export function ScanStrip({ label, scans, marks, captions, overlay, onOpen }: ScanStripProps) {
  const [count, setCount] = useState(AT_FIRST);
  const shown = scans.slice(0, count);
  return (
    <div className={classNames('line', styles.strip)}>
      <ul className="row gap-1" aria-label={label}>
        {shown.map((scan, index) => (
          <li key={scan.sha256}>
            <StripScan
              scan={scan}
              mark={marks.get(scan.className)}
              caption={captions?.[index] ?? null}
              overlay={overlay?.(scan)}
              onOpen={() => onOpen(scans, index)}
            />
          </li>
        ))}
      </ul>
      {scans.length > shown.length ? (
        <Button small variant="quiet" onClick={() => setCount(count + MORE)}>
          {formatCount(scans.length - shown.length)} more
        </Button>
      ) : null}
    </div>
  );
}

type StripScanProps = {
  readonly scan: ScanView;
  readonly mark: { readonly index: number; readonly letter: string } | undefined;
  readonly caption: string | null;
  readonly overlay: ReactNode;
  readonly onOpen: () => void;
};

function StripScan({ scan, mark, caption, overlay, onOpen }: StripScanProps) {
  const thumbnail = useThumbnail(scan.sha256);
  const about = `${scan.name}, ${scan.className}, ${scan.width} × ${scan.height}${caption ? `, ${caption}` : ''}`;
  return (
    <button
      type="button"
      className={classNames('bare stack quiet', styles.scan)}
      title={about}
      aria-label={about}
      onClick={onOpen}
    >
      <span className={classNames('on-black', styles.image)}>
        <ScanCanvas thumbnail={thumbnail} label={null} />
        {overlay}
        {mark ? <ClassMark index={mark.index} letter={mark.letter} onBlack /> : null}
      </span>
      {caption === null ? null : <span>{caption}</span>}
    </button>
  );
}
