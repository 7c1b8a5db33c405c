/** What is said wherever figures stand at a threshold that was chosen by a person who had seen the test set. */
export const AFTER_TEST = 'chosen after the test set was seen, so results at it are optimistic';
