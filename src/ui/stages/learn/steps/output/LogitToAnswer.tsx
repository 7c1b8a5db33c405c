import type { ScanActivations } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { ProbabilityBar } from '../../../../charts/ProbabilityBar.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { verdictOf, verdictWords } from '../../../classify/verdict/verdict.ts';
import { formatAnswer, formatValue } from '../../maps/formatValue.ts';
import type { Subject } from '../../subject/subject.ts';
import styles from './output.module.css';
import { SigmoidCurve } from './SigmoidCurve.tsx';

type LogitToAnswerProps = {
  readonly subject: Subject;
  /** With what is switched off. */
  readonly shown: ScanActivations;
  /** As the network is. */
  readonly whole: ScanActivations;
  readonly classIndex: number;
  readonly isChanged: boolean;
};

/** Logit, probability, threshold, answer: in words, which stay in sight on a narrow page, and drawn. */
export function LogitToAnswer({ subject, shown, whole, classIndex, isChanged }: LogitToAnswerProps) {
  const { classes, threshold, model } = subject.network;
  const probabilities = shown.probabilities ?? [];
  const verdict = verdictOf(probabilities, { classes, threshold, ...undecidedOf(model?.card) });
  const [was, is] = [whole.probabilities?.[classIndex], probabilities[classIndex]].map((each) => each ?? Number.NaN);
  const unit = classes.length === 2 ? 0 : classIndex;
  const logit = shown.logits?.[unit] ?? Number.NaN;
  return (
    <>
      <div role="status" className={classNames('stack gap-1', styles.verdict)}>
        <p className="large">{verdictWords(verdict)}</p>
        <p>
          {classes[classIndex]}: logit {formatValue(logit)}, probability <b>{formatAnswer(is ?? Number.NaN)}</b>
          {threshold === null ? '.' : `, threshold ${formatAnswer(threshold)}.`}
        </p>
        {isChanged ? (
          <p className="quiet">
            With every input on: logit {formatValue(whole.logits?.[unit] ?? Number.NaN)}, probability{' '}
            {formatAnswer(was ?? Number.NaN)}.
          </p>
        ) : null}
      </div>
      <section className={styles.answer} aria-label="From the logit to the answer">
        {classes.length === 2 ? (
          <SigmoidCurve
            logit={logit}
            before={isChanged ? (whole.logits?.[0] ?? null) : null}
            threshold={threshold}
            className={classes[1] ?? ''}
          />
        ) : (
          <SoftmaxBars shown={shown} classes={classes} />
        )}
      </section>
    </>
  );
}

function undecidedOf<Zone>(card: { readonly undecided?: Zone } | undefined): { undecided?: Zone } {
  return card?.undecided === undefined ? {} : { undecided: card.undecided };
}

type SoftmaxBarsProps = { readonly shown: ScanActivations; readonly classes: readonly string[] };

/** e to the logit of each class, over the sum of all. */
function SoftmaxBars({ shown: { logits, probabilities }, classes }: SoftmaxBarsProps) {
  const powers = classes.map((_, index) => Math.exp(logits?.[index] ?? Number.NaN));
  const sum = powers.reduce((all, power) => all + power, 0);
  return (
    <div className="stack">
      <ul className="stack">
        {classes.map((name, index) => (
          <li key={name} className="stack gap-1">
            <span className="row spread dense">
              <span>{name}</span>
              <b>{formatAnswer(probabilities?.[index] ?? Number.NaN)}</b>
            </span>
            <ProbabilityBar
              probability={probabilities?.[index] ?? 0}
              threshold={null}
              className={name}
              classIndex={index}
            />
            <span className="quiet dense">
              logit z = {formatValue(logits?.[index] ?? Number.NaN)}, e<sup>z</sup> = {formatValue(powers[index] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
      <p className="dense">
        Softmax: each e<sup>z</sup> over the sum of all, {formatValue(sum)}. The most probable class is the answer.
      </p>
    </div>
  );
}
