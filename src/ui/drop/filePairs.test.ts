import { expect, test } from 'vitest';
import { partsOf } from '../../dataset/import/filePairs.ts';
import { Archives } from '../../worker/archives.ts';
import type { DroppedFile } from './droppedFiles.ts';
import { joinPairs } from './filePairs.ts';

const dropped = (path: string): DroppedFile => ({ file: new File([path], path.split('/').at(-1) ?? ''), path });

test('a header and the voxels beside it are one file, and what has no other half stays', async () => {
  const paths = [
    ...['a/1.hdr', 'a/1.img', 'b/1.IMG.gz', 'b/1.HDR', 'c/v.mhd', 'c/v.zraw', 'd/v.nhdr', 'd/v.raw.gz'],
    ...['e/alone.hdr', 'e/alone.png', 'f/alone.img', 'a/2.hdr', 'b/2.img'],
  ];
  const joined = await joinPairs(paths.map(dropped));
  expect(joined.map(({ path, file }) => ('voxels' in file ? `${path} + ${file.voxels.name}` : path))).toEqual([
    ...['a/1.hdr + 1.img', 'b/1.HDR + 1.IMG.gz', 'c/v.mhd + v.zraw', 'd/v.nhdr + v.raw.gz'],
    ...['e/alone.hdr', 'e/alone.png', 'f/alone.img', 'a/2.hdr', 'b/2.img'],
  ]);
});

test('both are handed on as one, of the size that it says, alone and with others', async () => {
  const joined = await joinPairs(['a/1.hdr', 'a/1.img', 'a/22.hdr', 'a/22.img.gz'].map(dropped));
  const archives = new Archives();
  const files = joined.map(({ file }) => file);
  const { content, sizes } = await archives.batchOf(files);
  const bytes = new Uint8Array(content instanceof Blob ? await content.arrayBuffer() : content);
  expect(bytes).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
  const [first = 0] = sizes;
  const text = (part: Uint8Array | null) => new TextDecoder().decode(part ?? undefined);
  const { header, voxels } = partsOf(bytes.subarray(first));
  expect([text(header), text(voxels)]).toEqual(['a/22.hdr', 'a/22.img.gz']);
});
