export { areaSums, rounded } from './area';
