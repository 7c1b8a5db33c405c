import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** How a teacher has set the stage; it holds for this visit. */
export type Teaching = {
  /** Everything this many times as large, for a projector. */
  readonly scale: 1 | 1.25 | 1.5 | 2;
  readonly answersHidden: boolean;
};

const teaching = createStore<Teaching>(() => ({ scale: 1, answersHidden: false }));

export function useTeaching(): Teaching {
  return useStore(teaching);
}

export function setTeaching(change: Partial<Teaching>): void {
  teaching.setState(change);
}
