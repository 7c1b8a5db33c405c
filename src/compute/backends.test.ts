import * as v from 'valibot';
import { expect, test } from 'vitest';
import { backendChoiceSchema, backendNameSchema } from './backendSchemas.ts';
import { BACKEND_NAMES, BACKENDS, type Backend, type BackendChoice } from './backends.ts';

test('what is read from a form or a record is one of the list', () => {
  for (const name of BACKEND_NAMES) {
    expect(v.parse(backendNameSchema, name)).toBe(name);
    expect(v.parse(backendChoiceSchema, name)).toBe(name);
    expect(BACKENDS[name].label).not.toBe('');
  }
  expect(v.parse(backendChoiceSchema, 'auto')).toBe('auto');
  expect(v.is(backendNameSchema, 'auto')).toBe(false);
  expect(v.is(backendChoiceSchema, 'webnn')).toBe(false);
});

test('a backend without a label does not compile, nor a choice that is not in the list', () => {
  const unnamed = { webnn: { help: 'Computes on the neural processor.', gpu: false } };
  // @ts-expect-error The label is missing.
  const backends: Record<string, Backend> = unnamed;
  expect(backends.webnn?.label).toBeUndefined();
  // @ts-expect-error It is no backend.
  const choice: BackendChoice = 'webnn';
  expect(v.is(backendChoiceSchema, choice)).toBe(false);
});
