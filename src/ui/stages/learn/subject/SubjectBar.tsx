import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { FileInput } from '../../../components/form/FileInput.tsx';
import { PlaneField } from '../../../components/form/PlaneField.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { NextIcon, PreviousIcon } from '../../../components/icons.tsx';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { formatDate } from '../../../components/text/format.ts';
import { StaticImage } from '../../../viewer/image/StaticImage.tsx';
import { ViewerSlider } from '../../../viewer/ViewerSlider.tsx';
import { useThumbnail } from '../../../workspace/thumbnails.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { askAhead } from '../activations/useActivations.ts';
import { useFullScan } from '../activations/useFullScan.ts';
import styles from '../LearnStage.module.css';
import { chooseInPlace } from '../place.ts';
import { type LearnStep, NEVER } from '../step.ts';
import { ownScan, showSlice } from './ownScan.ts';
import { ScanChoice } from './ScanChoice.tsx';
import { showOwnScan } from './showOwnScan.ts';
import { isOwn, type LearnScan, learnScan, type Subject, scanInAddress, UNTRAINED } from './subject.ts';
import { UntrainedNote } from './UntrainedNote.tsx';

type SubjectBarProps = Subject & { readonly step: LearnStep };

/** Which scan and which network the steps are about. */
export function SubjectBar({ step, scan, network }: SubjectBarProps) {
  const models = useWorkspace((state) => state.models);
  return (
    <section className={classNames('panel row', styles.subject)} aria-label="Scan and network">
      <ScanPart key={step.slug} {...{ step, scan }} />
      <Select
        className={styles.network ?? ''}
        label="Network"
        value={network.key}
        options={[
          ...models.map((each) => ({ value: each.id, label: `${each.name}, ${formatDate(each.createdAt)}` })),
          { value: UNTRAINED, label: 'Course CNN, untrained' },
        ]}
        onChange={(key) => chooseInPlace({ model: key, scan: scanInAddress(scan) })} // the scan stays
      />
      {network.model ? null : <UntrainedNote />}
    </section>
  );
}

type ScanPartProps = Pick<SubjectBarProps, 'step' | 'scan'>;

/** The scan, and the ways to another one. Made anew for each step: whether labels wait is a hook of the step's own. */
function ScanPart({ step: { labelsWait = NEVER }, scan }: ScanPartProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const [choosing, setChoosing] = useState(false);
  const waits = labelsWait.useWaits();
  const scans = dataSet?.scans ?? [];
  const index = scans.findIndex(({ sha256 }) => sha256 === scan.key);
  const at = (by: number) => scans[(index + by + scans.length) % scans.length];
  useAskedAhead(scan.key, index < 0 || waits ? null : (at(1)?.sha256 ?? null));
  if (waits) return <p className={classNames('quiet dense', styles.waits)}>{labelsWait.untilThen}</p>;
  const move = (by: number) => {
    const next = at(by);
    if (next) chooseInPlace({ scan: scanInAddress(learnScan(next)) });
  };
  return (
    <>
      <div className="row">
        <ScanThumb scan={scan} />
        <div className={classNames('stack gap-1', styles.scanWords)}>
          <span className="cut" title={scan.name}>
            {scan.name}
          </span>
          <span className="quiet dense cut">{scan.className ?? 'a scan of your own'}</span>
        </div>
      </div>
      {isOwn(scan) ? <SliceChoice /> : null}
      <div className="row">
        {scans.length > 1 ? (
          <>
            <Button small aria-label="Previous scan" title="Previous scan" onClick={() => move(-1)}>
              <PreviousIcon />
            </Button>
            <Button small aria-label="Next scan" title="Next scan" onClick={() => move(1)}>
              <NextIcon />
            </Button>
            <Button small onClick={() => setChoosing(true)}>
              Choose a scan
            </Button>
          </>
        ) : null}
        <FileInput
          label="Own scan"
          small
          onFiles={([first]) => {
            if (first) void showOwnScan(first.file);
          }}
        />
      </div>
      {choosing && dataSet ? (
        <ScanChoice
          dataSet={dataSet}
          onChoose={(chosen) => {
            setChoosing(false);
            chooseInPlace({ scan: scanInAddress(learnScan(chosen)) });
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  );
}

/** The next scan is worked out while this one is looked at, so that it is there at once. */
function useAskedAhead(scan: string, next: string | null): void {
  useEffect(() => {
    if (next === null || next === scan) return;
    const timer = setTimeout(() => void askAhead(scan, next).catch(() => {})); // whoever chooses it is told
    return () => clearTimeout(timer);
  }, [scan, next]);
}

/** Of a volume how it is cut, and of every file of several slices which one is looked into. */
function SliceChoice() {
  const own = useStore(ownScan, (state) => state.scan);
  if (!own) return null;
  const { file, volumes } = own;
  return (
    <>
      {volumes ? (
        <PlaneField plane={volumes.plane} onChange={(plane) => void showOwnScan(file, { ...volumes, plane })} />
      ) : null}
      {own.slices > 1 ? (
        <div className={styles.slice}>
          <ViewerSlider
            name="Slice"
            value={own.slice + 1}
            least={1}
            largest={own.slices}
            step={1}
            words={`${own.slice + 1} of ${own.slices}`}
            onChange={(slice) => showSlice(slice - 1)}
          />
        </div>
      ) : null}
    </>
  );
}

function ScanThumb({ scan }: { readonly scan: LearnScan }) {
  return (
    <div className={classNames('on-black', styles.thumb)}>
      {isOwn(scan) ? <OwnThumb scan={scan} /> : <StoredThumb scan={scan} />}
    </div>
  );
}

/** Of a file there is no thumbnail. */
function OwnThumb({ scan }: { readonly scan: LearnScan }) {
  const { value: picture } = useFullScan(scan);
  return <StaticImage image={picture} label="The scan of your own" />;
}

function StoredThumb({ scan }: { readonly scan: LearnScan }) {
  const thumbnail = useThumbnail(scan.key);
  return <ScanCanvas thumbnail={thumbnail} label={null} />;
}
