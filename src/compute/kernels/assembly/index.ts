export { run, serve } from './threads';
