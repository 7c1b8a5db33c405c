import { METRICS } from '../../evaluation/metrics/metrics.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { isSealed } from '../../model/card/decisionRecord.ts';
import { kerasMembers } from '../keras/kerasFile.ts';
import type { ExportedModel } from '../network/chains.ts';
import { writeOnnx } from '../onnx/onnxModel.ts';
import { writeSafetensors } from '../safetensors.ts';
import { kitFiles, textFiles, zipBlob } from './kit.ts';
import { packageReadme } from './packageReadme.ts';

/** A folder to push to huggingface.co as it is: a model card with its front matter, and the model in three formats. */
export async function writeHuggingFace(model: ExportedModel): Promise<Blob> {
  const keras = new Uint8Array(await zipBlob(kerasMembers(model)).arrayBuffer());
  return zipBlob({
    ...textFiles({ 'README.md': `${frontMatter(model.card)}\n${packageReadme(model.card, 'hugging-face')}` }),
    'model.keras': [keras, { level: 0 }],
    'model.onnx': [await writeOnnx(model), { level: 0 }],
    'model.safetensors': [writeSafetensors(model.artifacts), { level: 0 }],
    ...kitFiles(model),
  });
}

/**
 * The YAML that the hub reads (huggingface.co/docs/hub/model-cards). Texts are quoted, so that no name breaks out of its place.
 * The licence is left to whoever publishes: 'other'.
 */
function frontMatter(card: ModelCard): string {
  const metrics = Object.entries(isSealed(card) ? {} : card.figures.values).flatMap(([name, { value }]) => [
    `      - type: ${yamlText(name)}`,
    `        name: ${yamlText(metricLabel(name))}`,
    `        value: ${value}`,
  ]);
  const results = [
    'model-index:',
    `- name: ${yamlText(card.name)}`,
    '  results:',
    '  - task:',
    '      type: image-classification',
    '    dataset:',
    '      type: image-folder',
    `      name: ${yamlText(card.data.name)}`,
    '    metrics:',
    ...metrics.map((line) => line.slice(2)),
  ];
  return [
    '---',
    'license: other',
    'license_name: not-stated',
    'library_name: keras',
    'pipeline_tag: image-classification',
    'tags: [axial, medical-imaging, research-only]',
    ...(metrics.length === 0 ? [] : results),
    '---',
    '',
  ].join('\n');
}

/** A JSON string is a YAML string, but for what YAML 1.1 takes for the end of a line. */
function yamlText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function metricLabel(name: string): string {
  return name in METRICS ? METRICS[name as keyof typeof METRICS].label : name;
}
