/** True where what had the focus is gone or can no longer hold it: the keyboard would start again at the top of the page. */
export function focusIsLost(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.matches(':disabled');
}

/** The heading of what is shown takes the focus, or the heart of the dialog over it: keyboard and screen reader go on from there. */
export function focusHeading(): void {
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  if (dialogs.length > 0) {
    dialogs.at(-1)?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return;
  }
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
