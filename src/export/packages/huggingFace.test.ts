import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ModelCard } from '../../model/card/card.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { exampleArtifacts } from '../network/exampleModel.fixture.ts';
import { writeHuggingFace } from './huggingFace.ts';

type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml };

/** As much of YAML 1.2 as a model card takes: maps and lists by indentation, plain words, numbers, JSON strings, lists of words in brackets. */
function yamlOf(text: string): Yaml {
  const lines = text.split('\n').map((line) => ({ depth: line.search(/\S/), words: line.trim() }));
  let at = 0;
  const scalar = (words: string): Yaml => {
    if (words.startsWith('"')) return JSON.parse(words) as string;
    if (words.startsWith('[')) return words.slice(1, -1).split(', ');
    return /^-?\d/.test(words) ? Number(words) : words;
  };
  const block = (depth: number): Yaml => (lines[at]?.words.startsWith('- ') ? list(depth) : map(depth));
  const list = (depth: number): Yaml => {
    const items: Yaml[] = [];
    for (let line = lines[at]; line?.depth === depth && line.words.startsWith('- '); line = lines[at]) {
      lines[at] = { depth: depth + 2, words: line.words.slice(2) };
      items.push(map(depth + 2));
    }
    return items;
  };
  const map = (depth: number): Yaml => {
    const fields: [string, Yaml][] = [];
    for (let line = lines[at]; line?.depth === depth && !line.words.startsWith('- '); line = lines[at]) {
      const [, key = '', words = ''] = /^([\w-]+):(?: (.*))?$/.exec(line.words) ?? [];
      if (key === '') throw new SyntaxError(line.words);
      at += 1;
      fields.push([key, words === '' ? block(lines[at]?.depth ?? 0) : scalar(words)]);
    }
    return Object.fromEntries(fields);
  };
  const value = block(0);
  if (at < lines.length) throw new SyntaxError(`line ${at + 1}: ${lines[at]?.words}`);
  return value;
}

async function folderOf(card: ModelCard) {
  const zip = await writeHuggingFace({ card, artifacts: exampleArtifacts() });
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const readme = new TextDecoder().decode(files['README.md']);
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readme) ?? [];
  return { names: Object.keys(files), front: yamlOf(front), body };
}

// Required and optional fields: huggingface/hub-docs, modelcard.md ("Example metadata to be added to a model card").
test('the folder has what the hub asks of a model card, with the metrics of the card', async () => {
  const { names, front, body } = await folderOf(exampleCard);
  expect(names).toEqual(expect.arrayContaining(['model.keras', 'model.onnx', 'model.safetensors', 'axial.json']));
  const values = Object.entries(exampleCard.figures.values);
  expect(values.length).toBeGreaterThan(0);
  expect(front).toEqual({
    license: 'other',
    license_name: expect.stringMatching(/^[a-z0-9.-]+$/),
    library_name: 'keras',
    pipeline_tag: 'image-classification',
    tags: expect.arrayContaining(['research-only']),
    'model-index': [
      {
        name: exampleCard.name,
        results: [
          {
            task: { type: 'image-classification' },
            dataset: { type: 'image-folder', name: exampleCard.data.name },
            metrics: values.map(([type, { value }]) => ({ type, name: expect.stringMatching(/\w/), value })),
          },
        ],
      },
    ],
  });
  expect(body).toContain('not');
});

test('no name breaks out of its place', async () => {
  const name = "x\"\n---\nlicense: mit # \u2028 \u0085 [a]: {b}, 'c' & *d";
  const { front } = await folderOf({ ...exampleCard, name, data: { ...exampleCard.data, name } });
  expect(front).toMatchObject({ license: 'other', 'model-index': [{ name, results: [{ dataset: { name } }] }] });
});
