import { readTestFile } from './testFile.fixture.ts';

/** One of the files that `e2e/data/containers.py` draws. */
export const containerFile = (name: string) => readTestFile(`containers/${name}`);

/** By the file: what is in it, with the SHA-1 of its numbers as 32-bit floats. */
export const EXPECTED_CONTAINERS: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  new TextDecoder().decode(await containerFile('EXPECT.json')),
);

/** SHA-1 of numbers as little-endian 32-bit floats. */
export async function sha1OfFloats(values: ArrayLike<number>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', Float32Array.from(values));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
