import type { ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import { orientationWords, type Scene, zoomOf } from './image/geometry.ts';
import { pixelWords } from './image/readout.ts';
import type { ViewerCommand } from './keys.ts';
import type { ViewState } from './viewState.ts';

const PRESETS = {
  network: 'Window as the network sees.',
  auto: 'Window set automatically.',
  full: 'Window over the full range.',
} as const;

/** What a screen reader says after a command; '' where the page says it anyway. */
export function viewStateSentence(command: ViewerCommand, look: ViewState, scene: Scene, image: ViewedPicture): string {
  switch (command.does) {
    case 'crosshair':
      return look.crosshair ? pixelWords(image, look.crosshair) : '';
    case 'zoom':
    case 'fit':
    case 'actualSize':
      return `${Math.round(zoomOf(look.view, scene) * 100)} %`;
    case 'rotate':
    case 'flipAcross':
    case 'flipDown':
      return orientationWords(look.view) || 'as it is stored';
    case 'invert':
      return look.inverted ? 'negative' : 'no negative';
    case 'preset':
      return PRESETS[command.preset];
    case 'reset':
      return 'The view is as it was.';
    default:
      return '';
  }
}
