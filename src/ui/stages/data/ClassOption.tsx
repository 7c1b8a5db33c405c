import { ClassMark } from '../../components/image/ClassMark.tsx';
import type { ClassMarks } from './classMarks.ts';

/** A class by its mark and its name. */
export function ClassOption({ name, marks }: { readonly name: string; readonly marks: ClassMarks }) {
  const mark = marks.get(name);
  return (
    <>
      {mark ? <ClassMark index={mark.index} letter={mark.letter} /> : null}
      {name}
    </>
  );
}
