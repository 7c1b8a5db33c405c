import { isSameNumber } from '../../../../explain/windowWalk.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { formatValue } from '../maps/formatValue.ts';

type SameAsNetworkProps = {
  /** Worked out here, number by number. */
  readonly walked: number;
  /** From the network's tensor; null while it is on its way. */
  readonly network: number | null;
  /** It computes something else than it learned: another filter, stride, padding or pooling. */
  readonly isChanged?: boolean;
  /** See `isSameNumber`. */
  readonly magnitude?: number;
};

/** Holds what was worked out against what the network has. */
export function SameAsNetwork({
  walked,
  network,
  isChanged = false,
  magnitude = Math.abs(walked),
}: SameAsNetworkProps) {
  if (network === null) return <StatusLine>Asking the network</StatusLine>;
  const isSame = isSameNumber(walked, network, magnitude);
  return (
    <StatusLine tone={isSame ? 'good' : 'bad'}>
      {isChanged ? 'So changed, the network has' : 'The network has'} {formatValue(network)} here. Same as the{' '}
      {isChanged ? 'changed ' : ''}network: {isSame ? 'yes' : 'no'}.
    </StatusLine>
  );
}
