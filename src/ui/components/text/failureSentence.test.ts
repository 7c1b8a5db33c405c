import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { UserError } from '../../../dataset/userError.ts';
import { failureCode, failureSentence, isUnexpected } from './failureSentence.ts';

const named = (name: string, message: string, code?: unknown) => Object.assign(new Error(message), { name, code });

test.each([
  ['a refusal', new UserError('png-data', {}, 'The PNG is damaged.'), 'The PNG is damaged. (png-data)'],
  [
    'a job that failed',
    named('Error', 'The disk is full. Delete models.', 'import-model'),
    'The disk is full. Delete models. (import-model)',
  ],
  ['what no job did', new Error('This is no recipe.'), 'This is no recipe. (page)'],
  ['no error at all', 'Stopped.', 'Stopped. (page)'],
  // What DOMException calls code is a number of another kind.
  ['a DOMException', new DOMException('It was aborted.', 'AbortError'), 'It was aborted. (page)'],
])('the page says of %s its sentence, and its code', (_, failure, said) => {
  expect(failureSentence(failure)).toBe(said);
  expect(isUnexpected(failure)).toBe(false);
});

test('what nobody foresaw comes with what to do, also where it was thrown on another thread', () => {
  const crossed = named('TypeError', 'x is not a function', 'train');
  expect(failureSentence(crossed)).toBe(
    'Something went wrong: x is not a function. Reload the page: what was saved is kept. (train)',
  );
  expect(isUnexpected(crossed)).toBe(true);
  expect(failureCode(crossed)).toBe('train');
});

/** What a file of the page raises or shows without a code of its own. */
function withoutCode(source: string): string[] {
  return source.match(/new Error\([^)]*|tone: 'bad', text: (?!.*\(\$\{code\}\))(?!failureSentence).*/g) ?? [];
}

test('the page itself raises nothing without a code', () => {
  const planted = ["throw new Error('It is gone.')", "show({ tone: 'bad', text: gone })"];
  for (const each of planted) expect(withoutCode(each)).toHaveLength(1);
  const found = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file))
    .flatMap((file) => withoutCode(readFileSync(`src/ui/${file}`, 'utf8')).map((each) => `${file}: ${each}`));
  expect(found).toEqual([]);
});
