import { type ComponentType, lazy, Suspense, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { NextIcon, PreviousIcon } from '../../components/icons.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import styles from './LearnStage.module.css';
import { NetworkPicture } from './picture/NetworkPicture.tsx';
import { goToStep } from './place.ts';
import { CHOSEN_SCAN, type LearnStep, NEVER, type StepProps } from './step.ts';
import { STEPS } from './steps.ts';
import type { Subject } from './subject/subject.ts';
import { useTeaching } from './teaching.ts';

type StepPageProps = {
  readonly index: number;
  readonly step: LearnStep;
  /** Null while the scan is being chosen. */
  readonly subject: Subject | null;
};

/** One step: its words, what there is to do, its question, and the way on. */
export function StepPage({ index, step, subject }: StepPageProps) {
  const View = viewOf(step);
  return (
    <div className={classNames('stack gap-5', styles.lesson)}>
      <article className={classNames('stack gap-4', styles.step)} data-wide={step.wide ?? false}>
        <header className={styles.title}>
          <p className="quiet dense" role="status">
            Step {index + 1} of {STEPS.length}
            <span className="visually-hidden">: {step.title}</span>
          </p>
          <h1>{step.title}</h1>
        </header>
        <div className={styles.words}>{step.words}</div>
        <div className={classNames('stack gap-4', styles.view)}>
          <Suspense fallback={<QueryState failure={null}>Loading the step</QueryState>}>
            {subject ? <View subject={subject} /> : null}
          </Suspense>
        </div>
        <Question key={step.slug} step={step} />
        <TurnPages index={index} />
      </article>
      <aside className={styles.picture} aria-label="The network">
        {subject ? <PictureOfStep key={step.slug} {...{ step, subject }} /> : null}
      </aside>
    </div>
  );
}

/** Made once for each step: a lazy component that was made anew would be fetched anew. */
const views = new Map<string, ComponentType<StepProps>>();

function viewOf({ slug, view }: LearnStep): ComponentType<StepProps> {
  const known = views.get(slug) ?? lazy(view);
  views.set(slug, known);
  return known;
}

/** Made anew for each step: which scan it is about is a hook of the step's own. */
function PictureOfStep({ step: { picturedScan = CHOSEN_SCAN }, subject }: StepProps & { readonly step: LearnStep }) {
  const key = picturedScan();
  return <NetworkPicture scanKey={key ?? subject.scan.key} network={subject.network} />;
}

/** Made anew for each step: what the answer waits for is a hook of the step's own. */
function Question({ step: { question, answer, answerWaits = NEVER } }: { readonly step: LearnStep }) {
  const [shown, setShown] = useState(false);
  const waits = answerWaits.useWaits();
  const { answersHidden } = useTeaching();
  return (
    <section className={classNames('stack start', styles.question)} aria-label="Question">
      <p className="strong">{question}</p>
      {answersHidden ? null : waits ? (
        <p className="quiet dense">{answerWaits.untilThen}</p>
      ) : (
        <Button small aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the answer' : 'Show the answer'}
        </Button>
      )}
      {shown && !answersHidden ? <div className={styles.answer}>{answer}</div> : null}
    </section>
  );
}

function TurnPages({ index }: { readonly index: number }) {
  const [previous, next] = [STEPS[index - 1], STEPS[index + 1]];
  return (
    <nav className={classNames('row spread', styles.turn)} aria-label="Previous and next step">
      {previous ? (
        <Button onClick={() => goToStep(previous.slug)} title={previous.title}>
          <PreviousIcon /> Previous
        </Button>
      ) : (
        <span />
      )}
      {next ? (
        <Button variant="primary" onClick={() => goToStep(next.slug)} title={next.title}>
          Next: {next.title} <NextIcon />
        </Button>
      ) : null}
    </nav>
  );
}
