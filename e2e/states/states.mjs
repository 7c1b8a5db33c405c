// `npm run states` serves the page of states; `-- --check [name...]` opens each of them and says what is wrong.
import { createServer } from 'vite';

const config = `${import.meta.dirname}/vite.config.ts`;

if (process.argv.includes('--check')) {
  const { checkStates } = await import('./check.mjs');
  const names = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  process.exitCode = await checkStates(config, names);
} else {
  const server = await createServer({ configFile: config });
  await server.listen();
  console.log(`${server.resolvedUrls?.local[0]}e2e/states/index.html`);
}
