import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { formatCounted } from '../../../components/text/format.ts';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { openTestSets } from '../../../workspace/jobs.ts';
import styles from './SealedTest.module.css';
import { sealWords } from './sealWords.ts';

/** The way to the test set while it is sealed, and afterwards how often it was looked at. */
export function SealedTest({ model }: { readonly model: ModelSummary }) {
  const { attempt, failure } = useAttempt();
  const { card } = model;
  if (model.imported || card.testAccess?.openings.length !== 0) {
    const words = sealWords(card);
    return words === null ? null : <p className="quiet">{words}</p>;
  }
  const open = () => attempt(() => openTestSets([model.id]));
  return (
    <section className={classNames('panel row spread', styles.sealed)} aria-label="Sealed test set">
      <div className={styles.why}>
        <p>
          <b>These figures are of the validation set</b>, which also chose the epoch and the threshold.
        </p>
        <p className="quiet">
          {`${formatCounted(card.split.scans.test, 'test scan')} that had no say in anything are sealed. Settle the threshold first, then open them: they give the figure to report.`}
        </p>
        {failure}
      </div>
      <Button variant="primary" onClick={() => void open()}>
        Open the test set
      </Button>
    </section>
  );
}
