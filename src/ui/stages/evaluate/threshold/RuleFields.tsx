import type { ThresholdRule } from '../../../../model/card/decisionRecord.ts';
import { classNames } from '../../../components/classNames.ts';
import { NumberField } from '../../../components/form/NumberField.tsx';
import { Select } from '../../../components/form/Select.tsx';
import styles from './threshold.module.css';

type RuleFieldsProps = {
  readonly rule: ThresholdRule;
  /** Share of positive scans in the validation set, 0..1: what a cost is reckoned at first. */
  readonly prevalence: number;
  /** With a rule whose numbers are all allowed. */
  readonly onChange: (rule: ThresholdRule) => void;
};

type RuleKind = ThresholdRule['kind'];

const RULES: Readonly<Record<RuleKind, string>> = {
  steady: 'Steady best: mean over resampled sets',
  youden: 'Youden: most sensitivity + specificity',
  sensitivity: 'Sensitivity at least',
  specificity: 'Specificity at least',
  cost: 'Least expected cost',
  hand: 'By hand',
};
const KINDS = Object.keys(RULES) as RuleKind[];

/** How the threshold is found on the validation set. */
export function RuleFields({ rule, prevalence, onChange }: RuleFieldsProps) {
  return (
    <div className={classNames('fields gap-3', styles.fields)}>
      <Select
        label="Rule for the threshold"
        value={rule.kind}
        options={KINDS.map((kind) => ({ value: kind, label: RULES[kind] }))}
        onChange={(kind) => onChange(ruleOf(kind, prevalence))}
      />
      {rule.kind === 'sensitivity' || rule.kind === 'specificity' ? (
        <PercentField
          label={`Least ${rule.kind}`}
          share={rule.least}
          onChange={(least) => onChange({ ...rule, least })}
        />
      ) : null}
      {rule.kind === 'cost' ? (
        <>
          <NumberField
            label="A miss costs, in false alarms"
            value={rule.missCost}
            min={0.01}
            max={1000}
            step={0.01}
            onChange={(missCost) => {
              if (missCost >= 0.01 && missCost <= 1000) onChange({ ...rule, missCost });
            }}
          />
          <PercentField
            label="Prevalence"
            share={rule.prevalence}
            onChange={(share) => onChange({ ...rule, prevalence: share })}
          />
        </>
      ) : null}
    </div>
  );
}

type PercentFieldProps = {
  readonly label: string;
  readonly share: number;
  readonly onChange: (share: number) => void;
};

/** A share of scans, typed in percent; told only where it is allowed. */
export function PercentField({ label, share, onChange }: PercentFieldProps) {
  return (
    <NumberField
      label={label}
      value={Number((100 * share).toFixed(1))}
      unit="%"
      min={0.1}
      max={100}
      step={0.1}
      onChange={(percent) => {
        if (percent >= 0.1 && percent <= 100) onChange(percent / 100);
      }}
    />
  );
}

function ruleOf(kind: RuleKind, prevalence: number): ThresholdRule {
  if (kind === 'sensitivity' || kind === 'specificity') return { kind, least: 0.95 };
  return kind === 'cost' ? { kind, missCost: 5, prevalence: Number(prevalence.toFixed(3)) } : { kind };
}
