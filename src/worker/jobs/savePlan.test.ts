import { expect, test } from 'vitest';
import { SavePlan } from './savePlan.ts';

test('the first epoch is saved, because nothing is known of the cost', () => {
  expect(new SavePlan().isDue(0)).toBe(true);
});

test('a run is not saved again while a save is under way', () => {
  const plan = new SavePlan();
  plan.isDue(0);
  expect(plan.isDue(1_000_000)).toBe(false);
});

test('a save that costs 300 ms is due again after 6 s, when it is 5 % of the time', () => {
  const plan = new SavePlan();
  plan.isDue(0);
  plan.saved(0, 300);
  expect(plan.isDue(300 + 5_999)).toBe(false);
  expect(plan.isDue(300 + 6_000)).toBe(true);
});

test('however much it costs, a run is saved after two minutes', () => {
  const plan = new SavePlan();
  plan.isDue(0);
  plan.saved(0, 30_000); // 5 % would be ten minutes
  expect(plan.isDue(30_000 + 119_999)).toBe(false);
  expect(plan.isDue(30_000 + 120_000)).toBe(true);
});
