/**
 * Figures of the real scans (`scan-groups.csv`: each SHA-1 once), by Pillow 12.3, numpy 2.4 and scikit-learn 1.9. Ten seeds s each of
 * `cross_val_predict(RandomForestClassifier(100, random_state=s), X, y, groups=group, method='predict_proba',
 * cv=StratifiedGroupKFold(5, shuffle=True, random_state=s))`, averaged; their standard deviation is 0.003 to 0.005 (0.007 for
 * the third). `size`: X is width and height; `header`: format, mode, width, height, width / height, bytes / (width * height);
 * `image`: mean and standard deviation of `convert('L')`, mean of the outermost pixels, mean absolute difference of
 * neighbours over the standard deviation, of the groups whose number 3 divides, without PNGs. `bootstrap`: 95 % of 1000
 * draws of whole groups.
 */
export const SHORTCUTS_OF_REAL_SCANS = {
  size: { accuracy: 0.9341, auc: 0.9757, bootstrap: [0.9165, 0.948], tolerance: 0.015 },
  header: { accuracy: 0.9291, auc: 0.9759, bootstrap: [0.9187, 0.9427], tolerance: 0.015 },
  picture: { scans: 1027, accuracy: 0.8056, auc: 0.883, tolerance: 0.03 },
} as const;

export const REAL_SCANS = { scans: 3255, groups: 1657, majority: 0.5634408602150538 };

/** `Image.open(file).format` and `.mode`, in our words. */
export const MODES_OF_REAL_SCANS = {
  'jpeg rgb': 3082,
  'jpeg grey': 94,
  'tiff rgb': 67,
  'png grey': 6,
  'png rgb-alpha': 4,
  'png rgb': 1,
  'png palette': 1,
};

/** Means over the scans of `image`. */
export const FACTS_OF_REAL_SCANS = {
  mean: 61.578688538941044,
  contrast: 58.89411008094414,
  border: 19.853981448854423,
  sharpness: 0.1434141867617838,
};
