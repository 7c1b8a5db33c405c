import { joinBytes } from '../archive/joinBytes.ts';
import { type NetworkArtifacts, weightsOf } from '../model/networkArtifacts.ts';

/** Where the numbers begin must be a multiple of this many bytes. */
const ALIGNMENT = 8;

/**
 * The weights under their own names (huggingface.co/docs/safetensors): the length of a header in 8 bytes, the header as JSON
 * with the place of each tensor, the numbers as they are.
 */
export function writeSafetensors(artifacts: NetworkArtifacts): Uint8Array<ArrayBuffer> {
  const entries = weightsOf(artifacts).map(({ name, shape, values: { byteOffset, byteLength } }) => {
    return [name, { dtype: 'F32', shape, data_offsets: [byteOffset, byteOffset + byteLength] }] as const;
  });
  const json = new TextEncoder().encode(
    JSON.stringify({ __metadata__: { format: 'np' }, ...Object.fromEntries(entries) }),
  );
  const header = new Uint8Array(ALIGNMENT * Math.ceil(json.length / ALIGNMENT)).fill(0x20);
  header.set(json);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return joinBytes([length.buffer, header, artifacts.weights]);
}
