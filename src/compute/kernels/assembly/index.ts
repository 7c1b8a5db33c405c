/** `params` and `perform`, which the files here import, are generated from `kernelParams.ts`. */
export { run, serve } from './threads';
