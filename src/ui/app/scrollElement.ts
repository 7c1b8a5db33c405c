import { createContext, useContext } from 'react';

/** What scrolls the stages: lists and grids that are longer than the page draw only what it shows. */
export const ScrollElement = createContext<HTMLElement | null>(null);

export function useScrollElement(): HTMLElement | null {
  return useContext(ScrollElement);
}
