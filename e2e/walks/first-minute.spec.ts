import { expect, test, testResults } from '../axial.ts';

test.use({ serviceWorkers: 'allow' });

test('the first minute: one button takes synthetic scans to a trained, judged network and a verdict', async ({
  page,
}) => {
  const startedAt = Date.now();
  await page.goto('/');
  await page.getByRole('button', { name: 'Try it with sample scans' }).click();
  await expect(page.getByText(/^looks like /i).first()).toBeVisible({ timeout: 150_000 });
  console.log(`first minute: ${((Date.now() - startedAt) / 1000).toFixed(1)} s from the click to the verdict`);

  // The scan is drawn anew: no part of the sample holds it.
  await expect(page.getByRole('article', { name: /new-scan/ })).toBeVisible();
  await expect(page.getByText(/this scan was in the/i)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Open .* in the viewer$/ })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText(/not a medical device/i).first()).toBeVisible();
  await expect(page.getByText(/synthetic/i).first()).toBeVisible();
  const results = await testResults(page);
  expect(results.get('auc')).toBeGreaterThan(0.6);
  expect(results.get('auc')).toBeLessThanOrEqual(1);
});
