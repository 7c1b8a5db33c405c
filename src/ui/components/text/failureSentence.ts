/** Thrown by browsers and libraries, or by a mistake of ours: their words are of the code, and do not say what to do. */
const UNEXPECTED = /^(Type|Range|Reference|Syntax|URI|Eval)Error$/;
const ADVICE = 'Reload the page: what was saved is kept.';

/** What the page says of a failure: why, what to do, and the code by which it is found: of the refusal, of the job that failed, or 'page'. */
export function failureSentence(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  const sentence = isUnexpected(failure) ? `Something went wrong: ${message.replace(/\.?$/, '.')} ${ADVICE}` : message;
  return `${sentence} (${failureCode(failure)})`;
}

/** Whether no sentence was written for it. */
export function isUnexpected(failure: unknown): boolean {
  return failure instanceof Error && UNEXPECTED.test(failure.name);
}

/** 'import-model'; 'page' for what neither a refusal nor a job of ours gave a code, since it failed in the page itself. */
export function failureCode(failure: unknown): string {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : 'page';
}
