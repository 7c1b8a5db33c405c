import { useEffect, useState } from 'react';
import type { PatientTally } from '../../../../dataset/import/namePattern.ts';
import { type ImportReview, pathsByClass } from './importReview.ts';
import { patternOf } from './labelSources.ts';
import { tallyOf } from './suggestPatterns.ts';

/** What a pattern finds in the names of the images, counted in slices; null until it is known. */
export function usePatientTally(review: Pick<ImportReview, 'files' | 'plan'>, pattern: string): PatientTally | null {
  const { files, plan } = review;
  const [tally, setTally] = useState<PatientTally | null>(null);
  useEffect(() => {
    let current = true;
    setTally(null);
    const parsed = patternOf(pattern);
    if (typeof parsed === 'string') return;
    const count = async () => {
      const counted = await tallyOf(parsed, pathsByClass(files, plan), () => current);
      if (current) setTally(counted);
    };
    void count();
    return () => {
      current = false;
    };
  }, [files, plan, pattern]);
  return tally;
}
