/** The folders of a path without that of its class: where the scan came from. Null where there is none. */
export function sourceFolder(path: string, className: string): string | null {
  const folders = path.split('/').slice(0, -1);
  const others = folders.filter((folder) => folder.toLowerCase() !== className.toLowerCase());
  return others.length > 0 && others.length < folders.length ? others.join('/') : null;
}
