/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName(name);
  try {
    link.click();
  } finally {
    // The download reads the URL after this task.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

/** Without characters that file systems refuse. */
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|]+/g, '-').trim() || 'axial';
}
