import { useState } from 'react';
import { UserError } from '../../../dataset/userError.ts';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/form/Segmented.tsx';
import { Toggle } from '../../components/form/Toggle.tsx';
import { notify, notifyFailure } from '../../workspace/workspace.ts';
import { hashOfPlace } from './address.ts';
import { GlossaryDialog } from './glossary/GlossaryDialog.tsx';
import type { StepProps } from './step.ts';
import { type Subject, scanInAddress } from './subject/subject.ts';
import { setTeaching, type Teaching, useTeaching } from './teaching.ts';

const SCALES = [
  { value: '1', label: '100 %' },
  { value: '1.25', label: '125 %' },
  { value: '1.5', label: '150 %' },
  { value: '2', label: '200 %' },
] as const;

type TeachingBarProps = StepProps & { /** Of the step that is shown. */ readonly slug: string };

/** The words, and what a teacher needs in front of a class. */
export function TeachingBar({ slug, subject }: TeachingBarProps) {
  const [shown, setShown] = useState(false);
  const [words, setWords] = useState(false);
  const { scale, answersHidden } = useTeaching();
  return (
    <div className="stack">
      <div className="row">
        <Button variant="quiet" small onClick={() => setWords(true)}>
          Glossary
        </Button>
        <Button variant="quiet" small aria-expanded={shown} onClick={() => setShown(!shown)}>
          Teaching
        </Button>
      </div>
      {words ? <GlossaryDialog onClose={() => setWords(false)} /> : null}
      {shown ? (
        <section className="row" aria-label="Teaching">
          <Segmented
            label="Size on the projector"
            value={String(scale)}
            options={SCALES}
            onChange={(value) => setTeaching({ scale: Number(value) as Teaching['scale'] })}
          />
          <Toggle
            label="Hide answers"
            checked={answersHidden}
            onChange={(checked) => setTeaching({ answersHidden: checked })}
          />
          <Button small onClick={() => void copyAddress(addressOf(slug, subject))}>
            Copy link to this step
          </Button>
          <Button small onClick={() => window.print()}>
            Print hand-out
          </Button>
        </section>
      ) : null}
    </div>
  );
}

/** With the scan and the network in it, also where they are the usual ones: another day there may be others. */
function addressOf(slug: string, { scan, network }: Subject): string {
  const place = { slug, scan: scanInAddress(scan), model: network.key };
  return new URL(hashOfPlace(place), window.location.href).href;
}

async function copyAddress(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    notify('The link is copied. It opens this step; the scan and the network only where they are stored.');
  } catch {
    notifyFailure(
      new UserError('clipboard', {}, 'The browser does not let the page copy. Copy the address from the address bar.'),
    );
  }
}
