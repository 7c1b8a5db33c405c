import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type BrowserType, chromium, firefox, webkit } from '@playwright/test';
import { findChromium } from '../chromium.mjs';
import type { Driver } from './driver.ts';
import { openFirefox } from './marionette.ts';
import { openPlaywright } from './playwrightDriver.ts';
import { openWebKit } from './webdriver.ts';

export const BROWSERS = ['Chromium', 'Firefox', 'WebKit'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** How to open a browser, and a private window of it where that is known; or why there is none here. */
export type Found =
  | { readonly open: () => Promise<Driver>; readonly openPrivate?: () => Promise<Driver> }
  | { readonly missing: string };

const FIREFOXES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
const INSTALLING_MS = 300_000;

const found = new Map<BrowserName, Found>();

/** The system's own browser, Debian's, which is installed where that is possible, or Playwright's. */
export function findBrowser(name: BrowserName): Found {
  const known = found.get(name) ?? finders[name]();
  found.set(name, known);
  return known;
}

const finders: Readonly<Record<BrowserName, () => Found>> = {
  Chromium: () => ({ open: () => openPlaywright('Chromium', chromium, findChromium()) }),
  Firefox: () => {
    const program = firefoxHere() ?? (installDebian('firefox-esr') ? firefoxHere() : undefined);
    if (!program) return ofPlaywright('Firefox', firefox);
    return { open: () => openFirefox(program), openPrivate: () => openFirefox(program, true) };
  },
  WebKit: () => {
    const here = webKitHere() || (installDebian('webkit2gtk-driver', 'xvfb', 'xauth') && webKitHere());
    return here ? { open: openWebKit } : ofPlaywright('WebKit', webkit);
  },
};

function firefoxHere(): string | undefined {
  return [process.env.AXIAL_FIREFOX ?? '', ...FIREFOXES].find((place) => existsSync(place));
}

function webKitHere(): boolean {
  return ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'].every((place) => existsSync(place));
}

function installDebian(...packages: string[]): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(', ')} of Debian.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore', timeout: INSTALLING_MS });
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    execFileSync('apt-get', install, { stdio: 'ignore', timeout: INSTALLING_MS, env });
    return true;
  } catch {
    return false;
  }
}

function ofPlaywright(name: BrowserName, type: BrowserType): Found {
  if (!existsSync(type.executablePath())) installPlaywright(type.name());
  if (existsSync(type.executablePath())) {
    return { open: () => openPlaywright(name, type, type.executablePath()) };
  }
  return {
    missing: `No ${name} was found or could be installed: \`npx playwright install --with-deps ${type.name()}\`.`,
  };
}

function installPlaywright(name: string): void {
  console.log(`Asking Playwright for its own ${name}.`);
  try {
    execFileSync('npx', ['--no', 'playwright', 'install', name], { stdio: 'ignore', timeout: INSTALLING_MS });
  } catch {
    // Whoever asked looks whether it is there.
  }
}
