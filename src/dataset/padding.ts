type Padded = { readonly padding: { readonly low: number; readonly high: number } | null };

/** Whether nothing was measured where an image has this value. */
export function isPadding({ padding }: Padded, value: number): boolean {
  return padding !== null && value >= padding.low && value <= padding.high;
}
