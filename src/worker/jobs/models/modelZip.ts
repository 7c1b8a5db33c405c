/** Fetched when a model may leave or comes: nobody needs it before. */
export const modelZip = () => import('../../../export/modelFile/modelZip.ts');
