/** A sentence that stays until it is read: what failed, or what was done and can be undone. */
export type Notice = {
  readonly id: number;
  readonly tone: 'quiet' | 'bad';
  readonly text: string;
  readonly action: NoticeAction | null;
};

export type NoticeAction = {
  /** 'Undo' */
  readonly label: string;
  readonly run: () => void;
};

const MOST_AT_ONCE = 4;

/** The newest last. The same sentence is not shown twice; a crowd loses its oldest. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const others = notices.filter((each) => each.text !== notice.text);
  return [...others, notice].slice(-MOST_AT_ONCE);
}

export function withoutNotice(notices: readonly Notice[], id: number): readonly Notice[] {
  return notices.filter((notice) => notice.id !== id);
}
