import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './waiting.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A browser that shows one page, by whatever protocol it is driven. */
export interface Driver {
  readonly name: string;
  readonly version: string;
  /** Shows the page at this address. */
  goto(url: string): Promise<void>;
  /** Runs a function, given by its text, in the page. Arguments and result are as JSON has them. */
  run(work: string, args: readonly Json[]): Promise<unknown>;
  /** Chooses files, by their paths, in the file input that this selector finds. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Takes the network away from it. */
  goOffline(): Promise<void>;
  /** Paths of the files that were downloaded so far and are whole. */
  downloads(): Promise<string[]>;
  close(): Promise<void>;
}

/** Runs a function, which may know nothing but its arguments, in the page. */
export async function evaluate<A extends Json[], R>(
  browser: Driver,
  work: (...args: A) => R | Promise<R>,
  ...args: A
): Promise<R> {
  return (await browser.run(work.toString(), args)) as R;
}

/**
 * Asks the page again and again, there, until the answer is neither null nor false; gives up with the last one after some
 * seconds. Every question from outside costs WebKit as much as a frame.
 */
export async function evaluateUntil<A extends Json[], R>(
  browser: Driver,
  ask: (...args: A) => R,
  ...args: A
): Promise<R> {
  const patient = `async (...args) => {
    const end = performance.now() + 5000;
    for (;;) {
      const answer = await (${ask.toString()})(...args);
      if (answer || performance.now() > end) return answer;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }`;
  return (await browser.run(patient, args)) as R;
}

/**
 * As a user does. Marionette's own reload is the forced one, which keeps the service worker out of the page, and WebKit's
 * may answer before it has begun.
 */
export async function reload(browser: Driver): Promise<void> {
  await evaluate(browser, () => {
    document.documentElement.dataset.before = '';
    setTimeout(() => location.reload());
  });
  const reloaded = () => document.readyState === 'complete' && !('before' in document.documentElement.dataset);
  await until('the page is loaded again', () => evaluateUntil(browser, reloaded).catch(() => false));
}

/** For protocols that know scripts alone: one whose last argument is called back with what became of the work. */
export function scriptOf(work: string): string {
  return `
    const args = [...arguments], done = args.pop();
    Promise.resolve().then(() => (${work})(...args)).then(
      (value) => done({ value: value ?? null }),
      (error) => done({ error: String(error) }),
    );`;
}

/** Throws what the script threw. */
export function answerOf(outcome: unknown): unknown {
  const { value, error } = outcome as { value: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

/** Files in a folder of downloads, without those that a browser is still writing. */
export function completeFiles(folder: string): string[] {
  const names = readdirSync(folder);
  const unfinished = names.some((name) => /\.(part|wkdownload)$/.test(name));
  return unfinished ? [] : names.map((name) => join(folder, name));
}
