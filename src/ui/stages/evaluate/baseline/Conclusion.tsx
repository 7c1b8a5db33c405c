import type { ModelCard } from '../../../../model/card/card.ts';
import { classNames } from '../../../components/classNames.ts';
import { CautionIcon, CheckIcon } from '../../../components/icons.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useAudit } from '../../data/audit/auditStore.ts';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import { leadObstacle } from './baselineLead.ts';
import styles from './Conclusion.module.css';
import { conclusionOf } from './conclusion.ts';

/** The first line of Evaluate: what the figures below it come to. */
export function Conclusion({ card }: { readonly card: ModelCard }) {
  const found = useWorkspace((state) => state.shortcuts);
  const dataSet = useWorkspace((state) => state.dataSet);
  const obstacle = leadObstacle(card, dataSet, useAudit(), useTraining(isActive));
  const { tone, text, because } = conclusionOf(card, found);
  return (
    <div className={classNames('framed stack', styles.conclusion, styles[tone])} role="status">
      {tone === 'open' ? null : tone === 'good' ? <CheckIcon /> : <CautionIcon />}
      <p className={classNames('large', styles.text)}>{text}</p>
      <p className={classNames('quiet', styles.because)}>{tone === 'open' ? obstacle : because}</p>
    </div>
  );
}
