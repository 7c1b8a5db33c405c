import { expect, test } from 'vitest';
import { ListDesk, takeList } from './slices.ts';

test('a long list arrives whole and in order, in messages of at most 2000 rows, and is forgotten', async () => {
  const desk = new ListDesk();
  const list = Array.from({ length: 50_000 }, (_, i) => i);
  const ticket = desk.leave(list);
  const sizes: number[] = [];
  const taken = await takeList<number>(ticket, async (id, at) => {
    const rows = desk.take(id, at);
    sizes.push(rows.length);
    return rows;
  });
  expect(taken).toEqual(list);
  expect(Math.max(...sizes)).toBe(2000);
  await expect(takeList(ticket, async (id, at) => desk.take(id, at))).rejects.toThrow('interrupted');
});

test('two lists do not mix, and an empty one asks for nothing', async () => {
  const desk = new ListDesk();
  const [a, b, none] = [desk.leave(['a']), desk.leave(['b']), desk.leave([])];
  const take = async (id: number, at: number) => desk.take(id, at);
  expect(await takeList(b, take)).toEqual(['b']);
  expect(await takeList(a, take)).toEqual(['a']);
  expect(
    await takeList(none, () => {
      throw new Error('asked');
    }),
  ).toEqual([]);
});
