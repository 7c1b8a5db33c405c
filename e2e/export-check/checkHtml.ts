import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { evaluateUntil } from '../browsers/driver.ts';
import { findBrowser } from '../browsers/find.ts';
import { sayDifference } from './said.mjs';

/** A probability of the page is shown in double precision, its own and Axial's are float32. */
const MOST = 1e-4;

type Golden = readonly { readonly file: string; readonly probabilities: readonly number[] }[];

/** Opens every exported page from the disk without a network and gives it the golden scans. @returns whether all was well */
export async function checkHtml(folder: string): Promise<boolean> {
  const models = readdirSync(`${folder}/models`).filter((each) => existsSync(`${folder}/models/${each}/model.html`));
  let good = true;
  for (const name of ['Chromium', 'Firefox'] as const) {
    const found = findBrowser(name);
    if ('missing' in found) {
      console.log(`skip one HTML file in ${name}: ${found.missing}`);
      continue;
    }
    const browser = await found.open();
    try {
      await browser.goOffline();
      const differences: number[] = [];
      for (const model of models) {
        const kit = `${folder}/models/${model}/kit`;
        const golden = JSON.parse(readFileSync(`${kit}/golden/golden.json`, 'utf8')) as Golden;
        await browser.goto(`file://${folder}/models/${model}/model.html`);
        for (const { file, probabilities } of golden) {
          await browser.chooseFiles('#file', [`${kit}/golden/${file}`]);
          const shown = (await evaluateUntil(browser, readAnswer, file)) || [];
          differences.push(...probabilities.map((each, index) => Math.abs(each - (shown[index] ?? Number.NaN))));
        }
      }
      const what = `one HTML file in ${name} ${browser.version}, from the disk, offline`;
      const isGood = sayDifference(what, differences, MOST, models.length);
      good &&= isGood;
    } finally {
      await browser.close();
    }
  }
  return good;
}

/** In the page: the probabilities of this file, once the heat map is drawn, too. */
function readAnswer(file: string): number[] | false {
  const text = (id: string) => document.getElementById(id)?.textContent ?? '';
  if (!text('verdict').startsWith(`${file}: `) || !/^(Red: |Heat map: no)/.test(text('note'))) return false;
  return [...document.querySelectorAll<HTMLElement>('#probabilities li')].map((each) =>
    Number(each.dataset.probability),
  );
}
