/** What networks are called, the user's own last. The records of models and runs hold these keys. */
const networkNames = {
  compact: 'Compact CNN',
  course: 'Course CNN',
  'course-augmented': 'Course CNN, step 1: data augmentation',
  'course-harmonised': 'Course CNN, step 2: harmonised scans',
  'course-normalised': 'Course CNN, step 3: batch norm',
  'course-pooled': 'Course CNN, step 4: global pooling',
  custom: 'Custom network',
} as const;

export const networkPresets = Object.keys(networkNames) as (keyof typeof networkNames)[];

export function networkName(preset: keyof typeof networkNames): string {
  return networkNames[preset];
}
