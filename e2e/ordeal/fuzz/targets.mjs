// What is changed and read: files of each format, zips of scans, models in the three kinds that are read back, tables, and workspace files.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { isSentence, mutant, packedMutant, smallFiles } from '../mutants.mjs';
import { workspaceTargets } from './workspaces.mjs';

const FOLDERS = ['bmp', 'containers', 'dicom', 'gif', 'jpeg', 'nifti', 'png', 'same'];
const FILES = smallFiles(FOLDERS);
const TABLES = join(import.meta.dirname, '../../data/tables');
/** What only a browser has. */
const NOT_IN_NODE = /createImageBitmap|OffscreenCanvas|ImageDecoder|ImageData/;

export async function targetsOf(sources) {
  const load = (path) => sources.load(`/src/${path}`);
  const { UserError } = await load('dataset/userError.ts');
  const isRefusal = (error) => error instanceof UserError || NOT_IN_NODE.test(String(error));
  return [
    ...(await formatTargets(load, isRefusal)),
    await npzTarget(load, isRefusal),
    await zipTarget(load, isRefusal),
    ...(await modelTargets(load)),
    ...(await tableTargets(load)),
    ...(await workspaceTargets(load)),
  ];
}

/** A target for each format, of the files that are sniffed as it. */
async function formatTargets(load, isOurs) {
  const [{ decodeRaw }, { formatOf }] = [await load('decoding/decode.ts'), await load('decoding/sniff.ts')];
  const { slicesOf } = await load('decoding/slices/storedSlice.ts');
  const read = async (bytes) => {
    const copy = new Uint8Array(bytes);
    const format = await formatOf(copy);
    if (format?.holds !== 'slices') return void (await decodeRaw(copy));
    for await (const slice of slicesOf(copy, format, 'all', undefined)) void slice;
  };
  const seeds = new Map();
  for (const bytes of [...FILES.map((file) => readFileSync(file)), ...(await pairs(load))]) {
    const format = await formatOf(new Uint8Array(bytes));
    if (format) seeds.set(format.name, [...(seeds.get(format.name) ?? []), bytes]);
  }
  return [...seeds].map(([name, files]) => ({ name, seeds: files, read, isOurs }));
}

/** Headers with the voxels beside them, as they are handed on. */
async function pairs(load) {
  const { companionsOf, pairStart } = await load('dataset/import/filePairs.ts');
  const files = new Map(FILES.map((file) => [file.toLowerCase(), file]));
  return [...files.values()].flatMap((header) => {
    const voxels = companionsOf(header)
      .map((path) => files.get(path))
      .find(Boolean);
    if (!voxels) return [];
    const bytes = readFileSync(header);
    return [Buffer.concat([pairStart(bytes.length), bytes, readFileSync(voxels)])];
  });
}

async function npzTarget(load, isOurs) {
  const { NpzArchive } = await load('decoding/numpy/npzArchive.ts');
  const read = async (bytes) => {
    const { archive, entries } = await NpzArchive.open(new Blob([bytes]));
    if (entries.length > 0) await archive.unpack([0, entries.length - 1]);
  };
  const seeds = FILES.filter((file) => /\.npz$/.test(file)).map((file) => readFileSync(file));
  return { name: 'npz', seeds, read, isOurs };
}

/** What comes out of a changed zip is one of the files that went in. */
async function zipTarget(load, isOurs) {
  const { ZipArchive } = await load('archive/zipArchive.ts');
  const scans = FILES.filter((file) => /\.(png|dcm)$/.test(file))
    .slice(0, 8)
    .map((file) => readFileSync(file));
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
  const known = new Set(scans.map(hash));
  const files = Object.fromEntries(scans.map((scan, i) => [`set/${i % 2}/${i}.png`, new Uint8Array(scan)]));
  const seeds = [zipSync(files, { level: 0 }), zipSync(files)].map((zip) => Buffer.from(zip));
  const read = async (bytes) => {
    const { archive, entries } = await ZipArchive.open(new Blob([bytes]));
    for (const place of entries.keys()) {
      const content = await archive.unpack([place]).catch((error) => {
        if (!isOurs(error)) throw error;
        return null;
      });
      if (content instanceof ArrayBuffer && !known.has(hash(new Uint8Array(content))))
        return 'a file came out that did not go in';
    }
  };
  return { name: 'zip', seeds, read, isOurs };
}

/** A changed model is the same model, or one sentence. */
async function modelTargets(load) {
  const { openModelFile } = await load('export/modelFile/openModelFile.ts');
  const { canonicalJson } = await load('model/card/canonicalJson.ts');
  const { exampleCard: card } = await load('model/card/exampleCard.fixture.ts');
  const artifacts = (await load('export/network/exampleModel.fixture.ts')).exampleArtifacts();
  const { zipModel } = await load('export/modelFile/modelZip.ts');
  const { kerasWithCard } = await load('export/keras/kerasFile.ts');
  const { writeOnnx } = await load('export/onnx/onnxModel.ts');
  const model = { card, artifacts };
  const files = {
    'model zip': new Uint8Array(await (await zipModel(card, artifacts)).arrayBuffer()),
    keras: zipSync(await kerasWithCard(model)),
    onnx: await writeOnnx(model),
  };
  const told = ({ card: read, artifacts: { weights } }) =>
    canonicalJson({ card: read, weights: createHash('sha256').update(new Uint8Array(weights)).digest('hex') });
  return Promise.all(
    Object.entries(files).map(async ([name, bytes]) => {
      const whole = told(await openModelFile(bytes, name));
      const read = async (changed) => {
        const opened = await openModelFile(new Uint8Array(changed), name);
        // Without its card it is Keras's, and says what was assumed of it.
        return opened.card.origin || told(opened) === whole ? null : 'another model was accepted';
      };
      return {
        name,
        seeds: [Buffer.from(bytes)],
        read,
        isOurs: isSentence,
        mutant: name === 'onnx' ? mutant : packedMutant,
      };
    }),
  );
}

/** Labels as people write them, for files of these names. */
const LABELS = {
  'labels.csv': [
    '\uFEFFimage;class;patient\n"a1";tumour;7\nb1.png;"no, tumour";8\n',
    'file,glioma,none\na1.png,1,0\nb1.png,0,1\n',
  ],
  'labels.txt': ['a1.png 0\nb1.png 1\n', '2\na1 tumour\nb1 healthy\n'],
  'labels.json': [
    '[{"image":"a1.png","label":"tumour"},{"image":"b1.png","label":null,"at":{"x":1}}]',
    '{"a1.png":"tumour","b1.png":["x","y"]}',
    '{"train":[{"image":"a1.png"}],"test":[{"image":"b1.png"}]}',
    '{"image":{"0":"a1.png","1":"b1.png"},"label":{"0":1,"1":0}}',
    '{"file_name":"a1.png","label":0}\n{"file_name":"b1.png","label":1}\n',
  ],
  'labels.xml': [
    '<?xml version="1.0"?><annotations><image name="a1.png" subset="train"><tag label="x"><attribute name="n">1</attribute></tag></image><image name="b1.png"><box label="y"/></image></annotations>',
  ],
};

/** What is said of one image in a file of its own. */
const ANNOTATIONS = {
  'a1.xml': [
    '<annotation><filename>a1.png</filename><object><name>x</name><part><name>y</name></part></object></annotation>',
  ],
  'a1.json': [
    '{"version":"5.0.1","flags":{"ill":true,"old":false},"shapes":[{"label":"x","points":[[1,2]]}],"imagePath":"a1.png"}',
    '{"tags":[{"name":"benign","value":null},{"name":"patient","value":"7"}],"objects":[{"classTitle":"x"}]}',
    '{"name":"a1","meta":{"clinical":{"benign_malignant":"benign","age_approx":55},"acquisition":{"pixelsX":10}}}',
  ],
};

/** Whatever is in a table, it is rows or a sentence. */
async function tableTargets(load) {
  const { labelTable, readLabelTable } = await load('worker/jobs/import/labelTable.ts');
  const names = ['a1', 'b1', 'set', 'set/'];
  const workbooks = ['labels', 'inline', 'parts'].map((name) => readFileSync(`${TABLES}/${name}.xlsx`));
  const texts = Object.entries(LABELS).map(([name, all]) => ({ name, seeds: all.map((text) => Buffer.from(text)) }));
  const tables = [...texts, { name: 'labels.xlsx', seeds: workbooks, mutant: packedMutant }].map((target) => ({
    ...target,
    read: async (bytes) => void (await labelTable(new File([bytes], target.name), undefined, names)),
    isOurs: isSentence,
  }));
  const annotations = Object.entries(ANNOTATIONS).map(([name, all]) => {
    const [whole = ''] = all;
    const other = { file: new File([whole], name), image: 'b1.png' };
    const contentOf = async (file) => file;
    return {
      name,
      seeds: all.map((text) => Buffer.from(text)),
      read: async (bytes) => {
        const file = new File([bytes], name);
        await readLabelTable({ contentOf }, file, { names, annotations: [{ file, image: 'a1.png' }, other] });
      },
      isOurs: isSentence,
    };
  });
  return [...tables, ...annotations];
}
