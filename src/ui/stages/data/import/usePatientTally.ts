import { useEffect, useState } from 'react';
import { PatientCounter, type PatientTally } from '../../../../dataset/import/namePattern.ts';
import { forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import type { ImportReview } from './importReview.ts';
import { patternOf } from './labelSources.ts';

/** What a pattern finds in the names of the pictures, counted in slices; null until it is known. */
export function usePatientTally(review: Pick<ImportReview, 'files' | 'plan'>, pattern: string): PatientTally | null {
  const { files, plan } = review;
  const [tally, setTally] = useState<PatientTally | null>(null);
  useEffect(() => {
    let current = true;
    setTally(null);
    const parsed = patternOf(pattern);
    if (typeof parsed === 'string') return;
    const counter = new PatientCounter(parsed);
    const indices = [...plan.classes.flatMap(({ fileIndices }) => fileIndices), ...plan.unlabelled];
    const count = async () => {
      await forEachInTimeSlices(indices, (slice) => {
        if (current) counter.add(slice.map((index) => files[index]?.path ?? ''));
      });
      if (current) setTally(counter.tally());
    };
    void count();
    return () => {
      current = false;
    };
  }, [files, plan, pattern]);
  return tally;
}
