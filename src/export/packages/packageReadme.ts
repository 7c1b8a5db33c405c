import type { ModelCard } from '../../model/card/card.ts';
import { isSealed } from '../../model/card/decisionRecord.ts';
import rules from '../../preprocessing/PREPROCESSING.md?raw';
import { INTENDED_USE } from '../modelMetadata.ts';
import { preprocessingCode } from './preprocessingCode.ts';

/** How each kind of package is used, in Markdown. */
const USES = {
  keras: `Open it with Keras 3 on TensorFlow, JAX or PyTorch. The file is a zip: unpack it beside itself for the rest.

\`\`\`python
import keras
model = keras.saving.load_model("model.keras")

import json
from preprocess import answer, verdict
card = json.load(open("axial.json", encoding="utf-8"))
probabilities = answer(lambda image: model.predict(image, verbose=0), "golden/scan-01.png", card)
print(verdict(probabilities, card), probabilities)
\`\`\`

\`model.fit\` goes on from these weights after \`model.compile\`. What Keras saves has no card: add \`axial.json\` to the new
file (\`zip new.keras axial.json\`), and Axial opens it again.`,
  'hugging-face': `\`\`\`python
import json, keras
from preprocess import answer, verdict
model = keras.saving.load_model("model.keras")
card = json.load(open("axial.json", encoding="utf-8"))
probabilities = answer(lambda image: model.predict(image, verbose=0), "golden/scan-01.png", card)
print(verdict(probabilities, card), probabilities)
\`\`\`

\`model.onnx\` holds the same network for ONNX Runtime, \`model.safetensors\` its weights alone.`,
  python: `\`\`\`sh
pip install -r requirements.txt
python train.py --data FOLDER                 # finds the scans by their hashes, wherever they lie in it
\`\`\`

It trains on from the weights of Axial (\`--start scratch\`: from random ones) on the same split, says which scans are missing, and writes
\`trained.keras\`, which Axial opens under Models, and \`evaluation.json\`, in the shape of the one in Axial's downloads.

| for | add |
|---|---|
| another backend (TensorFlow, PyTorch) | \`KERAS_BACKEND=torch\` before the command |
| 4 GPUs, or 4 shares of the CPU, of this machine | \`--devices 4\` (JAX) |
| several machines | \`--hosts 2 --host 0 --coordinator 10.0.0.1:1234\` on the first, \`--host 1\` on the second (JAX) |
| a cluster with Ray (\`pip install 'ray[train]'\`) | \`--ray 2\`: Ray Train starts two workers, which all must see these folders (JAX) |
| DICOM files and volumes (NIfTI, MGH, Analyze) | \`pip install pydicom nibabel\`: slices are found by the hash of their values, and get the window that Axial gave them |
| more scans than memory | nothing: they are prepared once into a file, and read from it batch by batch, one batch ahead |

A batch is shared by all devices, and the loss is that of one device with the same batch, to rounding. Slurm can start the command for \`--hosts\`
on each machine. Mosaics of DICOM and slices of other formats are prepared by Axial alone: the script names what it does not find.

What is in the folder: \`recipe.json\` (settings, seed, figures), \`split.csv\` (SHA-256, path, class, group, part), \`model.keras\` (the
network with its weights), \`axial.json\` (the card).`,
  flask: `\`\`\`sh
pip install -r requirements.txt
python test_golden.py          # does it answer as Axial did?
gunicorn --bind 127.0.0.1:8000 app:app
\`\`\`

Then open http://127.0.0.1:8000, or send scans: \`curl -F scan=@golden/scan-01.png http://127.0.0.1:8000/predict\`.
On Windows, where gunicorn does not run: \`python app.py\`. In a container: \`docker build -t axial-app . && docker run -p 8000:8000 axial-app\`.`,
  fastapi: `\`\`\`sh
pip install -r requirements.txt
python test_golden.py          # does it answer as Axial did?
uvicorn app:app --port 8000
\`\`\`

Then open http://127.0.0.1:8000, or send scans: \`curl -F scan=@golden/scan-01.png http://127.0.0.1:8000/predict\`.
In a container: \`docker build -t axial-app . && docker run -p 8000:8000 axial-app\`.`,
} as const;

/** README.md of a model for other programs: what it is for, how it answers, how to use it, and the rules of preprocessing. */
export function packageReadme(card: ModelCard, kind: keyof typeof USES): string {
  return `# ${inMarkdown(card.name)}

${aboutModel(card)}

## Use

${USES[kind]}

${rules.replace(/^# /, '## ').replace(/\n## /g, '\n### ')}
### The same in NumPy and Pillow, for this model

\`\`\`python
${preprocessingCode(card.preprocessing)}
\`\`\`
`;
}

/** What the model answers, how well, and what it is not for. */
function aboutModel(card: ModelCard): string {
  const classes = card.classes.map(inMarkdown).join(', ');
  const positive = card.positiveClass === null ? '' : `, positive class: ${inMarkdown(card.positiveClass)}`;
  const threshold = card.threshold === null ? '' : ` from ${card.threshold}`;
  const figures = Object.entries(card.figures.values).map(
    ([name, { value, low, high }]) => `| ${name} | ${rounded(value)} | ${rounded(low)} to ${rounded(high)} |`,
  );
  return `${INTENDED_USE} ${card.data.synthetic ? 'Trained on synthetic pictures, not on scans of people. ' : ''}Trained in the browser with Axial ${card.software.axial}.

Classes: ${classes}${positive}${threshold}. Data: ${inMarkdown(card.data.name)}, SHA-256 \`${card.data.fingerprint.slice(0, 12)}\`${card.data.version === undefined ? '' : `, version ${card.data.version}`}.
${
  card.figures.n === 0 || isSealed(card)
    ? 'It has no test results.'
    : `
| on ${card.figures.n} test scans | value | 95 % interval |
|---|---|---|
${figures.join('\n')}`
}`;
}

function rounded(value: number): string {
  return value.toPrecision(3);
}

/** A name from outside as text: nothing in it is a link, a tag or a table's edge. */
function inMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|&~$]/g, (letter) => `\\${letter}`).replace(/\s+/g, ' ');
}
