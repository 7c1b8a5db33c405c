import { Button } from '../components/Button.tsx';
import { workspace } from '../workspace/workspace.ts';

/** Saves what whoever looks for a fault needs to know, and nothing of patients. */
export function DiagnosticButton({ failure }: { readonly failure: unknown }) {
  const save = async () => {
    const [{ diagnosticText, surroundings }, { download }] = await Promise.all([
      import('./diagnostics.ts'),
      import('../workspace/download.ts'),
    ]);
    const text = diagnosticText(workspace.getState(), failure, surroundings(), new Date());
    download(new Blob([text], { type: 'application/json' }), 'axial-diagnostics.json');
  };
  return (
    <Button
      title="Versions, counts and where in the code it happened: no file name, class or scan"
      onClick={() => void save()}
    >
      Save a diagnostic file
    </Button>
  );
}
