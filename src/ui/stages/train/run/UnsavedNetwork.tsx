import { useState } from 'react';
import { networkName } from '../../../../model/networkNames.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { ConfirmDialog } from '../../../components/layout/ConfirmDialog.tsx';
import { formatBytes, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { DownloadModel } from '../../../DownloadModel.tsx';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { clockTime } from '../trainingWords.ts';
import styles from './RunControls.module.css';
import type { RunRecord } from './runRecord.ts';
import { dismissRun, keepTrained } from './trainingMachine.ts';

type UnkeptNetworkProps = {
  /** Why it could not be saved. */
  readonly reason: string;
  readonly run: RunRecord;
};

/** A trained network that is in this tab's memory and nowhere else: it can be downloaded, or saved after storage was freed. */
export function UnsavedNetwork({ reason, run }: UnkeptNetworkProps) {
  const [discarding, setDiscarding] = useState(false);
  const [trying, setTrying] = useState(false);
  const [triedAtMs, setTriedAtMs] = useState<number | null>(null);
  const { attempt, failure } = useAttempt();
  const tryAgain = async () => {
    setTrying(true);
    if (await attempt(keepTrained)) setTriedAtMs(Date.now());
    setTrying(false);
  };
  return (
    <Card>
      <div className="row spread">
        <StatusLine className={classNames('strong', styles.phase, styles.failed)} tone="bad">
          The network is trained, but not saved
        </StatusLine>
        <div className={classNames('row', styles.buttons)}>
          <DownloadTrained run={run} primary />
          <DisabledButton resting={trying} onClick={() => void tryAgain()}>
            Save again
          </DisabledButton>
          <Button variant="quiet" onClick={() => setDiscarding(true)}>
            Discard network
          </Button>
          {failure}
        </div>
      </div>
      <StatusLine tone="bad">
        {triedAtMs === null ? reason : `Tried again at ${clockTime(triedAtMs)}: ${reason}`}
      </StatusLine>
      <p className="quiet">
        This tab alone holds the network: do not close or reload it before the network is downloaded or saved. A
        download can be imported again under Models. <WhatTakesRoom />
      </p>
      {discarding ? (
        <ConfirmDialog
          title="Discard the trained network?"
          confirm="Discard the network"
          onConfirm={dismissRun}
          onClose={() => setDiscarding(false)}
        >
          <p>It is saved nowhere else. What it has learned is lost. You cannot undo this.</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

type DownloadTrainedProps = {
  readonly run: RunRecord;
  readonly primary?: boolean;
};

/** Saves the network that was trained last as a file, from memory. */
export function DownloadTrained({ run, primary = false }: DownloadTrainedProps) {
  const { preset } = run.request.network;
  const name = `${networkName(preset)} ${run.request.preprocessing.size} px, ${run.data.name}`;
  const { attempt, failure } = useAttempt();
  return (
    <>
      <DownloadModel
        variant={primary ? 'primary' : 'secondary'}
        name={name}
        attempt={attempt}
        write={(target) => jobs.downloadTrained(target)}
      >
        Download the model
      </DownloadModel>
      {failure}
    </>
  );
}

/** What can be deleted to make room. */
function WhatTakesRoom() {
  const models = useWorkspace((state) => state.models);
  const dataSet = useWorkspace((state) => state.dataSet);
  const modelBytes = models.reduce((sum, { bytes }) => sum + bytes, 0);
  const scanBytes = dataSet?.scans.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  const parts = [
    models.length > 0 ? `${formatCounted(models.length, 'model')} (${formatBytes(modelBytes)}, under Models)` : '',
    scanBytes > 0 ? `the data set (${formatBytes(scanBytes)}, under Data)` : '',
  ].filter(Boolean);
  return parts.length === 0 ? null : <>What you can delete here to make room: {parts.join(', ')}.</>;
}
