import { lazy, Suspense, useEffect, useState } from 'react';
import { BACKENDS } from '../../compute/backends.ts';
import { Button } from '../components/Button.tsx';
import { Chip } from '../components/Chip.tsx';
import { classNames } from '../components/classNames.ts';
import { Segmented } from '../components/form/Segmented.tsx';
import { LockIcon, MoonIcon, SunIcon, SystemIcon } from '../components/icons.tsx';
import { formatBytes, formatCounted } from '../components/text/format.ts';
import { Tooltip } from '../components/text/Tooltip.tsx';
import { applyTheme, readTheme, type Theme } from '../workspace/theme.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import styles from './TopBar.module.css';

/** Not in the first load: few ask for it. */
const KeysDialog = lazy(() => import('./KeysDialog.tsx').then((module) => ({ default: module.KeysDialog })));

export function TopBar() {
  const [keysShown, setKeysShown] = useState(false);
  useQuestionMark(() => setKeysShown(true));
  return (
    <>
      <header className={classNames('line', styles.bar)}>
        <span className={classNames('inline strong', styles.name)}>
          <AxialMark />
          Axial
        </span>
        <BackendChip />
        <span className="grow" />
        <StaysHere />
        <ThemeSwitch />
        <Button variant="quiet" small aria-label="Keys" title="Keys (?)" onClick={() => setKeysShown(true)}>
          ?
        </Button>
      </header>
      <Suspense fallback={null}>{keysShown ? <KeysDialog onClose={() => setKeysShown(false)} /> : null}</Suspense>
    </>
  );
}

function BackendChip() {
  const backend = useWorkspace((state) => state.backend);
  if (!backend) return null;
  return (
    <span className={styles.backend}>
      <Chip title={backend.reason}>
        {BACKENDS[backend.backend].label} · {backend.device}
      </Chip>
    </span>
  );
}

function StaysHere() {
  const { usedBytes, persistent } = useWorkspace((state) => state.storage);
  const requests = useWorkspace((state) => state.requests);
  const counted = requests === null ? '' : formatCounted(requests, 'request');
  const offline =
    requests === null
      ? ''
      : ` ${counted} to the network since the page was stored on this device. Check it: switch the network off and go on, or press F12 and look at Network.`;
  const kept = usedBytes > 0 ? ` It stores ${formatBytes(usedBytes)} in this browser.` : '';
  const lasting = persistent
    ? ''
    : ' The browser may delete it when the disk is full or a private window is closed: download important models.';
  return (
    <span className={classNames('quiet dense inline nowrap', styles.here)}>
      <LockIcon />
      <Tooltip
        meaning={`Scans, models and results stay on this device: the page sends nothing anywhere.${offline}${kept}${kept && lasting}`}
      >
        <span className={counted === '' ? undefined : styles.words}>
          Stays on this device{counted === '' ? '' : ': '}
        </span>
        {counted}
      </Tooltip>
    </span>
  );
}

const THEMES = [
  { value: 'system', label: <SystemIcon />, name: 'Same as the system' },
  { value: 'dark', label: <MoonIcon />, name: 'Dark' },
  { value: 'light', label: <SunIcon />, name: 'Light' },
] as const;

function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (chosen: Theme) => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  return <Segmented className={styles.theme} label="Theme" value={theme} options={THEMES} onChange={choose} />;
}

function AxialMark() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      <ellipse cx="16" cy="16" rx="10" ry="12.5" />
      <path d="M16 3.5v25M6 16h20" strokeWidth="1.75" opacity="0.6" />
    </svg>
  );
}

/** Calls back on `?`, unless something is being typed or a dialog is open. */
function useQuestionMark(onPressed: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== '?' || target?.closest('input:not([type=radio]), select, textarea, dialog')) return;
      event.preventDefault();
      onPressed();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onPressed]);
}
