/**
 * Removes what the button stands on, an item of a list. Focus goes to the item after it, else to the one before; where
 * there is neither, the screen that comes takes it.
 *
 * @param remove resolves to whether it went well
 */
export async function removeAndMoveOn(button: HTMLElement, remove: () => Promise<boolean>): Promise<void> {
  const item = button.closest('li');
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  if (await remove()) neighbour?.querySelector<HTMLElement>('[tabindex="-1"], button')?.focus();
}
