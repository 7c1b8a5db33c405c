import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import './index.css';
import { STATES } from './states.ts';

const WIDTHS = [
  { width: 1280, height: 900, scale: 0.45 },
  { width: 390, height: 844, scale: 0.6 },
] as const;
const THEMES = { dark: ['dark'], light: ['light'], both: ['dark', 'light'] } as const;

function Gallery() {
  const [width, setWidth] = useState<number>(WIDTHS[0].width);
  const [themes, setThemes] = useState<keyof typeof THEMES>('both');
  const size = WIDTHS.find((each) => each.width === width) ?? WIDTHS[0];
  return (
    <>
      <header>
        <h1>{STATES.length} states</h1>
        <Choice
          label="Theme"
          value={themes}
          options={Object.keys(THEMES)}
          onChange={(chosen) => setThemes(isTheme(chosen))}
        />
        <Choice
          label="Width"
          value={String(width)}
          options={WIDTHS.map((each) => String(each.width))}
          onChange={(chosen) => setWidth(Number(chosen))}
        />
      </header>
      <main>
        {STATES.flatMap(({ name, title }) =>
          THEMES[themes].map((theme) => <Frame key={`${name} ${theme} ${width}`} {...{ name, title, theme, size }} />),
        )}
      </main>
    </>
  );
}

type FrameProps = {
  readonly name: string;
  readonly title: string;
  readonly theme: string;
  readonly size: (typeof WIDTHS)[number];
};

function Frame({ name, title, theme, size: { width, height, scale } }: FrameProps) {
  const address = `./frame.html?state=${name}&theme=${theme}`;
  return (
    <figure>
      <figcaption>
        <a href={address} target="_blank" rel="noreferrer">
          {name}
        </a>{' '}
        {title}
      </figcaption>
      <div className="window" style={{ width: width * scale, height: height * scale }}>
        <iframe
          title={`${title}, ${theme}`}
          src={address}
          loading="lazy"
          width={width}
          height={height}
          style={{ transform: `scale(${scale})` }}
        />
      </div>
    </figure>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

function isTheme(value: string): keyof typeof THEMES {
  return value === 'dark' || value === 'light' ? value : 'both';
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Gallery />);
