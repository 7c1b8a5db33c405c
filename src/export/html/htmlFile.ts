import script from 'virtual:page/export';
import type { ExportedModel } from '../chains.ts';
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
    name: escaped(card.name),
    about: escaped(about),
    model: JSON.stringify(model).replaceAll('<', '\\u003c'),
    script: script.replaceAll('</script', '<\\/script'),
  };
  return new Blob([page.replace(/"?@(\w+)(";?)?/g, (_, name: string) => parts[name] ?? '')], { type: 'text/html' });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** In pieces: a call cannot have as many arguments as there are bytes. */
function base64(bytes: Uint8Array): string {
  const PIECE = 0x6000;
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
