import { ARCHIVE_MESSAGES } from '../archive/messages.ts';
import { IMPORT_MESSAGES } from '../dataset/messages.ts';
import { type Coded, sentenceIn } from '../dataset/userError.ts';
import { DECODING_MESSAGES } from './messages.ts';

const MESSAGES = { ...IMPORT_MESSAGES, ...ARCHIVE_MESSAGES, ...DECODING_MESSAGES };

/** Returns why a file became no scan, whichever room refused it. */
export function refusalSentence(refusal: Coded): string {
  return sentenceIn(MESSAGES, refusal);
}
