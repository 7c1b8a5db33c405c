/**
 * A change of the names of classes. `className` and `into` are names under which classes were imported: when another
 * change is undone, this one still means the same scans.
 */
export type ClassEdit =
  | { readonly kind: 'rename'; readonly className: string; readonly was: string; readonly name: string }
  | {
      readonly kind: 'merge';
      readonly className: string;
      readonly was: string;
      readonly into: string;
      /** Of the class that it joined, as it was called then. */
      readonly name: string;
    };

/** What classes are called under the renames and merges in force. */
export class ClassNaming {
  /** In the order of the network's outputs. */
  readonly classes: readonly string[];
  private readonly joined = new Map<string, string>();
  private readonly names = new Map<string, string>();

  /** @param imported Names under which scans were imported, in order. */
  constructor(
    private readonly imported: readonly string[],
    edits: readonly ({ readonly id: number } & ({ readonly kind: string } | ClassEdit))[],
  ) {
    for (const edit of edits.toSorted((a, b) => a.id - b.id)) {
      if ('into' in edit) this.joined.set(edit.className, edit.into);
      else if ('was' in edit) this.names.set(edit.className, edit.name);
    }
    this.classes = [...new Set(this.heads().map((head) => this.names.get(head) ?? head))];
  }

  /** Whether every class is called as it was imported. */
  get isPlain(): boolean {
    return this.joined.size === 0 && this.names.size === 0;
  }

  /** What a class that was imported under this name is called. */
  nameOf(imported: string): string {
    const head = this.headOf(imported);
    return this.names.get(head) ?? head;
  }

  /** The name under which the class that is called so was imported; null where none is called so. */
  importedAs(name: string): string | null {
    return this.heads().find((head) => (this.names.get(head) ?? head) === name) ?? null;
  }

  /** [imported, called] of the classes that are called otherwise than they were imported. */
  get renamed(): (readonly [imported: string, name: string])[] {
    const pairs = this.imported.map((imported) => [imported, this.nameOf(imported)] as const);
    return pairs.filter(([imported, name]) => imported !== name);
  }

  /** A name that two classes have; null where each has its own. */
  get ambiguous(): string | null {
    const names = this.heads().map((head) => this.names.get(head) ?? head);
    return names.find((name, index) => names.indexOf(name) !== index) ?? null;
  }

  /** Classes that joined no other. */
  private heads(): string[] {
    return this.imported.filter((name) => !this.joined.has(name));
  }

  private headOf(imported: string): string {
    let head = imported;
    // Only a class that has joined none can be joined to another, so this ends.
    for (let next = this.joined.get(head); next !== undefined; next = this.joined.get(head)) head = next;
    return head;
  }
}
