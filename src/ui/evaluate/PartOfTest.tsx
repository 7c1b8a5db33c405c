import { formatCount } from '../components/format.ts';
import { Segmented } from '../components/Segmented.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import styles from './EvaluateStage.module.css';
import { matchedWords } from './matchedTest.ts';

export type TestChoice = 'all' | 'matched';

type PartOfTestProps = {
  readonly choice: TestChoice;
  /** Test scans, and those of them that are matched on size. */
  readonly all: number;
  readonly matched: number;
  readonly classCount: number;
  readonly onChange: (choice: TestChoice) => void;
};

/** Whether the figures below are of the whole test part or of scans whose size says nothing about the class. */
export function PartOfTest({ choice, all, matched, classCount, onChange }: PartOfTestProps) {
  const words = matchedWords(matched, all, classCount);
  if (matched === 0) return <p className="quiet dense">{words.text}</p>;
  return (
    <div className={styles.part}>
      <Segmented
        label="Test scans that the figures are of"
        value={choice}
        onChange={onChange}
        options={[
          { value: 'all', label: `All test scans ${formatCount(all)}` },
          { value: 'matched', label: `Matched on size ${formatCount(matched)}` },
        ]}
      />
      <StatusLine className="dense" tone={words.few ? 'caution' : 'quiet'}>
        {choice === 'matched' ? words.text : null}
      </StatusLine>
    </div>
  );
}
