/** Numbers and names that a sentence is filled with. Plain JSON: they are stored, and cross between threads. */
export type Params = Readonly<Record<string, string | number>>;

/** What is stored and sent instead of a sentence: its code, and what it is filled with. */
export type Coded = { readonly code: string; readonly params: Params };

/** A file, and why it is refused or set aside. */
export type CodedPath = Coded & { readonly path: string };

/** The sentences of a room by their codes. A sentence ends with a full stop and leaves out the name of the file. */
type Messages = Readonly<Record<string, (params: never) => string>>;

type CodeIn<Table extends Messages> = keyof Table & string;

/** The arguments behind a code: none where its sentence is filled with nothing. */
type ParamsOf<Sentence> = Sentence extends () => string
  ? []
  : Sentence extends (params: infer Given extends Params) => string
    ? [params: Given]
    : never;

/** The codes of a room whose sentences are filled with nothing: tables may name them. */
export type PlainCode<Table extends Messages> = {
  [Code in CodeIn<Table>]: Table[Code] extends () => string ? Code : never;
}[CodeIn<Table>];

/** A file or an action that is refused. The message says why in the user's words; code and params are what is stored of it. */
export class UserError extends Error implements Coded {
  override readonly name = 'UserError';

  constructor(
    readonly code: string,
    readonly params: Params,
    message: string,
  ) {
    super(message);
  }
}

/** Returns what makes the errors of a room: a code without a sentence, or other params than its sentence has, do not compile. */
export function errorsOf<Table extends Messages>(messages: Table) {
  return <Code extends CodeIn<Table>>(code: Code, ...given: ParamsOf<Table[Code]>): UserError => {
    const [params = {}] = given as readonly Params[];
    return new UserError(code, params, sentenceIn(messages, { code, params }));
  };
}

/**
 * Returns what makes the codes of a room where nothing is thrown; as strict as `errorsOf`. It takes the type of the table alone, so
 * that a thread which shows nothing need not load the sentences.
 */
export function codesOf<Table extends Messages>() {
  return <Code extends CodeIn<Table>>(code: Code, ...given: ParamsOf<Table[Code]>): Coded => {
    const [params = {}] = given as readonly Params[];
    return { code, params };
  };
}

/** Returns the sentence of a code. A code that is not in the table was stored by another version of Axial. */
export function sentenceIn(messages: Messages, { code, params }: Coded): string {
  const sentence = Object.hasOwn(messages, code) ? (messages[code] as (params: Params) => string) : null;
  return sentence ? sentence(params) : `This version of Axial does not know the reason "${code}".`;
}

/** The code of a sentence that has no other: what earlier versions stored, and errors that carry no code. */
export function inWords(sentence: string): Coded {
  return { code: 'in-words', params: { sentence } };
}

/** Returns what is stored of an error, also of one that was thrown on another thread, where its class is lost. */
export function codedFrom(error: unknown): Coded {
  if (!(error instanceof Error)) return inWords(String(error));
  const { name, code, params } = error as Error & Partial<Coded>;
  return name === 'UserError' && code && params ? { code, params } : inWords(error.message);
}
