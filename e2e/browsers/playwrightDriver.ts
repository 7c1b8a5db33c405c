import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserType } from '@playwright/test';
import type { Driver } from './driver.ts';

const ARGUMENTS = ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'];

/** Chromium, or where a system has no other one Playwright's own build of another browser. */
export async function openPlaywright(name: string, type: BrowserType, program: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'axial-profile-'));
  const context = await type.launchPersistentContext(profile, {
    executablePath: program,
    args: type.name() === 'chromium' ? ARGUMENTS : [],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0); // whoever waits says how long
  const downloads: string[] = [];
  page.on('download', async (download) => {
    const path = join(profile, `${downloads.length} ${download.suggestedFilename()}`); // two may have one name
    await download.saveAs(path);
    downloads.push(path);
  });
  return {
    name,
    version: context.browser()?.version() ?? 'unknown',
    async goto(url) {
      await page.goto(url);
    },
    run: (work, args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    chooseFiles: (selector, paths) => page.setInputFiles(selector, [...paths]),
    goOffline: () => context.setOffline(true),
    downloads: async () => downloads,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
