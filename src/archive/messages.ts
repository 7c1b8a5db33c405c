import { codesOf, errorsOf } from '../dataset/userError.ts';

const damaged = () => 'This zip is damaged or was cut short: download or copy it again.';

/** Why a zip, or a file in it, cannot be unpacked. */
export const ARCHIVE_MESSAGES = {
  'zip-encrypted': () => 'This zip is encrypted: unpack it with its password and drop the folders.',
  'zip-split': () => 'This is one part of a zip that was split: join and unpack its parts, then drop the folders.',
  'zip-no-end': () => 'This is no zip, or one that was cut short: download or copy it again.',
  'zip-damaged': damaged,
  'zip-list-too-long': () => 'The list of what is in this zip is too long to be read.',
  'zip-unreadable': () => 'The zip could not be read: it was moved, changed or is not permitted. Drop it again.',
  'zip-closed': () => 'The zip that it is in is not open any more: drop the zip again.',
  'zip-too-many-files': ({ files, most }: { readonly files: number; readonly most: number }) =>
    `This zip holds ${files} files; at most ${most} are taken. Unpack it and drop the folders.`,
  'zip-too-large': ({ unpackedMb, packedMb }: { readonly unpackedMb: number; readonly packedMb: number }) =>
    `This zip would unpack to ${unpackedMb} MB, more than can be taken from one of ${packedMb} MB. Unpack it and drop the folders.`,
  'entry-wrong-size': () => 'Its size is not what the zip says: the zip is damaged, or made to fill the memory.',
  'entry-damaged': () => 'It is damaged within its zip: download or copy the zip again.',
  'entry-encrypted': () => 'It is encrypted: unpack the zip with its password and drop the folders.',
  'entry-compression': ({ method }: { readonly method: string }) =>
    `It is compressed in a way that cannot be read here (${method}): unpack the zip and drop the folders.`,
  'entry-archive': () => 'It is an archive within the archive: unpack the zip and drop what is in it.',
  'entry-too-large': ({ mostMb }: { readonly mostMb: number }) =>
    `It is larger than ${mostMb} MB, too large for a scan.`,
  'entry-ratio': ({ ratio }: { readonly ratio: number }) =>
    `It would unpack to ${ratio} times its size, as no scan does: such files are made to fill the memory.`,
} as const;

export const archiveError = errorsOf(ARCHIVE_MESSAGES);
export const archiveCode = codesOf<typeof ARCHIVE_MESSAGES>();
