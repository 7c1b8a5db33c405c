import { BACKEND_NAMES, BACKENDS, type BackendChoice, type BackendOffer } from '../../../../../compute/backends.ts';
import { Chip } from '../../../../components/Chip.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { DisabledButton } from '../../../../components/DisabledButton.tsx';
import { Select } from '../../../../components/form/Select.tsx';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatDate } from '../../../../components/text/format.ts';
import { Help } from '../../../../components/text/Help.tsx';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { Tooltip } from '../../../../components/text/Tooltip.tsx';
import type { QueryResult } from '../../../../components/useLatestQuery.ts';
import { Disclosure } from '../Disclosure.tsx';
import { replaceInRequest } from '../draft/draftStore.ts';
import styles from './BackendField.module.css';
import type { BenchmarksState } from './backendBenchmarks.ts';
import { type BackendRow, backendRows } from './backendRows.ts';

const CHOICES: readonly { value: BackendChoice; label: string }[] = [
  { value: 'auto', label: 'Auto' },
  ...BACKEND_NAMES.map((value) => ({ value, label: BACKENDS[value].label })),
];

type BackendFieldProps = {
  readonly backend: BackendChoice;
  readonly backends: QueryResult<readonly BackendOffer[]>;
  readonly state: BenchmarksState;
};

/** The choice of what computes. */
export function BackendField({ backend, backends, state }: BackendFieldProps) {
  const offers = backends.step === 'answered' ? backends.value : [];
  return (
    <Select
      label="Backend"
      aside={
        <Help
          question="What is a backend?"
          answer="Compute backend: GPU (WebGL, WebGPU), CPU (WebAssembly) or plain JavaScript. Auto uses the fastest one measured here."
        />
      }
      value={backend}
      options={CHOICES}
      onChange={(chosen) => replaceInRequest({ backend: chosen })}
      hint={backends.step === 'failed' ? backends.reason : backendHint(backend, offers, state)}
    />
  );
}

type BackendSpeedsProps = {
  readonly backends: QueryResult<readonly BackendOffer[]>;
  readonly measurable: boolean;
  readonly state: BenchmarksState;
  readonly measure: () => Promise<void>;
};

/** How fast each backend trains this network on this device. */
export function BackendSpeeds({ backends, measurable, state, measure }: BackendSpeedsProps) {
  const offers = backends.step === 'answered' ? backends.value : [];
  if (offers.length === 0) return null;
  const rows = backendRows(offers, state);
  return (
    <Disclosure title="Backend speed" values={fastestWords(rows, state)}>
      <BackendTable rows={rows} />
      <div className="row spread">
        <StatusLine className="dense" tone={state.step === 'failed' ? 'caution' : 'quiet'}>
          {statusOf(state, measurable)}
        </StatusLine>
        <DisabledButton small resting={!measurable || state.step === 'measuring'} onClick={() => void measure()}>
          {state.step === 'measured' ? 'Measure again' : 'Measure now'}
        </DisabledButton>
      </div>
    </Disclosure>
  );
}

/** 'WASM 410 scans/s' */
function fastestWords(rows: readonly BackendRow[], state: BenchmarksState): string {
  if (state.step === 'measuring') return 'measuring';
  const fastest = rows.find(({ isRate }) => isRate);
  return fastest ? `${BACKENDS[fastest.backend].label} ${fastest.speed}` : 'not measured';
}

function BackendTable({ rows }: { readonly rows: readonly BackendRow[] }) {
  return (
    <Table caption="Backends on this device" className={styles.table ?? ''}>
      <thead>
        <tr>
          <th scope="col">Backend</th>
          <th scope="col" className={numberCell}>
            <Tooltip meaning="Training speed of this network at this input and batch size, measured with random pixels. 'Under' is an upper bound: the test was cancelled because this backend was too slow.">
              Training
            </Tooltip>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ backend, about, speed, isRate, taken }) => (
          <tr key={backend}>
            <th scope="row">
              <span className={classNames('row', styles.name)}>
                {BACKENDS[backend].label} {taken ? <Chip tone="accent">Auto</Chip> : null}
                <span className={classNames('quiet', styles.about)}>{about}</span>
              </span>
            </th>
            <td className={classNames(numberCell, !isRate && styles.words)}>{speed}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** 'Uses WASM, the fastest one measured here.' */
function backendHint(backend: BackendChoice, offers: readonly BackendOffer[], state: BenchmarksState): string {
  if (backend !== 'auto') return chosenHint(offers.find((each) => each.backend === backend));
  if (state.step === 'measured') {
    const { choice } = state.figures;
    if (choice.backend !== null) return `Uses ${BACKENDS[choice.backend].label}, the fastest one measured here.`;
    return `${choice.reason} ${ruleOf(offers)}`;
  }
  return `Measures every backend once with this network and uses the fastest. ${ruleOf(offers)}`.trim();
}

function chosenHint(offer: BackendOffer | undefined): string {
  if (!offer) return 'Compute backend.';
  return offer.available ? `${offer.device}. ${offer.note}` : `Not available. ${offer.note}`;
}

/** 'Without a measurement Auto picks WASM.' */
function ruleOf(offers: readonly BackendOffer[]): string {
  const offer = offers.find((each) => each.recommended);
  return offer ? `Without a measurement Auto picks ${BACKENDS[offer.backend].label}.` : '';
}

function statusOf(state: BenchmarksState, measurable: boolean): string {
  switch (state.step) {
    case 'unknown':
      return measurable ? 'Not measured yet.' : 'Measured as soon as the network can be trained.';
    case 'measuring':
      return state.backend === null ? 'Measuring…' : `Measuring ${BACKENDS[state.backend].label}…`;
    case 'measured':
      return `Measured ${formatDate(state.figures.measuredAt)}.`;
    case 'failed':
      return state.reason;
  }
}
