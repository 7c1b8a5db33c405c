// Finds a Chromium to test in: AXIAL_CHROMIUM, the system's, Playwright's own, else installs Debian's where that is possible.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of an executable Chromium. Throws with what to do when there is none and none can be installed.
 * @returns {string}
 */
export function findChromium() {
  const chosen = process.env.AXIAL_CHROMIUM;
  if (chosen) return chosen;
  const found = installed() ?? installDebian() ?? installPlaywright();
  if (found) return found;
  throw new Error('No Chromium was found or could be installed. Install one, or set AXIAL_CHROMIUM to its path.');
}

function installed() {
  return [...SYSTEM_PLACES, chromium.executablePath()].find((place) => existsSync(place));
}

function installDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('No Chromium here: installing the one of Debian.');
  try {
    execFileSync('apt-get', ['update'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    return undefined;
  }
  return installed();
}

function installPlaywright() {
  console.log('No Chromium here: asking Playwright for its own.');
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  } catch {
    return undefined;
  }
  return installed();
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(findChromium());
