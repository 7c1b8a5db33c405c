export { areaSums, rounded } from './area';
export { factSums } from './facts';
