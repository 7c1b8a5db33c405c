import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { formatCount, formatCounted, formatProbability } from '../../../components/text/format.ts';
import { useThumbnail } from '../../../workspace/thumbnails.ts';
import { useKnownScans } from '../../../workspace/useKnownScans.ts';
import styles from './ConfusionCellScans.module.css';
import { ErrorViewer } from './ErrorViewer.tsx';
import type { EvaluatedScan } from './evaluatedScans.ts';

const PAGE = 60;

type ConfusionCellScansProps = {
  readonly title: string;
  readonly scans: readonly EvaluatedScan[];
  readonly classes: readonly string[];
  /** Null for more than two classes. */
  readonly threshold: number | null;
  readonly onClose: () => void;
};

/** The scans of one cell of the confusion matrix; a click shows one large with its probability. */
export function ConfusionCellScans({ title, scans, classes, threshold, onClose }: ConfusionCellScansProps) {
  const [count, setCount] = useState(PAGE);
  const [opened, setOpened] = useState<number | null>(null);
  const known = useKnownScans();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const letters = classLetters(classes);
  const here = scans.filter(({ sha256 }) => known.has(sha256));
  const views = here.flatMap(({ sha256 }) => known.get(sha256) ?? []);
  return (
    <section className={classNames('panel stack', styles.section)} aria-label={title}>
      <header className={classNames('row spread', styles.head)}>
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
        <Button small variant="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {here.length < scans.length ? (
        <p className="quiet dense">{goneWords(scans.length - here.length, scans.length)}</p>
      ) : null}
      {scans.length === 0 ? <p className="quiet">No scans at this threshold.</p> : null}
      <ul className={classNames('stack gap-1 on-black', styles.grid)} hidden={here.length === 0}>
        {here.slice(0, count).map((each, index) => (
          <li key={each.sha256}>
            <ScanButton
              scan={each}
              name={known.get(each.sha256)?.name ?? 'Scan'}
              letter={letters[each.truth] ?? ''}
              shown={shownClass(each, classes.length)}
              className={classes[shownClass(each, classes.length)] ?? ''}
              onOpen={() => setOpened(index)}
            />
          </li>
        ))}
      </ul>
      {here.length > count ? (
        <Button small onClick={() => setCount(count + 4 * PAGE)}>
          Show more of {formatCounted(here.length, 'scan')}
        </Button>
      ) : null}
      {opened === null ? null : (
        <ErrorViewer
          evaluated={here}
          views={views}
          index={opened}
          classes={classes}
          threshold={threshold}
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

/** Of scans whose images are gone from this device nothing could be shown. */
function goneWords(gone: number, all: number): string {
  const they = gone < all ? `${formatCount(gone)} of them` : all === 1 ? 'It' : `All ${formatCount(all)}`;
  return `${they} ${gone === 1 ? 'is' : 'are'} no longer in the data set, so there is no image.`;
}

/** For two classes the positive one, for more the one it was called. */
function shownClass({ called }: EvaluatedScan, classCount: number): number {
  return classCount === 2 ? 1 : called;
}

function ScanButton(props: {
  readonly scan: EvaluatedScan;
  readonly name: string;
  readonly letter: string;
  readonly shown: number;
  readonly className: string;
  readonly onOpen: () => void;
}) {
  const { scan, name, className } = props;
  const thumbnail = useThumbnail(scan.sha256);
  const probability = formatProbability(scan.probabilities[props.shown] ?? Number.NaN);
  return (
    <button
      type="button"
      className={classNames('bare', styles.scan)}
      aria-label={`${name}, probability of ${className} ${probability}`}
      title={`${name}: ${className} ${probability}`}
      onClick={props.onOpen}
    >
      <ScanCanvas thumbnail={thumbnail} label={null} />
      <ClassMark index={scan.truth} letter={props.letter} onBlack />
      <span className={classNames('over-scan', styles.probability)} aria-hidden="true">
        {probability}
      </span>
    </button>
  );
}
