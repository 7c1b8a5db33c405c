/** A sentence of the page: a toast about what was done, which leaves by itself, or what failed, which stays until it is dismissed. */
export type Notice = {
  readonly id: number;
  readonly tone: 'quiet' | 'bad';
  readonly text: string;
  readonly action: NoticeAction | null;
  /** What nobody foresaw: a diagnostic file can be saved of it. */
  readonly failure?: unknown;
};

export type NoticeAction = {
  /** 'Undo' */
  readonly label: string;
  readonly run: () => void;
};

const MOST_FAILURES = 3;

/** A new toast takes the place of the one before; the same failure is not shown twice, and many lose their oldest. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  if (isToast(notice)) return [...notices.filter((each) => !isToast(each)), notice];
  const toasts = notices.filter(isToast);
  const failures = notices.filter((each) => !isToast(each) && each.text !== notice.text);
  return [...toasts, ...[...failures, notice].slice(-MOST_FAILURES)];
}

export function withoutNotice(notices: readonly Notice[], id: number): readonly Notice[] {
  return notices.filter((notice) => notice.id !== id);
}

/** Leaves by itself, with its way back if it has one. */
export function isToast({ tone }: Pick<Notice, 'tone'>): boolean {
  return tone === 'quiet';
}
