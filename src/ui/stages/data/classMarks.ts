/** Place and letter of each class of the data set, by its name. */
export type ClassMarks = ReadonlyMap<string, { readonly index: number; readonly letter: string }>;
