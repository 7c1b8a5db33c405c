import type { KeyboardEvent, MouseEvent } from 'react';

type Handlers = {
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/**
 * For a button that acts on what is shown, after which something else is shown in its place: nobody has seen that yet, so
 * neither the second click of a double click nor a held Enter acts on it.
 */
export function oncePerPress(act: () => void): Handlers {
  return {
    onClick: ({ detail }) => {
      if (detail <= 1) act(); // 0 for a key, and counts the clicks that come quickly upon each other
    },
    onKeyDown: (event) => {
      if (event.repeat) event.preventDefault();
    },
  };
}
