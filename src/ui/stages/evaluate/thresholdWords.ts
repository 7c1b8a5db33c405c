/** What is said wherever figures stand at a threshold that was moved by a person who could see the test part. */
export const SET_BY_HAND = 'set by hand after seeing the test set, so results at it are optimistic';
