/** Of the images with objects: so many must have those of one category. */
const ENOUGH_OF_ONE = 0.5;

/**
 * Whether the categories of objects in images are classes of these: at least half of the images with objects have those of one category, and
 * these are at least two.
 *
 * @param categories of the objects in each image
 */
export function areClassesOfImages(categories: readonly ReadonlySet<string>[]): boolean {
  const seen = categories.filter(({ size }) => size > 0);
  const ofOne = seen.filter(({ size }) => size === 1);
  const classes = new Set(ofOne.flatMap((only) => [...only]));
  return classes.size >= 2 && ofOne.length >= ENOUGH_OF_ONE * seen.length;
}
