type Names<Name extends string> = {
  /** Stored with every scan: never changes. */
  readonly name: Name;
  /** What people call the format. */
  readonly label: string;
  /** In lower case, without a dot; the usual one first. */
  readonly extensions: readonly [string, ...string[]];
  readonly mediaTypes: readonly [string, ...string[]];
};

/** What is called what in a format of one image a file. Plain data, so that the page can read it without any decoder. */
export type ImageDescription<Name extends string = string> = Names<Name> & { readonly holds: 'image' };

/** The same of a format of slices. */
export type SlicesDescription<Name extends string = string> = Names<Name> & {
  readonly holds: 'slices';
  /** Stands for the format in stored slices: never changes, and is never used again. */
  readonly sliceCode: number;
};
