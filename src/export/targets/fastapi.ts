import type { Target } from '../target.ts';

export const fastapi: Target = {
  label: 'FastAPI app',
  help: 'The same service with FastAPI.',
  fileName: (model) => `${model} FastAPI app.zip`,
  write: async (model) => (await import('../packages/appZip.ts')).writeApp(model, 'fastapi'),
};
