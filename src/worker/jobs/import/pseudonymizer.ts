import { shortHash } from '../../../dataset/hashes.ts';
import type { PatientKey } from '../../../dataset/scan.ts';

/**
 * Gives patients ids of one data set alone. A patient's number is short: who knows how its hash was made finds it by trying,
 * and who has two data sets finds the patients that are in both.
 */
export class Pseudonymizer {
  private readonly salted = new Map<string, Promise<string>>();

  constructor(private readonly salt: string) {}

  async of(subject: PatientKey | null): Promise<PatientKey | null> {
    if (!subject) return null;
    const { id, from } = subject;
    const salted = this.salted.get(id) ?? shortHash(`${this.salt}|${id}`);
    this.salted.set(id, salted);
    return { id: await salted, from };
  }
}
