import type { BackendChoice } from '../../compute/engineInfo.ts';
import type { StepToMeasure } from '../../training/measureStep.ts';
import type { EngineOffer } from '../../worker/protocol.ts';
import { Chip } from '../components/Chip.tsx';
import { classNames } from '../components/classNames.ts';
import { formatDate } from '../components/format.ts';
import { Select } from '../components/Select.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import { numberCell, Table } from '../components/Table.tsx';
import { Term } from '../components/Term.tsx';
import { ENGINE_NAMES } from '../engineNames.ts';
import styles from './BackendField.module.css';
import { replaceInRequest } from './draftStore.ts';
import { type FiguresState, useEngineFigures } from './engineFigures.ts';
import { type EngineRow, engineRows } from './engineRows.ts';
import type { Answer } from './latestAnswer.ts';
import { RestingButton } from './RestingButton.tsx';

const CHOICES: readonly { value: BackendChoice; label: string }[] = [
  { value: 'auto', label: 'Auto' },
  ...(['webgl', 'webgpu', 'wasm', 'cpu'] as const).map((value) => ({ value, label: ENGINE_NAMES[value] })),
];

type BackendFieldProps = {
  readonly backend: BackendChoice;
  readonly engines: Answer<readonly EngineOffer[]>;
  /** What is to be trained; null while it cannot be. */
  readonly step: StepToMeasure | null;
};

/** What does the arithmetic, and how fast each engine is at this network on this device. */
export function BackendField({ backend, engines, step }: BackendFieldProps) {
  const { state, measure } = useEngineFigures(step, backend === 'auto');
  const offers = engines.step === 'answered' ? engines.value : [];
  return (
    <div className={styles.field}>
      <Select
        label="Backend"
        aside={
          <Term meaning="What does the arithmetic: the graphics card (WebGL, or the newer WebGPU), compiled code on the processor (WASM), or plain JavaScript (CPU). Auto takes the fastest by measurement.">
            ?
          </Term>
        }
        value={backend}
        options={CHOICES}
        onChange={(chosen) => replaceInRequest({ backend: chosen })}
        hint={engines.step === 'failed' ? engines.reason : backendHint(backend, offers, state)}
      />
      {offers.length > 0 ? (
        <>
          <EngineTable rows={engineRows(offers, state)} />
          <div className={styles.foot}>
            <StatusLine className="dense" tone={state.step === 'failed' ? 'caution' : 'quiet'}>
              {statusOf(state, step !== null)}
            </StatusLine>
            <RestingButton small resting={step === null || state.step === 'measuring'} onClick={() => void measure()}>
              {state.step === 'measured' ? 'Measure again' : 'Measure now'}
            </RestingButton>
          </div>
        </>
      ) : null}
    </div>
  );
}

function EngineTable({ rows }: { readonly rows: readonly EngineRow[] }) {
  return (
    <Table caption="Engines on this device" className={styles.table ?? ''}>
      <thead>
        <tr>
          <th scope="col">Engine</th>
          <th scope="col" className={numberCell}>
            <Term meaning="Scans a second in training steps of this very network, at this input and batch size, measured with made-up scans. 'Under' is what an engine cannot exceed by what was seen of it before it was given up.">
              Training
            </Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ backend, about, speed, isRate, taken }) => (
          <tr key={backend}>
            <th scope="row">
              <span className={styles.name}>
                {ENGINE_NAMES[backend]} {taken ? <Chip tone="accent">Auto</Chip> : null}
                <span className={styles.about}>{about}</span>
              </span>
            </th>
            <td className={classNames(numberCell, !isRate && styles.words)}>{speed}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** 'Auto takes WASM: the fastest that was measured here.' */
function backendHint(backend: BackendChoice, offers: readonly EngineOffer[], state: FiguresState): string {
  if (backend !== 'auto') return chosenHint(offers.find((each) => each.backend === backend));
  if (state.step === 'measured') {
    const { choice } = state.figures;
    if (choice.backend !== null) return `Takes ${ENGINE_NAMES[choice.backend]}, the fastest that was measured here.`;
    return `${choice.reason} ${ruleOf(offers)}`;
  }
  return `Measures each engine at this network, once, and takes the fastest. ${ruleOf(offers)}`.trim();
}

function chosenHint(offer: EngineOffer | undefined): string {
  if (!offer) return 'What does the arithmetic.';
  return offer.available ? `${offer.device}. ${offer.note}` : `Not available. ${offer.note}`;
}

/** 'By rule it would be WASM: fast arithmetic on the processor.' */
function ruleOf(offers: readonly EngineOffer[]): string {
  const offer = offers.find((each) => each.recommended);
  return offer ? `By rule it would be ${ENGINE_NAMES[offer.backend]}.` : '';
}

function statusOf(state: FiguresState, measurable: boolean): string {
  switch (state.step) {
    case 'unknown':
      return measurable ? 'Not measured yet.' : 'Measured once the network can be trained.';
    case 'measuring':
      return state.backend === null ? 'Measuring…' : `Measuring ${ENGINE_NAMES[state.backend]}…`;
    case 'measured':
      return `Measured ${formatDate(state.figures.measuredAt)}.`;
    case 'failed':
      return state.reason;
  }
}
