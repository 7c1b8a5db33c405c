const PATIENCE_MS = 15_000;
const CLICKABLE = 'button, a, summary, [role="gridcell"], label';

/** Polls: frames out of sight draw nothing, so there is no frame to wait for. */
export async function until<T>(what: string, find: () => T | null | undefined | false): Promise<T> {
  const patientUntil = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > patientUntil) throw new Error(`The page does not show ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Clicks the control whose name begins so, as soon as it is there and can be clicked. */
export async function click(name: string, place = 0): Promise<void> {
  const isNamed = (element: HTMLElement) =>
    (element.ariaLabel ?? element.textContent).trim().startsWith(name) && !element.matches(':disabled');
  const find = () => [...document.querySelectorAll<HTMLElement>(CLICKABLE)].filter(isNamed)[place];
  const element = await until(`a control "${name}"`, find);
  if (element instanceof HTMLButtonElement) element.focus();
  element.click();
}

/** Enters text into the field with this label and leaves it. */
export async function enter(label: string, text: string): Promise<void> {
  const input = await until(`a field "${label}"`, () => fieldOf(label));
  input.focus();
  // React overrides the property on the element itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.blur();
}

function fieldOf(label: string): HTMLInputElement | null {
  const labels = [...document.querySelectorAll('label')];
  const id = labels.find(({ textContent }) => textContent.trim() === label)?.htmlFor;
  const field = id ? document.getElementById(id) : null;
  return field instanceof HTMLInputElement ? field : null;
}

export function shows(text: string): Promise<unknown> {
  return until(`"${text}"`, () => document.body.textContent.replace(/\s+/g, ' ').includes(text));
}
