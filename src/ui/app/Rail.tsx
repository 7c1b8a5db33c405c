import { type ComponentType, useEffect, useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { classNames } from '../components/classNames.ts';
import {
  CautionIcon,
  CheckIcon,
  ClassifyIcon,
  DataIcon,
  EvaluateIcon,
  LearnIcon,
  ModelsIcon,
  TrainIcon,
} from '../components/icons.tsx';
import { STAGE_NAMES, STAGES, type Stage } from '../workspace/stage.ts';
import { fetchStage } from '../workspace/stageViews.tsx';
import { useWorkspace, workspace } from '../workspace/workspace.ts';
import styles from './Rail.module.css';
import { stageLine } from './stageLines.ts';

const ICONS: Readonly<Record<Stage, ComponentType>> = {
  data: DataIcon,
  train: TrainIcon,
  evaluate: EvaluateIcon,
  classify: ClassifyIcon,
  learn: LearnIcon,
  models: ModelsIcon,
};

/** The stages of the work: a rail at the left, a bar at the bottom of narrow pages. */
export function Rail() {
  const hasModel = useWorkspace((state) => state.models.length > 0);
  useEffect(() => {
    if (!hasModel) return;
    // Where it cannot be fetched the rail shows the figure without a mark.
    import('../stages/evaluate/baseline/conclusion.ts').then(
      ({ conclusionOf }) => workspace.setState({ conclude: conclusionOf }),
      () => {},
    );
  }, [hasModel]);
  return (
    <nav className={styles.rail} aria-label="Stages">
      <ul>
        {STAGES.map((stage) => (
          <li key={stage}>
            <StageLink stage={stage} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Named for its stage alone; what the stage says of itself is the description. */
function StageLink({ stage }: { readonly stage: Stage }) {
  const id = useId();
  const here = useWorkspace((state) => state.stage === stage);
  const line = useWorkspace(useShallow((state) => stageLine(state, stage)));
  const Icon = ICONS[stage];
  return (
    <a
      href={`#${stage}`}
      className={classNames('lights', styles.link, here && styles.here)}
      aria-current={here ? 'page' : undefined}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-line`}
      onPointerEnter={() => fetchStage(stage)}
      onFocus={() => fetchStage(stage)}
    >
      <span className={classNames('quiet', styles.icon)}>
        <Icon />
      </span>
      <span id={`${id}-name`} className={classNames('strong', styles.name)}>
        {STAGE_NAMES[stage]}
      </span>
      <span className={classNames(styles.mark, styles[line.state])} aria-hidden="true">
        {line.state === 'done' ? <CheckIcon /> : line.state === 'caution' ? <CautionIcon /> : null}
      </span>
      <span id={`${id}-line`} className={classNames('quiet dense', styles.line)}>
        {line.text}
      </span>
    </a>
  );
}
