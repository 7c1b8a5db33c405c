import { workspace } from '../../src/ui/workspace/workspace.ts';
import { answerWith } from './client.ts';
import { shows, until } from './drive.ts';
import { openedWith } from './fixtures.ts';
import { isolatePage } from './privatePage.ts';
import { type PageState, STATES } from './states.ts';

/** Shows the state that the address names, by the page's own code. `data-state` on the root says how that went. */
async function reach(state: PageState, theme: string): Promise<void> {
  isolatePage({ theme, elsewhere: state.elsewhere ?? false });
  history.replaceState(null, '', state.address ?? `#${state.stage}`);
  const opened = openedWith(state.kept ?? {});
  answerWith({ open: async () => opened, models: async () => [...opened.models], ...state.jobs });
  await state.before?.();
  await import('../../src/ui/main.tsx');
  if (!state.unopened) await until('what is kept', () => workspace.getState().opening.step === 'open');
  await state.reach?.();
  await shows(state.shows);
}

const asked = new URLSearchParams(location.search);
const state = STATES.find(({ name }) => name === asked.get('state'));
const { dataset } = document.documentElement;
if (!state) throw new Error(`There is no state "${asked.get('state')}".`);
reach(state, asked.get('theme') ?? 'dark').then(
  () => {
    dataset.state = 'reached';
  },
  (failure: unknown) => {
    console.error(failure);
    dataset.state = 'failed';
  },
);
