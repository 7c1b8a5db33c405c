/** `params` and `perform`, which the files here import, are generated from `runtime/kernelParams.ts`. */
export { run, serve } from './threads';
