/** Why buttons rest. */
export function DisabledNote({ resting }: { readonly resting: string | null }) {
  return resting === null ? null : <span className="quiet dense">{resting}</span>;
}
