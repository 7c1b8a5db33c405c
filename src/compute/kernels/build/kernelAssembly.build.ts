import { fieldsOf, KERNELS, RECORDS, SIZES } from '../runtime/kernelParams.ts';

type RecordName = keyof typeof RECORDS;

/**
 * AssemblyScript's side of `runtime/kernelParams.ts`, as files of `assembly/`: `params` holds the sizes and a class for each record,
 * `perform` the switch over all kernels. A kernel without a function in `assembly/kernels.ts` does not compile.
 */
export const kernelAssembly: Readonly<Record<string, string>> = {
  'params.ts': [...Object.entries(SIZES).map(sizeOf), ...namesOf(RECORDS).map(classOf)].join('\n'),
  'perform.ts': perform(),
};

function sizeOf([name, value]: readonly [string, number]): string {
  return `export const ${name}: ${name.endsWith('_BYTES') ? 'usize' : 'i32'} = ${value};`;
}

/** The 32 bits of the kernel's number come first. */
function classOf(record: RecordName): string {
  const shape = RECORDS[record];
  const base = 'begins' in shape ? shape.begins : null;
  const types = { usize: 'usize', i32: 'i32', f32: 'f32', bool: 'i32' };
  const fields = fieldsOf(record).map(({ name, type }) => `${name}: ${types[type]};`);
  const scratch = hasScratch(record) ? ['scratchFrom: usize;', 'scratchEach: usize;'] : [];
  const all = [...(base ? [] : ['kernel: i32;']), ...fields, ...scratch];
  return `@unmanaged export class ${record} ${base ? `extends ${base} ` : ''}{ ${all.join(' ')} }`;
}

function hasScratch(record: RecordName): boolean {
  return 'scratch' in RECORDS[record];
}

/** Does one task of the job at `job`. */
function perform(): string {
  const cases = namesOf(KERNELS).map((kernel, number) => {
    const record = KERNELS[kernel];
    const job = `changetype<params.${record}>(job)`;
    const scratch = hasScratch(record) ? `, ${job}.scratchFrom + <usize>thread * ${job}.scratchEach` : '';
    return `case ${number}: kernels.${kernel}(${job}, task${scratch}); break;`;
  });
  return [
    "import * as kernels from './kernels';",
    "import * as params from './params';",
    'export function perform(job: usize, task: i32, thread: i32): void {',
    `switch (load<i32>(job)) { ${cases.join('\n')} }`,
    '}',
  ].join('\n');
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}
