/** What was thrown, in words: anything can be thrown, and most of it is an error. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
