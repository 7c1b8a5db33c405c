export { decodePlanes, prepareTable, toColour, unstuff } from './jpeg';
