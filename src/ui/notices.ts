/** A sentence over the page. What failed, and what can be undone, stays until it is dismissed. */
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

/** Only confirms what was done: it may leave by itself. */
export function isFleeting({ tone, action }: Pick<Notice, 'tone' | 'action'>): boolean {
  return tone === 'quiet' && action === null;
}
