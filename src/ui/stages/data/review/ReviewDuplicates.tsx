import { Button } from '../../../components/Button.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { Notes } from '../import/ImportReport.tsx';
import type { CopyCheck } from './useDuplicateCheck.ts';

type ReviewCopiesProps = { readonly check: CopyCheck; readonly onSkip: () => void };

/** Names duplicates under another class before anything is imported. */
export function ReviewCopies({ check, onSkip }: ReviewCopiesProps) {
  if (check.step === 'checking') {
    return check.total === 0 ? null : (
      <Progress
        label="Looking for duplicates under another class"
        value={check.done}
        max={check.total}
        detail={`${formatCount(check.done)} of ${formatCounted(check.total, 'file')}`}
        action={<Button onClick={onSkip}>Skip</Button>}
      />
    );
  }
  if (check.step === 'failed') {
    return (
      <StatusLine tone="caution">Duplicates under another class could not be looked for: {check.reason}</StatusLine>
    );
  }
  const { copies } = check;
  if (copies.length === 0) return null;
  return (
    <div>
      <StatusLine tone="caution">
        {formatCounted(copies.length, 'file is a duplicate', 'files are duplicates')} of a scan of another class. Import
        does not change the class of that scan: the {copies.length === 1 ? 'duplicate is' : 'duplicates are'} left out.
        Correct the classes first if they are wrong.
      </StatusLine>
      <Notes
        title={formatCounted(copies.length, 'duplicate under another class', 'duplicates under another class')}
        notes={copies}
        open
      />
    </div>
  );
}
