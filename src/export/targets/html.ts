import type { Target } from '../target.ts';

export const html: Target = {
  label: 'One HTML file',
  help: 'A classifier that opens in any browser, from the disk and offline: drop a scan, see the verdict and a heat map.',
  fileName: (model) => `${model}.html`,
  write: async (model) => (await import('../html/htmlFile.ts')).writeHtml(model),
};
