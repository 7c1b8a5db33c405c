/**
 * Bytes of what a page holds, by a heap snapshot, garbage collected: objects, texts and what the browser has behind them. Compiled code is left
 * out, which grows for as long as V8 finds something to compile; and so are the browser's own records of how fast the page was, of which it
 * keeps up to a number.
 */
export async function heldBytes(devtools) {
  const { snapshot, nodes, strings } = await heapSnapshot(devtools);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const isLeftOut = LEFT_OUT.has(types[type][nodes[at + type]]) || TIMING.test(strings[nodes[at + name]]);
    if (!isLeftOut) bytes += nodes[at + size];
  }
  return bytes;
}

const LEFT_OUT = new Set(['code', 'object shape']);
const TIMING =
  /^(Performance|Largest|Interaction|LayoutShift|TaskAttribution|DOMRectReadOnly|blink::ScriptTiming|blink::SoftNav)/;

async function heapSnapshot(devtools) {
  const parts = [];
  const take = ({ chunk }) => parts.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', take);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', take);
  return JSON.parse(parts.join(''));
}
