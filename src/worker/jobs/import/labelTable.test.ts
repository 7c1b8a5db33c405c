import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { labelTable } from './labelTable.ts';

const none = { folder: null, patient: null, subset: null, oneHot: null };
const hashOf = (patient: string) => createHash('sha256').update(`patient||${patient}`).digest('hex').slice(0, 16);
const read = (...parts: BlobPart[]) => labelTable(new Blob(parts));

it('reads the table that comes with the set from Kaggle, whose first head is empty', async () => {
  const text = ',image,class,format,mode,shape\n0,Cancer (1).jpg,tumor,JPEG,RGB,"(512, 512, 3)"\n';
  const { head, columns, rows } = await read(text);
  expect(head).toEqual(['', 'image', 'class', 'format', 'mode', 'shape']);
  expect(columns).toEqual({ file: 1, className: 2, ...none });
  expect(rows).toEqual([{ file: 'Cancer (1).jpg', className: 'tumor', patient: null, subset: null }]);
});

it('a table whose first head is PK is no zip', async () => {
  const { head, rows } = await read('PK,file,class\n1,a.png,x\n2,b.png,y\n');
  expect(head).toEqual(['PK', 'file', 'class']);
  expect(rows.map(({ className }) => className)).toEqual(['x', 'y']);
});

it('reads quotes, semicolons, CRLF, a byte-order mark, empty lines, and patients as hashes', async () => {
  const text =
    '\uFEFFFile name;Label;Patient ID\r\n"a;1.png";"tumour, ""left""";P 7\r\n\r\nb.png; healthy ;\r\n;x;y\r\n';
  const { columns, rows } = await read(text);
  expect(columns).toEqual({ ...none, file: 0, className: 1, patient: 2 });
  expect(rows).toEqual([
    { file: 'a;1.png', className: 'tumour, "left"', patient: hashOf('P 7'), subset: null },
    { file: 'b.png', className: 'healthy', patient: null, subset: null },
  ]);
});

it.each([
  ['tabs', 'file\tclass\na.png\tx,y\n'],
  ['bars', 'file|class\na.png|x,y\n'],
  ['the delimiter that Excel is told', 'sep=;\r\nfile;class\r\na.png;x,y\r\n'],
  ['a delimiter in quotes in the first line', 'file;"class, or what, it, is";class\na.png;?;x,y'],
  ['old line ends of the Mac', 'file;class\ra.png;x,y\r'],
])('reads %s', async (_, text) => {
  expect((await read(text)).rows).toEqual([{ file: 'a.png', className: 'x,y', patient: null, subset: null }]);
});

it('reads what Excel writes: UTF-16, and letters of the west that are no UTF-8', async () => {
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'file\tclass\nä.png\tx'].flatMap((c) => [c.charCodeAt(0), 0])]);
  expect((await read(utf16)).rows).toEqual([{ file: 'ä.png', className: 'x', patient: null, subset: null }]);
  const western = Uint8Array.from([...'file,class\n\xe4.png,x'].map((c) => c.charCodeAt(0)));
  expect((await read(western)).rows).toEqual([{ file: 'ä.png', className: 'x', patient: null, subset: null }]);
});

it('takes the columns that it is told', async () => {
  const columns = { ...none, file: 1, className: 0 };
  expect((await labelTable(new Blob(['a,b\nx,1.png']), columns)).rows).toEqual([
    { file: '1.png', className: 'x', patient: null, subset: null },
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
  expect(rows.at(-1)).toEqual({ file: 'scan 99999.png', className: '0', patient: hashOf('p499'), subset: null });
});

it('reads a column for each class, with their rows of several classes counted', async () => {
  const { columns, rows, multiLabel } = await read(
    [
      'image, MEL, NV,BCC',
      ...Array.from(
        { length: 20 },
        (_, i) => `ISIC_${i},${i % 3 === 0 ? '1.0,0.0,0.0' : i % 3 === 1 ? '0.0,1.0,0' : '0,0,1'}`,
      ),
      'ISIC_20,1,1,0',
    ].join('\n'),
  );
  expect(columns).toEqual({ ...none, file: 0, className: null, oneHot: [1, 2, 3] });
  expect(rows.slice(0, 3).map(({ className }) => className)).toEqual(['MEL', 'NV', 'BCC']);
  expect(rows[20]?.className).toBeNull();
  expect(multiLabel).toBe(1);
});

it.each([
  ['image_id,label,split\ns0.png,healthy,train\ns1.png,tumour,test', { file: 0, className: 1, subset: 2 }],
  ['lesion_id,image_id,dx,dx_type,age\nH0,I0,mel,histo,50\nH0,I1,mel,histo,50', { patient: 0, file: 1, className: 2 }],
  [
    `pic,what,n\n${Array.from({ length: 6 }, (_, i) => `a${i}.jpg,${i % 2 ? 'cat' : 'dog'},${i}`).join('\n')}`,
    { file: 0, className: 1 },
  ],
  // Every value of 'fold' is a number: it is no subset.
  ['file,class,fold\na.png,x,1\nb.png,y,2', { file: 0, className: 1 }],
])('finds the columns of %j', async (text, columns) => {
  expect((await read(text)).columns).toEqual({ ...none, ...columns });
});

it('says in which subset a row is', async () => {
  const { rows } = await read('file,class,split\na.png,x,train\nb.png,y,Test\nc.png,y,');
  expect(rows.map(({ subset }) => subset)).toEqual(['training', 'test', null]);
});

it('refuses a table of more rows than it reads, instead of cutting it', async () => {
  await expect(read(`file,class\n${'a,b\n'.repeat(500_001)}`)).rejects.toThrow('more than 500,000 rows');
});
