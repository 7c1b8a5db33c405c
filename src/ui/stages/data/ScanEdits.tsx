import type { ScanView } from '../../../worker/protocol.ts';
import { Button } from '../../components/Button.tsx';
import { oncePerPress } from '../../components/oncePerPress.ts';
import { useTraining } from '../train/run/trainingMachine.ts';
import { isActive } from '../train/run/trainingState.ts';
import { useEdits } from './audit/useEdits.ts';
import type { ClassMarks } from './classMarks.ts';
import { RelabelButtons } from './RelabelButtons.tsx';

type ScanRemediesProps = { readonly scan: ScanView; readonly marks: ClassMarks };

/** What can be done about one scan: every one of them can be taken back. */
export function ScanEdits({ scan, marks }: ScanRemediesProps) {
  const training = useTraining(isActive);
  const { applyRemedy, failure } = useEdits();
  const { sha256, name } = scan;
  if (training) return <p className="quiet dense">You cannot change scans while a network trains on them.</p>;
  return (
    <div className="row">
      <RelabelButtons
        classes={[...marks.keys()].filter((className) => className !== scan.className)}
        intro="Relabel as"
        onChoose={(className) =>
          void applyRemedy({ kind: 'relabel', sha256s: [sha256], className }, `${name} is ${className} now.`)
        }
      />
      <Button
        small
        variant="danger"
        {...oncePerPress(
          () => void applyRemedy({ kind: 'exclude', sha256s: [sha256], why: 'hand' }, `Excluded ${name}.`),
        )}
      >
        Exclude it
      </Button>
      {failure}
    </div>
  );
}
