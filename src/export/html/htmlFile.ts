import script from 'virtual:page/export';
import { base64 } from '../../archive/base64.ts';
import { escapeHtml } from '../escapeHtml.ts';
import type { ExportedModel } from '../network/chains.ts';
import page from './page.html?raw';

/** The model as one page that opens from the disk: the network, its weights and all code are in it. */
export function writeHtml({ card, artifacts }: ExportedModel): Blob {
  const { familiarity: _, ...told } = card; // the page does not ask whether a scan is familiar
  const model = {
    card: told,
    topology: artifacts.topology,
    weightSpecs: artifacts.weightSpecs,
    weights: base64(new Uint8Array(artifacts.weights)),
  };
  const about = `${card.data.synthetic ? 'Trained on synthetic pictures' : `Trained on ${card.data.name}`} with Axial ${card.software.axial}.`;
  const parts: Record<string, string> = {
    name: escapeHtml(card.name),
    about: escapeHtml(about),
    model: JSON.stringify(model).replaceAll('<', '\\u003c'),
    script: script.replaceAll('</script', '<\\/script'),
  };
  return new Blob([page.replace(/"?@(\w+)(";?)?/g, (_, name: string) => parts[name] ?? '')], { type: 'text/html' });
}
