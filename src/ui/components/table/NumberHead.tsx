import type { ReactNode } from 'react';
import { numberCell } from './Table.tsx';

/** Over a column of numbers. */
export function NumberHead({ children }: { readonly children: ReactNode }) {
  return (
    <th scope="col" className={numberCell}>
      {children}
    </th>
  );
}

/** Over a column of numbers for each class. */
export function ClassHeads({ classes }: { readonly classes: readonly string[] }) {
  return classes.map((name) => <NumberHead key={name}>{name}</NumberHead>);
}
