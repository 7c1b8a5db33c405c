import type { StoredBytes } from '../../../worker/jobs/workspace/workspaceProtocol.ts';
import { formatBytes } from '../../components/text/format.ts';

/** 'Storage used by this page: 214 MB (scans 150 MB, models 31.0 MB, caches and the page itself 33.0 MB).' */
export function storageSentence({ scans, models, deletedModels, run, used }: StoredBytes): string {
  const other = used - scans - models - deletedModels - run;
  const parts = [
    part('scans', scans),
    part('models', models),
    part('deleted models', deletedModels),
    part('checkpoint of the interrupted run', run),
    part('caches and the page itself', other),
  ].filter(Boolean);
  if (parts.length === 0) return 'This page stores nothing yet.';
  const listed = parts.join(', ');
  const soonFree = deletedModels > 0 ? ' Deleted models free their storage within a few seconds.' : '';
  return `Storage used by this page: ${used > 0 ? `${formatBytes(used)} (${listed})` : listed}.${soonFree}`;
}

function part(name: string, bytes: number): string {
  return bytes > 0 ? `${name} ${formatBytes(bytes)}` : '';
}
