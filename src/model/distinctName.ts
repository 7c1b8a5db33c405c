/** The name itself, or where it is taken with the first number from 2 that makes it another: 'Compact CNN 64 px, Scans 2'. */
export function distinctName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name} ${number}`)) return `${name} ${number}`;
}
