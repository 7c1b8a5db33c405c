import type { ExportedModel } from '../network/chains.ts';
import { writeOnnx } from '../onnx/onnxModel.ts';
import fastapi from '../python/app_fastapi.py?raw';
import flask from '../python/app_flask.py?raw';
import test from '../python/test_golden.py?raw';
import { kitFiles, textFiles, zipBlob } from './kit.ts';
import { packageReadme } from './packageReadme.ts';

const MODEL = ['numpy>=1.24', 'onnxruntime>=1.17', 'pillow>=10'];
const SERVERS = {
  flask: {
    app: flask,
    requirements: [...MODEL, 'flask>=3', 'gunicorn>=22'],
    command: ['gunicorn', '--bind', '0.0.0.0:8000', 'app:app'],
  },
  fastapi: {
    app: fastapi,
    requirements: [...MODEL, 'fastapi>=0.110', 'python-multipart>=0.0.9', 'uvicorn>=0.29'],
    command: ['uvicorn', '--host', '0.0.0.0', '--port', '8000', 'app:app'],
  },
} as const;

/** A folder that serves the model: a page with a form, and JSON. */
export async function writeApp(model: ExportedModel, server: keyof typeof SERVERS): Promise<Blob> {
  const { app, requirements, command } = SERVERS[server];
  const dockerfile = [
    'FROM python:3.12-slim',
    'WORKDIR /app',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    'COPY . .',
    'USER 65534',
    'EXPOSE 8000',
    `CMD ${JSON.stringify(command)}`,
  ];
  return zipBlob({
    ...textFiles({
      'README.md': packageReadme(model.card, server),
      'app.py': app,
      'test_golden.py': test,
      'requirements.txt': lines(requirements),
      Dockerfile: lines(dockerfile),
    }),
    'model.onnx': [await writeOnnx(model), { level: 0 }],
    ...kitFiles(model),
  });
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
