import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Notices } from '../app/Notices.tsx';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Dialog } from '../components/layout/Dialog.tsx';
import { DefinitionList } from '../components/text/DefinitionList.tsx';
import { formatCount } from '../components/text/format.ts';
import { KeyList } from '../components/text/KeyList.tsx';
import { Waited } from '../components/Waited.tsx';
import { workspace } from '../workspace/workspace.ts';
import { HeatMapPanel } from './heatMap/HeatMapPanel.tsx';
import { USUAL_OPACITY } from './heatMap/heatMapOverlay.ts';
import { useHeatMap } from './heatMap/useHeatMap.ts';
import { Stage } from './image/Stage.tsx';
import { useStageSize } from './image/useStageSize.ts';
import { type Shown, useViewedImage } from './image/useViewedImage.ts';
import { WindowPanel } from './image/WindowPanel.tsx';
import { commandOf, type Tool, VIEWER_KEYS, type ViewerCommand } from './keys.ts';
import { MaskPanel } from './mask/MaskPanel.tsx';
import { useMask } from './mask/useMask.ts';
import { NetworkInputPane } from './NetworkInputPane.tsx';
import { type ExplainedModel, networkLine, type ViewedNetwork } from './networkWords.ts';
import styles from './ScanViewer.module.css';
import type { AskedHeatMap, ScanSource } from './scanSource.ts';
import { Pager, type Place } from './slices/Pager.tsx';
import { useViewState } from './useViewState.ts';
import { ViewerToolbar } from './ViewerToolbar.tsx';
import { NetworkInputIcon } from './viewerIcons.tsx';
import { viewStateSentence } from './viewerWords.ts';
import { applyCommand } from './viewState.ts';

export type ScanViewerProps = {
  readonly title: string;
  readonly scan: ScanSource;
  /** Those that may be looked at next, the likeliest first. */
  readonly soon: readonly ScanSource[];
  readonly list: Place;
  /** The slices of its series; null for a scan that is of none. */
  readonly stack: Place | null;
  readonly network: ViewedNetwork | null;
  readonly onClose: () => void;
  /** What is said of the scan: over the facts, and on a narrow page over the image. */
  readonly headline?: ReactNode;
  /** Facts beside the image. */
  readonly children: ReactNode;
};

/** One scan, large on black: zoom, window and turning for the eye, its values, its slices, and what the network sees of it. */
export function ScanViewer(props: ScanViewerProps) {
  const { title, scan, soon, list, stack, network, onClose, headline, children } = props;
  const shown = useViewedImage(scan, soon);
  const { image } = shown;
  const [look, changeLook] = useViewState(shown.series);
  const surface = useRef<HTMLDivElement>(null);
  const size = useStageSize(surface);
  const [tool, setTool] = useState<Tool>('pan');
  const [showsInput, setShowsInput] = useState(false);
  const [helping, setHelping] = useState(false);
  const heat = useViewerHeatMap(scan, network?.model ?? null);
  const mask = useMask(scan);
  const [said, setSaid] = useState('');
  const place = stack ? `Slice ${formatCount(stack.index + 1)} of ${formatCount(stack.count)}` : '';
  // At once: a busy page gets several turns of the wheel before React would draw, and each goes on from where the last one led.
  const onSlices = stack ? (steps: number) => flushSync(() => step(stack, steps)) : null;
  useEffect(() => setSaid([title, place].filter(Boolean).join(', ')), [title, place]);

  const act = (command: ViewerCommand) => {
    if (command.does === 'tool') setTool(tool === command.tool ? 'pan' : command.tool);
    else if (command.does === 'scan') step(list, command.steps);
    else if (command.does === 'slice') onSlices?.(command.steps);
    else if (command.does === 'networkInput') setShowsInput(!showsInput && network !== null);
    else if (command.does === 'heatMap') heat?.toggle();
    else if (command.does === 'mask') mask?.toggle();
    else if (command.does === 'help') setHelping(true);
    else if (image && size) {
      const scene = { image, stage: size };
      const next = applyCommand(look, command, scene, image);
      changeLook(() => next);
      setSaid(viewStateSentence(command, next, scene, image));
    }
  };
  const { onKeyDown, spaceHeld } = useViewerKeys(surface, act);
  return (
    <Dialog title={title} shape="scan" onClose={onClose} onKeyDown={onKeyDown}>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <div className={classNames('grow', styles.viewer, Boolean(headline) && styles.withHeadline)}>
        {headline ? <div className={styles.headline}>{headline}</div> : null}
        <div className={classNames('column', styles.main)}>
          <ViewerToolbar look={look} tool={tool} onCommand={act} />
          <div className={classNames('grow', styles.stages)}>
            <Stage
              {...{ image, size, look, tool, spaceHeld, onSlices, place, surface }}
              overlay={shown.key === scan.key ? (heat?.overlay ?? null) : null}
              mask={shown.key === scan.key ? (mask?.overlay ?? null) : null}
              label={title}
              onLook={changeLook}
              onScan={(steps) => step(list, steps)}
            >
              <StageNote shown={shown} scanKey={scan.key} />
            </Stage>
            {showsInput && network ? <NetworkInputPane scan={scan} spec={network.spec} /> : null}
          </div>
          <ViewerNotices />
          <div className={classNames('line gap-4 dense', styles.bar)}>
            <Pager list={list} />
            {stack ? <SliceSlider stack={stack} /> : null}
            {mask ? (
              <Button
                small
                aria-pressed={mask.isOn}
                aria-keyshortcuts="k"
                title="Mask that came with the scan (k)"
                onClick={mask.toggle}
              >
                Mask
              </Button>
            ) : null}
            {heat ? (
              <Button
                small
                aria-pressed={heat.asked !== null}
                aria-keyshortcuts="m"
                title="Heat map: where the model found what it says (m)"
                onClick={heat.toggle}
              >
                Heat map
              </Button>
            ) : null}
            {network ? (
              <Button
                small
                aria-pressed={showsInput}
                aria-keyshortcuts="n"
                title="Network input, beside the scan (n)"
                onClick={() => setShowsInput(!showsInput)}
              >
                <NetworkInputIcon />
                Network’s input
              </Button>
            ) : null}
          </div>
          {network ? <p className={classNames('quiet dense', styles.network)}>{networkLine(network, image)}</p> : null}
        </div>
        <div className={classNames('column gap-4', styles.side)}>
          {children}
          {mask?.isOn ? <MaskPanel mask={mask.mask} opacity={mask.opacity} onOpacity={mask.setOpacity} /> : null}
          {heat?.asked ? (
            <HeatMapPanel
              {...{ scan, asked: heat.asked, state: heat.state, opacity: heat.opacity }}
              classes={network?.model?.classes ?? []}
              mask={mask?.mask ?? null}
              onAsk={heat.ask}
              onOpacity={heat.setOpacity}
            />
          ) : null}
          {image ? (
            <WindowPanel
              image={image}
              shade={look.shade}
              onChange={(shade) => changeLook((before) => ({ ...before, shade }))}
            />
          ) : null}
          {image && image.headerFields.length > 0 ? (
            <section className="stack" aria-label="From the header">
              <h3>From the header</h3>
              <DefinitionList entries={image.headerFields} />
            </section>
          ) : null}
        </div>
      </div>
      {helping ? <ViewerKeys onClose={() => setHelping(false)} /> : null}
    </Dialog>
  );
}

/** The heat map over the scan: off until it is asked for. Null where no stored model is spoken of. */
function useViewerHeatMap(scan: ScanSource, model: ExplainedModel | null) {
  const [choice, setChoice] = useState<AskedHeatMap | null>(null);
  const [opacity, setOpacity] = useState(USUAL_OPACITY);
  const asked = model && choice?.modelId === model.id ? choice : null;
  const state = useHeatMap(scan, asked);
  const { map } = state;
  const overlay = useMemo(() => (map ? { map, opacity } : null), [map, opacity]);
  if (!model) return null;
  const first: AskedHeatMap = { modelId: model.id, method: 'grad-cam', classIndex: model.classIndex };
  return { asked, state, overlay, opacity, setOpacity, ask: setChoice, toggle: () => setChoice(asked ? null : first) };
}

/** Ends stop, and do not lead to the other end. */
function step({ index, count, onMove }: Place, steps: number): void {
  const to = Math.max(0, Math.min(count - 1, index + steps));
  if (to !== index) onMove(to);
}

/** Why there is no image, or that it is on its way where that takes long. */
function StageNote({ shown, scanKey }: { readonly shown: Shown; readonly scanKey: string }) {
  if (shown.key !== scanKey)
    return (
      <p className={classNames('fill', styles.loading)}>
        <span>
          Loading the scan
          <Waited key={scanKey} />
        </span>
      </p>
    );
  return shown.failure ? (
    <p role="alert" className={classNames('fill', styles.failure)}>
      {shown.failure}
    </p>
  ) : null;
}

/** Controls that have a use for the arrows, Home and End themselves. */
const STEPPED = 'input, select, textarea';

/** Keys go to what has the focus first; what is left is the viewer's, unless another dialog lies on top of it. */
function useViewerKeys(surface: React.RefObject<HTMLElement | null>, act: (command: ViewerCommand) => void) {
  const held = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('dialog') !== event.currentTarget) return;
    if (event.key === ' ' && target === surface.current) {
      event.preventDefault();
      held.current = true;
      const release = () => {
        held.current = false;
      };
      window.addEventListener('keyup', release, { once: true });
      return;
    }
    const command = commandOf(event);
    if (!command || (event.key.length > 1 && target?.matches(STEPPED))) return;
    event.preventDefault();
    act(command);
  };
  return { onKeyDown, spaceHeld: () => held.current };
}

/** What `?` shows inside the viewer. */
function ViewerKeys({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Viewer shortcuts" onClose={onClose}>
      <KeyList keys={VIEWER_KEYS} />
    </Dialog>
  );
}

/** Says what happened while the viewer lies over the page, whose own notices are out of reach. Undo stays in reach. */
function ViewerNotices() {
  const [before] = useState(() => workspace.getState().notices.at(-1)?.id ?? 0);
  return (
    <div className={styles.notices}>
      <Notices after={before} />
    </div>
  );
}

/** Through the slices of a series. */
function SliceSlider({ stack: { index, count, onMove } }: { readonly stack: Place }) {
  const id = useId();
  return (
    <div className={classNames('line grow', styles.slices)}>
      <label htmlFor={id}>Slice</label>
      <input
        id={id}
        type="range"
        min={1}
        max={count}
        value={index + 1}
        aria-valuetext={`${index + 1} of ${count}`}
        onChange={(event) => onMove(event.target.valueAsNumber - 1)}
      />
      <span aria-hidden="true">
        {formatCount(index + 1)} of {formatCount(count)}
      </span>
    </div>
  );
}
