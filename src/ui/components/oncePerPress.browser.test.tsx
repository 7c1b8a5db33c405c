import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Button } from './Button.tsx';
import { oncePerPress } from './oncePerPress.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('a double click and a held Enter act once, the next click and the next Enter again', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  let acted = 0;
  await act(() => root.render(<Button {...oncePerPress(() => (acted += 1))}>Exclude</Button>));
  const button = host.querySelector('button') ?? host;
  await userEvent.dblClick(button);
  expect(acted).toBe(1);
  await userEvent.click(button);
  expect(acted).toBe(2);
  await userEvent.keyboard('{Enter>4/}');
  expect(acted).toBe(3);
  await userEvent.keyboard('{Enter}');
  expect(acted).toBe(4);
  await act(() => root.unmount());
  host.remove();
});
