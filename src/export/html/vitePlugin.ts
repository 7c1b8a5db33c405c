import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { trainingKernels } from '../../compute/kernels/build/vitePlugin.ts';

const NAME = 'virtual:page/export';
const ENTRY = fileURLToPath(new URL('./page.ts', import.meta.url));

/**
 * Bundles `page.ts` into one script and gives it as text when `virtual:page/export` is imported: the HTML file that a model is exported as
 * runs the very code that Axial prepares scans with. Belongs into `plugins` and into `worker.plugins`.
 */
export function classifierPage(): Plugin {
  return {
    name: 'axial-classifier-page',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [trainingKernels()],
        build: { write: false, target: 'es2022', lib: { entry: ENTRY, formats: ['iife'], name: 'axial' } },
      });
      const [output] = [built].flat();
      if (!output || !('output' in output)) throw new Error('The page of exported models was not built.');
      return `export default ${JSON.stringify(output.output[0].code)};`;
    },
  };
}
