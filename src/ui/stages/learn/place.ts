import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { stageOfHash } from '../../workspace/stage.ts';
import { hashOfPlace, type LearnPlace, placeOfHash } from './address.ts';

const place = createStore<LearnPlace>(() => placeOfHash(window.location.hash));

window.addEventListener('hashchange', () => {
  const { hash } = window.location;
  // '#learn' is the link of the rail: it leads back to where one was.
  if (stageOfHash(hash) === 'learn' && hash !== '#learn') place.setState(placeOfHash(hash));
});

export function usePlace(): LearnPlace {
  return useStore(place);
}

/** To another step: a place of its own in the history, so that 'back' works. Scan and network stay. */
export function goToStep(slug: string): void {
  window.location.hash = hashOfPlace({ ...place.getState(), slug });
}

/** Another scan or network at the same step. */
export function chooseInPlace(chosen: Partial<Pick<LearnPlace, 'scan' | 'model'>>): void {
  const next = { ...place.getState(), ...chosen };
  place.setState(next);
  // Told by no event, so that nothing else of the page moves.
  history.replaceState(history.state, '', hashOfPlace(next));
}
