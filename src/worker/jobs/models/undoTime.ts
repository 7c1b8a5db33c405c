/** The page offers to undo for 10 seconds: a little more, so that whoever pressed in time is in time. */
const UNDO_MS = 12_000;

/** Calls back once nobody can undo any more. Each deletion begins the time anew. */
export class UndoTime {
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly onOver: () => void,
    private readonly ms = UNDO_MS,
  ) {}

  begin(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.onOver();
    }, this.ms);
  }
}
