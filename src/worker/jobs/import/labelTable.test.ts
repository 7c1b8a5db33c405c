import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { labelTable } from './labelTable.ts';

const hashOf = (patient: string) => createHash('sha256').update(`patient||${patient}`).digest('hex').slice(0, 16);
const read = (...parts: BlobPart[]) => labelTable(new Blob(parts));

it('reads the table that comes with the set from Kaggle, whose first head is empty', async () => {
  const text = ',image,class,format,mode,shape\n0,Cancer (1).jpg,tumor,JPEG,RGB,"(512, 512, 3)"\n';
  const { head, columns, rows } = await read(text);
  expect(head).toEqual(['', 'image', 'class', 'format', 'mode', 'shape']);
  expect(columns).toEqual({ file: 1, className: 2, patient: null });
  expect(rows).toEqual([{ file: 'Cancer (1).jpg', className: 'tumor', patient: null }]);
});

it('reads quotes, semicolons, CRLF, a byte-order mark, empty lines, and patients as hashes', async () => {
  const text =
    '\uFEFFFile name;Label;Patient ID\r\n"a;1.png";"tumour, ""left""";P 7\r\n\r\nb.png; healthy ;\r\n;x;y\r\n';
  const { columns, rows } = await read(text);
  expect(columns).toEqual({ file: 0, className: 1, patient: 2 });
  expect(rows).toEqual([
    { file: 'a;1.png', className: 'tumour, "left"', patient: hashOf('P 7') },
    { file: 'b.png', className: 'healthy', patient: null },
  ]);
});

it.each([
  ['tabs', 'file\tclass\na.png\tx,y\n'],
  ['bars', 'file|class\na.png|x,y\n'],
  ['the delimiter that Excel is told', 'sep=;\r\nfile;class\r\na.png;x,y\r\n'],
  ['a delimiter in quotes in the first line', 'file;"class, or what, it, is";class\na.png;?;x,y'],
  ['old line ends of the Mac', 'file;class\ra.png;x,y\r'],
])('reads %s', async (_, text) => {
  expect((await read(text)).rows).toEqual([{ file: 'a.png', className: 'x,y', patient: null }]);
});

it('reads what Excel writes: UTF-16, and letters of the west that are no UTF-8', async () => {
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'file\tclass\nä.png\tx'].flatMap((c) => [c.charCodeAt(0), 0])]);
  expect((await read(utf16)).rows).toEqual([{ file: 'ä.png', className: 'x', patient: null }]);
  const western = Uint8Array.from([...'file,class\n\xe4.png,x'].map((c) => c.charCodeAt(0)));
  expect((await read(western)).rows).toEqual([{ file: 'ä.png', className: 'x', patient: null }]);
});

it('takes the columns that it is told', async () => {
  const columns = { file: 1, className: 0, patient: null };
  expect((await labelTable(new Blob(['a,b\nx,1.png']), columns)).rows).toEqual([
    { file: '1.png', className: 'x', patient: null },
  ]);
});

it('has heads and no rows where no column names files, or nothing is there', async () => {
  expect(await read('age,sex\n1,2\n')).toMatchObject({ head: ['age', 'sex'], columns: { file: null }, rows: [] });
  expect(await read('')).toMatchObject({ head: [], rows: [] });
});

it('is not led astray by a quote that is never closed, nor by bytes that are no text', async () => {
  const { rows } = await read(`file,class\na.png,"${'x'.repeat(1_000_000)}`);
  expect(rows[0]?.className).toHaveLength(1000);
  const noise = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 256);
  expect((await read(noise)).rows).toEqual([]);
});

it('reads a hundred thousand rows', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `scan ${i}.png,${i % 3},p${i % 500}`);
  const { rows } = await read(`file,class,patient\r\n${lines.join('\r\n')}`);
  expect(rows).toHaveLength(100_000);
  expect(rows.at(-1)).toEqual({ file: 'scan 99999.png', className: '0', patient: hashOf('p499') });
});
