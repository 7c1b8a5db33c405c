import { describe, expect, it } from 'vitest';
import { importsOfWorkers } from './workerEntries.build.ts';

const complaints = (text: string) => importsOfWorkers(new Map([['assets/a-X.js', text]]));

describe('the check of the build finds a chunk that', () => {
  it.each([
    ['imports a worker', 'import{a}from"./jobs.worker-B1_x-y.js";a()'],
    ['imports a worker for its effect', "import './jobs.worker-B1_x-y.js'"],
    ['exports what a worker has', "export * from './jobs.worker-B1_x-y.js'"],
    ['exports one thing of a worker', "export { a } from './jobs.worker-B1_x-y.js'"],
    ['loads a worker later', 'const a = () => import(`./jobs.worker-B1_x-y.js`)'],
    ['reaches it from another folder', "import '../assets/jobs.worker-B1_x-y.js'"],
  ])('%s', (_, text) => {
    expect(complaints(text)).toEqual(['assets/a-X.js imports assets/jobs.worker-B1_x-y.js']);
  });

  it.each([
    ['imports what stands beside it', 'import{a}from"./jobs-B1.js";import("./card-C.js")'],
    ['starts it', 'new Worker(new URL("./jobs.worker-B1.js",import.meta.url))'],
    ['names it', 'const a = "./jobs.worker-B1.js"'],
  ])('but lets pass one that %s', (_, text) => {
    expect(complaints(text)).toEqual([]);
  });
});
