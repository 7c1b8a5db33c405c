import type { DuplicateGroup } from '../../../../../audit/auditReport.ts';
import { ScanCanvas } from '../../../../components/image/ScanCanvas.tsx';
import { formatCount, formatCounted } from '../../../../components/text/format.ts';
import { useThumbnail } from '../../../../workspace/thumbnails.ts';
import styles from './shortcuts.module.css';

type CopiesProps = {
  readonly copies: readonly DuplicateGroup[];
  /** Distinct images. */
  readonly distinct: number;
  readonly scans: number;
};

const GROUPS = 3;
const OF_GROUP = 4;

/** How many scans are copies of each other, and some of them. */
export function Copies({ copies, distinct, scans }: CopiesProps) {
  const groups = copies.filter(({ sha256s }) => sha256s.length > 1);
  const conflicts = copies.filter(({ conflict }) => conflict).length;
  return (
    <section className="panel stack gap-3" aria-label="Copies">
      <h2>Copies</h2>
      <p>
        {groups.length === 0
          ? `No copies among ${formatCounted(scans, 'scan')}.`
          : `${formatCounted(scans, 'scan')}, but only ${formatCounted(distinct, 'distinct image')}. With a copy in training, a test scan is no test.`}
        {conflicts > 0 ? ` ${formatCounted(conflicts, 'group')} of copies with two different labels.` : ''}
      </p>
      <ul className="stack">
        {groups.slice(0, GROUPS).map(({ sha256s }) => (
          <li key={sha256s[0]} className={styles.group}>
            {sha256s.slice(0, OF_GROUP).map((sha256) => (
              <Copy key={sha256} sha256={sha256} />
            ))}
            {sha256s.length > OF_GROUP ? (
              <span className="quiet dense">and {formatCount(sha256s.length - OF_GROUP)} more</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Copy({ sha256 }: { readonly sha256: string }) {
  return <ScanCanvas thumbnail={useThumbnail(sha256)} label={null} className={styles.copy} />;
}
