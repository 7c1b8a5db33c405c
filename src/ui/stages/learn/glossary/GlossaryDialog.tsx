import { Dialog } from '../../../components/layout/Dialog.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { GLOSSARY } from './glossary.ts';

/** All words of the course. */
export function GlossaryDialog({ onClose }: { readonly onClose: () => void }) {
  const entries = Object.entries(GLOSSARY).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <Dialog title="Glossary" shape="wide" onClose={onClose}>
      <DefinitionList entries={entries} />
    </Dialog>
  );
}
