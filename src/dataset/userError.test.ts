import { expect, test } from 'vitest';
import { ARCHIVE_MESSAGES } from '../archive/messages.ts';
import { DECODING_MESSAGES } from '../decoding/messages.ts';
import { IMPORT_MESSAGES } from './messages.ts';
import { codedFrom, codesOf, errorsOf, inWords, sentenceIn, UserError } from './userError.ts';

const MESSAGES = {
  empty: () => 'The file is empty.',
  long: ({ width, most }: { readonly width: number; readonly most: number }) => `It has ${width} pixels of ${most}.`,
};
const error = errorsOf(MESSAGES);
const codeOf = codesOf<typeof MESSAGES>();

test('an error carries its code, its params and the sentence made of them', () => {
  const thrown = error('long', { width: 9000, most: 8192 });
  expect(thrown).toBeInstanceOf(UserError);
  const { name, code, params, message } = thrown;
  expect({ name, code, params, message }).toEqual({
    name: 'UserError',
    code: 'long',
    params: { width: 9000, most: 8192 },
    message: 'It has 9000 pixels of 8192.',
  });
  expect(error('empty').params).toEqual({});
});

test('what is stored of it makes the same sentence again', () => {
  const stored = JSON.parse(JSON.stringify(codeOf('long', { width: 9000, most: 8192 })));
  expect(sentenceIn(MESSAGES, stored)).toBe('It has 9000 pixels of 8192.');
});

test('a code without a sentence, and params that are not those of its sentence, do not compile', () => {
  // @ts-expect-error there is no such code
  expect(error('missing').message).toBe('This version of Axial does not know the reason "missing".');
  // @ts-expect-error the sentence is filled with numbers
  error('long', { width: '9000', most: 8192 });
  // @ts-expect-error one is left out
  error('long', { width: 9000 });
  // @ts-expect-error nothing is given
  expect(() => codeOf('long')).not.toThrow();
  // @ts-expect-error the sentence is filled with nothing
  codeOf('empty', { width: 9000 });
});

test('the name of a property that every object has is no code', () => {
  expect(sentenceIn(MESSAGES, { code: 'toString', params: {} })).toBe(
    'This version of Axial does not know the reason "toString".',
  );
});

test('an error that came from another thread, where its class is lost, keeps its code', () => {
  const { name, message, code, params } = error('long', { width: 9000, most: 8192 });
  const crossed = Object.assign(new Error(message), { name, code, params });
  expect(crossed).not.toBeInstanceOf(UserError);
  expect(codedFrom(crossed)).toEqual({ code: 'long', params: { width: 9000, most: 8192 } });
});

test('of any other error the sentence itself is kept, also where it has a code of its own', () => {
  expect(codedFrom(new Error('No room.'))).toEqual(inWords('No room.'));
  expect(codedFrom(Object.assign(new Error('No room.'), { code: 22 }))).toEqual(inWords('No room.'));
  expect(codedFrom('No room.')).toEqual(inWords('No room.'));
  expect(sentenceIn(IMPORT_MESSAGES, inWords('No room.'))).toBe('No room.');
});

test('no two rooms have a code in common, for the report finds a sentence by its code alone', () => {
  const codes = [IMPORT_MESSAGES, ARCHIVE_MESSAGES, DECODING_MESSAGES].flatMap((messages) => Object.keys(messages));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
