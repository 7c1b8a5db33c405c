import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Driver, evaluate, evaluateUntil } from './driver.ts';
import { until } from './waiting.ts';

type StageName = 'Data' | 'Train' | 'Evaluate' | 'Classify' | 'Models';
type Fields = Readonly<Record<string, string>>;

/** A run on a machine that others use too. */
const LONGEST_RUN_MS = 300_000;

/** What a user does on the page, in whatever browser: things are found by the names that the page gives them. */
export class PageOfAxial {
  constructor(private readonly browser: Driver) {}

  get version(): string {
    return this.browser.version;
  }

  openStage(stage: StageName): Promise<void> {
    return evaluate(
      this.browser,
      (address) => {
        location.hash = address;
      },
      `#${stage.toLowerCase()}`,
    );
  }

  /** Presses the first button of this name that can be pressed, once there is one. */
  async press(name: string, timeoutMs?: number): Promise<void> {
    const pressed = (wanted: string) => {
      const button = [...document.querySelectorAll('button')].find(
        (each) =>
          (each.getAttribute('aria-label') ?? each.textContent).trim() === wanted &&
          each.checkVisibility() &&
          !each.disabled &&
          each.getAttribute('aria-disabled') !== 'true',
      );
      button?.click();
      return button !== undefined;
    };
    await this.wait(`the button '${name}' can be pressed`, () => this.ask(pressed, name), timeoutMs);
  }

  /** Resolves with the first text on the page that the pattern finds, once there is one. */
  see(pattern: RegExp, timeoutMs?: number): Promise<string> {
    const found = (source: string, flags: string) =>
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen.
      new RegExp(source, flags).exec(document.body.innerText)?.[0] ?? null;
    return this.wait(`'${pattern.source}' is seen`, () => this.ask(found, pattern.source, pattern.flags), timeoutMs);
  }

  /** Puts files into the input of this name. */
  async chooseFiles(label: string, ...paths: string[]): Promise<void> {
    const mark = 'data-chosen-by-walk';
    const marked = (wanted: string, attribute: string) => {
      for (const each of document.querySelectorAll(`[${attribute}]`)) each.removeAttribute(attribute);
      const labels = [...document.querySelectorAll('label')].filter((each) => each.textContent.trim() === wanted);
      const input = labels.find((each) => each.control !== null)?.control;
      input?.setAttribute(attribute, '');
      return input !== undefined;
    };
    await this.wait(`there is an input '${label}'`, () => this.ask(marked, label, mark));
    await this.browser.chooseFiles(`[${mark}]`, paths);
  }

  /** Sets fields by their labels; of a list the option of that text. */
  async fill(fields: Fields): Promise<void> {
    const filled = (label: string, text: string) => {
      const named = [...document.querySelectorAll('label')].find(
        (each) => each.firstChild?.textContent?.trim() === label,
      );
      const field = named?.control;
      if (field instanceof HTMLSelectElement) {
        field.value = [...field.options].find((option) => option.label === text)?.value ?? field.value;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      } else if (field instanceof HTMLInputElement) {
        // React watches the property of the element itself.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('focusout', { bubbles: true }));
      }
      return field !== undefined && field !== null;
    };
    for (const [label, text] of Object.entries(fields)) {
      await this.wait(`there is a field '${label}'`, () => this.ask(filled, label, text));
    }
  }

  /** Drops files in Data, accepts the review as it is, and waits until everything has an outcome. */
  async importFiles(...paths: string[]): Promise<string> {
    await this.openStage('Data');
    await this.chooseFiles('Data set files', ...paths);
    await this.press('Import');
    await this.dataSetThere();
    return this.see(/\d+ scans? imported.*/);
  }

  async dataSetThere(): Promise<void> {
    const there = () =>
      [...document.querySelectorAll('button')].some(
        (each) => each.textContent.trim() === 'Delete data set' && each.checkVisibility(),
      );
    await this.openStage('Data');
    await this.wait('the data set is there', () => this.ask(there), LONGEST_RUN_MS);
  }

  async train(fields: Fields): Promise<void> {
    await this.openStage('Train');
    await this.fill(fields);
    await this.press('Train');
    await this.see(/see how good it is/i, LONGEST_RUN_MS);
  }

  /** Resolves with the path of what pressing the button downloads, out of reach of the next download of that name. */
  async download(button: string): Promise<string> {
    const before = new Set(await this.browser.downloads());
    await this.press(button);
    const path = await this.wait(`'${button}' has downloaded a file`, async () =>
      (await this.browser.downloads()).find((each) => !before.has(each)),
    );
    const kept = join(mkdtempSync(join(tmpdir(), 'axial-download-')), basename(path));
    renameSync(path, kept); // WebKit writes over it
    return kept;
  }

  private async wait<T>(what: string, ask: () => Promise<T>, timeoutMs?: number): Promise<NonNullable<T>> {
    try {
      return await until(what, ask, timeoutMs);
    } catch (error) {
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen.
      const shown = await evaluate(this.browser, () => document.body.innerText).catch(String);
      throw new Error(`${String(error)} The page shows: ${shown.replace(/\s+/g, ' ').slice(0, 1000)}`);
    }
  }

  /** A question while the page may be loaded once more has no answer yet. */
  private ask<A extends string[], R>(work: (...args: A) => R, ...args: A): Promise<R | null> {
    return evaluateUntil(this.browser, work, ...args).catch(() => null);
  }
}
