/** The first of each list, then the second of each, and so on until all are taken; `perTurn` at a time. Lists keep their order. */
export function takeTurns<Item>(lists: readonly (readonly Item[])[], perTurn = 1): Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: Math.ceil(longest / perTurn) }, (_, turn) => turn * perTurn);
  return turns.flatMap((at) => lists.flatMap((list) => list.slice(at, at + perTurn)));
}
