// The yardsticks in Python: scripts that print one line of JSON, and Keras as a process that takes its turns.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { withinTime } from '../rounds.mjs';

const PYTHON = process.env.AXIAL_PYTHON ?? 'python3';
const KERAS = join(import.meta.dirname, 'keras_networks.py');
/** TensorFlow is loaded and a step of the largest network is compiled in far less. */
const LONGEST_ANSWER_MS = 180_000;

/** What `path` prints as JSON, or null, having said why, where it or Python or a package is missing. */
export async function runScript(path, ...args) {
  if (!existsSync(path)) {
    console.log(`  ${basename(path)} is not here: left out.`);
    return null;
  }
  try {
    const { stdout } = await promisify(execFile)(PYTHON, [path, ...args], { timeout: LONGEST_ANSWER_MS });
    return JSON.parse(stdout.trim().split('\n').at(-1));
  } catch {
    console.log(`  ${basename(path)} did not run: ${PYTHON} or its packages are missing (set AXIAL_PYTHON).`);
    return null;
  }
}

/** Keras in a process of its own. Null, having said why, where it cannot be had. */
export async function startKeras() {
  const child = spawn(PYTHON, [KERAS], { stdio: ['pipe', 'pipe', 'ignore'] });
  const keras = new Keras(child);
  try {
    const { backend } = await keras.ask({ do: 'hello' });
    return Object.assign(keras, { backend });
  } catch {
    keras.close();
    console.log(`  Keras did not start: ${PYTHON} or its packages are missing (set AXIAL_PYTHON). Left out.`);
    return null;
  }
}

class Keras {
  constructor(child) {
    this.child = child;
    this.waiting = [];
    createInterface({ input: child.stdout }).on('line', (line) => this.waiting.shift()?.resolve(line));
    const fail = () => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error('Keras has stopped.'));
    };
    child.on('error', fail);
    child.on('exit', fail);
    child.stdin.on('error', fail);
  }

  /** One request, one answer. */
  async ask(request) {
    const line = await withinTime(
      LONGEST_ANSWER_MS,
      'Keras',
      new Promise((resolve, reject) => {
        this.waiting.push({ resolve, reject });
        this.child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    );
    const answer = JSON.parse(line);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  close() {
    this.child.stdin.end();
    this.child.kill();
  }
}
