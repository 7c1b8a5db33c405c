import { Segmented } from '../../../components/form/Segmented.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { type SizeMatchedScans, sizeMatchedSentence } from './sizeMatchedScans.ts';

export type EvaluatedOn = 'all' | 'matched';

type MatchedChoiceProps = {
  readonly judgedOn: EvaluatedOn;
  /** Test scans. */
  readonly all: number;
  readonly matched: SizeMatchedScans;
  readonly classCount: number;
  readonly onChange: (judgedOn: EvaluatedOn) => void;
};

/** Whether the figures below are of the whole test part or of scans whose size says nothing about the class. */
export function SizeMatchedToggle({ judgedOn, all, matched, classCount, onChange }: MatchedChoiceProps) {
  const words = sizeMatchedSentence(matched, all, classCount);
  const count = matched.said.sha256.length;
  if (count === 0) return <p className="quiet dense">{words.text}</p>;
  return (
    <div className="stack start">
      <Segmented
        label="Test scans in the results"
        value={judgedOn}
        onChange={onChange}
        options={[
          { value: 'all', label: `All test scans ${formatCount(all)}` },
          { value: 'matched', label: `Matched on size ${formatCount(count)}` },
        ]}
      />
      <StatusLine className="dense" tone={words.few ? 'caution' : 'quiet'}>
        {judgedOn === 'matched' ? words.text : null}
      </StatusLine>
    </div>
  );
}
