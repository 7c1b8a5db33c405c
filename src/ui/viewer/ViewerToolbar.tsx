import { type ReactNode, useId } from 'react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import type { Tool, ViewerCommand } from './keys.ts';
import styles from './ViewerToolbar.module.css';
import {
  FitIcon,
  FlipAcrossIcon,
  FlipDownIcon,
  LargerIcon,
  MoveIcon,
  NegativeIcon,
  ResetIcon,
  SmallerIcon,
  TurnLeftIcon,
  TurnRightIcon,
  WindowIcon,
  ZoomIcon,
} from './viewerIcons.tsx';
import type { ViewState } from './viewState.ts';

type ViewerToolbarProps = {
  readonly look: ViewState;
  readonly tool: Tool;
  readonly onCommand: (command: ViewerCommand) => void;
};

const TOOLS: readonly {
  readonly tool: Tool;
  readonly name: string;
  readonly title: string;
  readonly icon: ReactNode;
}[] = [
  { tool: 'pan', name: 'Move', title: 'Drag to move the scan (p)', icon: <MoveIcon /> },
  { tool: 'window', name: 'Window', title: 'Drag to change window and level (w)', icon: <WindowIcon /> },
  { tool: 'zoom', name: 'Zoom', title: 'Drag to zoom (z)', icon: <ZoomIcon /> },
];

/** What can be done to the view by hand, each with its key. */
export function ViewerToolbar({ look, tool, onCommand }: ViewerToolbarProps) {
  const id = useId();
  return (
    <div className={classNames('row', styles.toolbar)}>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">Drag action</legend>
        {TOOLS.map((each) => (
          <label
            key={each.tool}
            className={classNames('inline gap-1 dense quiet', styles.tool, styles.key)}
            title={each.title}
          >
            <input
              className="visually-hidden"
              type="radio"
              name={id}
              checked={tool === each.tool}
              onChange={() => onCommand({ does: 'tool', tool: each.tool })}
            />
            {each.icon}
            <span className={styles.toolName}>{each.name}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">Size</legend>
        <ToolButton
          name="Smaller"
          keyName="-"
          icon={<SmallerIcon />}
          onClick={() => onCommand({ does: 'zoom', steps: -1 })}
        />
        <ToolButton
          name="Larger"
          keyName="+"
          icon={<LargerIcon />}
          onClick={() => onCommand({ does: 'zoom', steps: 1 })}
        />
        <ToolButton name="Fit" keyName="=" icon={<FitIcon />} onClick={() => onCommand({ does: 'fit' })} />
        <ToolButton name="Actual size" keyName="o" icon="1:1" onClick={() => onCommand({ does: 'actualSize' })} />
      </fieldset>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">Orientation</legend>
        <ToolButton
          name="Rotate left"
          keyName="l"
          icon={<TurnLeftIcon />}
          onClick={() => onCommand({ does: 'rotate', turns: -1 })}
        />
        <ToolButton
          name="Rotate right"
          keyName="r"
          icon={<TurnRightIcon />}
          onClick={() => onCommand({ does: 'rotate', turns: 1 })}
        />
        <ToolButton
          name="Mirror left and right"
          keyName="h"
          icon={<FlipAcrossIcon />}
          onClick={() => onCommand({ does: 'flipAcross' })}
        />
        <ToolButton
          name="Mirror top and bottom"
          keyName="v"
          icon={<FlipDownIcon />}
          onClick={() => onCommand({ does: 'flipDown' })}
        />
      </fieldset>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">Greys</legend>
        <ToolButton
          name="Negative"
          keyName="i"
          icon={<NegativeIcon />}
          pressed={look.inverted}
          onClick={() => onCommand({ does: 'invert' })}
        />
      </fieldset>
      <fieldset className={classNames(styles.group, styles.last)}>
        <legend className="visually-hidden">Viewer</legend>
        <ToolButton
          name="Reset the view"
          keyName="0"
          icon={<ResetIcon />}
          onClick={() => onCommand({ does: 'reset' })}
        />
        <ToolButton name="Viewer shortcuts" keyName="?" icon="?" onClick={() => onCommand({ does: 'help' })} />
      </fieldset>
    </div>
  );
}

type ToolButtonProps = {
  readonly name: string;
  readonly keyName: string;
  readonly icon: ReactNode;
  readonly pressed?: boolean;
  readonly onClick: () => void;
};

function ToolButton({ name, keyName, icon, pressed, onClick }: ToolButtonProps) {
  return (
    <Button
      variant="quiet"
      small
      className={styles.key}
      aria-label={name}
      aria-keyshortcuts={keyName === '+' ? 'Plus' : keyName}
      aria-pressed={pressed}
      title={`${name} (${keyName})`}
      onClick={onClick}
    >
      {icon}
    </Button>
  );
}
