const KEY = 'axial-model';

/** The model that was chosen last in this browser; null where none was. */
export function lastModelId(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be shut off
  }
}

export function saveLastModelId(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // It holds for this visit.
  }
}
