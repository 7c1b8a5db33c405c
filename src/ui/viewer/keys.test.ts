import { describe, expect, test } from 'vitest';
import { commandOf, VIEWER_KEYS } from './keys.ts';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('the keys of OHIF do what they do there', () => {
  test.each([
    ['z', { does: 'tool', tool: 'zoom' }],
    ['+', { does: 'zoom', steps: 1 }],
    ['-', { does: 'zoom', steps: -1 }],
    ['=', { does: 'fit' }],
    ['r', { does: 'rotate', turns: 1 }],
    ['l', { does: 'rotate', turns: -1 }],
    ['h', { does: 'flipAcross' }],
    ['v', { does: 'flipDown' }],
    ['i', { does: 'invert' }],
    ['ArrowDown', { does: 'slice', steps: 1 }],
    ['ArrowUp', { does: 'slice', steps: -1 }],
  ])('%s', (key, command) => {
    expect(press(key)).toEqual(command);
  });
});

test('capital letters and keys typed with Shift are the same keys', () => {
  expect(press('R', { shiftKey: true })).toEqual({ does: 'rotate', turns: 1 });
  expect(press('+', { shiftKey: true })).toEqual({ does: 'zoom', steps: 1 });
  expect(press('?', { shiftKey: true })).toEqual({ does: 'help' });
});

test('arrows with Shift move the crosshair, with Ctrl ten times as far', () => {
  expect(press('ArrowLeft', { shiftKey: true })).toEqual({ does: 'crosshair', x: -1, y: 0 });
  expect(press('ArrowDown', { shiftKey: true, ctrlKey: true })).toEqual({ does: 'crosshair', x: 0, y: 10 });
});

test('keys of the browser stay its own', () => {
  expect(press('r', { ctrlKey: true })).toBeNull();
  expect(press('+', { metaKey: true })).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
  expect(press('Tab')).toBeNull();
  expect(press('Escape')).toBeNull();
});

test('the list of keys names every key of the viewer that is one letter or sign', () => {
  const listed = new Set(VIEWER_KEYS.flatMap(([keys]) => keys));
  const signs = Array.from({ length: 126 - 32 }, (_, i) => String.fromCharCode(33 + i));
  const used = signs.filter((sign) => press(sign) && sign === sign.toLowerCase() && sign !== '?');
  expect(used.length).toBeGreaterThan(12);
  expect(used.filter((sign) => !listed.has(sign))).toEqual([]);
});
