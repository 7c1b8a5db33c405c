import { Button } from '../components/Button.tsx';
import { workspace } from '../workspace/workspace.ts';

/** See `saveDiagnostics`. */
export function DiagnosticButton({ failure }: { readonly failure: unknown }) {
  const save = async () => (await import('./diagnostics.ts')).saveDiagnostics(workspace.getState(), failure);
  return (
    <Button
      title="Versions, counts and where in the code it happened: no file name, class or scan"
      onClick={() => void save()}
    >
      Save a diagnostic file
    </Button>
  );
}
