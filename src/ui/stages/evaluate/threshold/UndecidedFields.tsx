import { useMemo } from 'react';
import { binaryResults } from '../../../../evaluation/metrics/testResults.ts';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import { outside } from '../../../../evaluation/threshold/undecided.ts';
import type { UndecidedZone } from '../../../../model/card/decisionRecord.ts';
import { classNames } from '../../../components/classNames.ts';
import { NumberField } from '../../../components/form/NumberField.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { PercentField } from './RuleFields.tsx';
import styles from './threshold.module.css';
import type { ZoneSetting } from './thresholdChoice.ts';

type UndecidedFieldsProps = {
  readonly setting: ZoneSetting;
  /** What comes of it; null where no scan is left undecided. */
  readonly zone: UndecidedZone | null;
  readonly threshold: number;
  readonly evaluated: Predictions;
  readonly onChange: (setting: ZoneSetting) => void;
};

const SETTINGS: Readonly<Record<ZoneSetting['kind'], string>> = {
  none: 'None: every scan is decided',
  width: 'So wide around the threshold',
  rule: 'As needed for',
  kept: 'As it was kept',
};

/** Which scans are left undecided because they are too near the threshold, and what that does to the figures. */
export function UndecidedFields({ setting, zone, threshold, evaluated, onChange }: UndecidedFieldsProps) {
  const kinds = (['none', 'width', 'rule', 'kept'] as const).filter((kind) => kind !== 'kept' || setting.kind === kind);
  return (
    <>
      <div className={classNames('fields gap-3', styles.fields)}>
        <Select
          label="Undecided zone"
          value={setting.kind}
          options={kinds.map((kind) => ({ value: kind, label: SETTINGS[kind] }))}
          onChange={(kind) => onChange(settingOf(kind, setting))}
        />
        {setting.kind === 'width' ? (
          <NumberField
            label="Width of the zone"
            value={setting.width}
            min={0.01}
            max={1}
            step={0.01}
            onChange={(width) => onChange({ kind: 'width', width })}
          />
        ) : null}
        {setting.kind === 'rule' ? (
          <PercentField
            label="Sensitivity and specificity outside"
            share={setting.least}
            onChange={(least) => onChange({ kind: 'rule', least })}
          />
        ) : null}
      </div>
      {setting.kind === 'none' ? null : (
        <StatusLine className="dense">
          {zone
            ? `From ${formatProbability(zone.low, 3)} up to below ${formatProbability(zone.high, 3)} a scan is left undecided${setting.kind === 'rule' ? ', as the validation set asks for' : ''}.`
            : setting.kind === 'rule'
              ? 'No zone does that on the validation set, or none is needed: every scan is decided.'
              : 'Every scan is decided.'}
        </StatusLine>
      )}
      {zone ? <WithAndWithout {...{ zone, threshold, evaluated }} /> : null}
    </>
  );
}

function settingOf(kind: ZoneSetting['kind'], before: ZoneSetting): ZoneSetting {
  if (kind === 'width') return { kind, width: 0.2 };
  if (kind === 'rule') return { kind, least: 0.95 };
  return kind === 'kept' ? before : { kind };
}

type WithAndWithoutProps = {
  readonly zone: UndecidedZone;
  readonly threshold: number;
  readonly evaluated: Predictions;
};

function WithAndWithout({ zone, threshold, evaluated }: WithAndWithoutProps) {
  const { without, within, undecided } = useMemo(() => {
    const parted = outside(evaluated, zone);
    return {
      without: binaryResults(evaluated, threshold).metrics,
      within: binaryResults(parted.decided, threshold).metrics,
      undecided: parted.undecided,
    };
  }, [zone, threshold, evaluated]);
  return (
    <Table caption="With and without the undecided zone">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <NumberHead>Every scan decided</NumberHead>
          <NumberHead>With the zone</NumberHead>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Sensitivity</th>
          <IntervalCell figure={without.sensitivity} as="percent" />
          <IntervalCell figure={within.sensitivity} as="percent" />
        </tr>
        <tr>
          <th scope="row">Specificity</th>
          <IntervalCell figure={without.specificity} as="percent" />
          <IntervalCell figure={within.specificity} as="percent" />
        </tr>
        <tr>
          <th scope="row">Left undecided</th>
          <td className={numberCell}>0 %</td>
          <IntervalCell figure={undecided} as="percent" />
        </tr>
      </tbody>
    </Table>
  );
}
