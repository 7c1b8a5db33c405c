type StorageUsage = {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** True where the browser has promised not to delete it by itself. */
  readonly persistent: boolean;
};

/** What this page takes of the disk, and may take; zeros where the browser does not tell. */
export async function storageUsage(): Promise<StorageUsage> {
  const storage = globalThis.navigator?.storage;
  if (!storage) return { usedBytes: 0, quotaBytes: 0, persistent: false };
  const [{ usage = 0, quota = 0 }, persistent] = await Promise.all([storage.estimate(), storage.persisted()]);
  return { usedBytes: usage, quotaBytes: quota, persistent };
}
