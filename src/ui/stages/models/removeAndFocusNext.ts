/**
 * Removes what the button stands on, an item of a list. Focus goes to the item after it, else to the one before; where
 * there is neither, the screen that comes takes it.
 */
export async function removeAndFocusNext(button: HTMLElement, remove: () => Promise<void>): Promise<void> {
  const item = button.closest('li');
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  await remove();
  neighbour?.querySelector<HTMLElement>('[tabindex="-1"], button')?.focus();
}
