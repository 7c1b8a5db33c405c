import type { Target } from '../target.ts';

export const flask: Target = {
  label: 'Flask app',
  help: 'A web page and a JSON service in Python, ready to run: three commands.',
  fileName: (model) => `${model} Flask app.zip`,
  write: async (model) => (await import('../packages/appZip.ts')).writeApp(model, 'flask'),
};
