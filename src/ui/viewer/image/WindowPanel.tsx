import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { Segmented } from '../../components/form/Segmented.tsx';
import { ViewerSlider } from '../ViewerSlider.tsx';
import { formatShade } from './readout.ts';
import { levelAndWidth, type Shade, type WindowPreset, windowAt, windowOf, windowStep } from './windowing.ts';

type WindowPanelProps = {
  readonly image: ViewedPicture;
  readonly shade: Shade;
  readonly onChange: (shade: Shade) => void;
};

const PRESETS: readonly { readonly value: WindowPreset; readonly label: string; readonly name: string }[] = [
  { value: 'network', label: 'Network', name: 'As the network input (1)' },
  { value: 'auto', label: 'Auto', name: 'Automatic: cuts off the darkest and the brightest 1 % (2)' },
  { value: 'full', label: 'Full', name: 'Full range: from the smallest to the largest value (3)' },
];

/** Which values are black and which white, for the eye alone. */
export function WindowPanel({ image, shade, onChange }: WindowPanelProps) {
  const window = windowOf(shade, image);
  const { level, width } = levelAndWidth(window);
  const step = windowStep(image);
  const { least, largest } = image.statistics;
  const own = (part: Partial<{ level: number; width: number }>) =>
    onChange({ preset: null, window: windowAt({ level, width, ...part }) });
  return (
    <section className="stack" aria-label="Window and level">
      <h3>Window</h3>
      <Segmented label="Window" value={shade.preset ?? 'own'} options={PRESETS} onChange={choosePreset(onChange)} />
      <ViewerSlider
        name="Level"
        value={level}
        least={Math.min(least, level)}
        largest={Math.max(largest, level)}
        step={step}
        words={formatShade(level, image)}
        onChange={(value) => own({ level: value })}
      />
      <ViewerSlider
        name="Width"
        value={width}
        least={Math.min(step, width)}
        largest={Math.max(largest - least, image.window.high - image.window.low, width, step)}
        step={step}
        words={formatShade(width, image)}
        onChange={(value) => own({ width: value })}
      />
      <p className="quiet dense">
        {formatShade(window.low, image)} and below is {image.inverted ? 'white' : 'black'},{' '}
        {formatShade(window.high, image)} and above {image.inverted ? 'black' : 'white'}. This changes only the view,
        not the network input.
      </p>
    </section>
  );
}

const choosePreset = (onChange: (shade: Shade) => void) => (value: WindowPreset | 'own') => {
  if (value !== 'own') onChange({ preset: value });
};
