import { useMemo, useState } from 'react';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { type DescribedTraining, type KerasLine, kerasCode } from '../../../../../model/kerasCode.ts';
import { coursePreset as course } from '../../../../../model/presets.ts';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../../components/useAttempt.tsx';
import { DownloadModel } from '../../../../DownloadModel.tsx';
import { jobs } from '../../../../workspace/jobs.ts';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import styles from './code.module.css';
import { commonLines } from './diffLines.ts';
import { lineWords } from './lineWords.ts';

/** The course's code beside that of the chosen network; a line that is pressed says what it is. */
export function CodeView({ subject: { network } }: StepProps) {
  const training = useMemo(() => trainingOf(network), [network]);
  const ours = useMemo(() => (training ? kerasCode(training) : []), [training]);
  const courses = useMemo(() => kerasCode({ ...course, classCount: network.classes.length }), [network.classes.length]);
  const common = useMemo(() => commonLines(courses.map(textOf), ours.map(textOf)), [courses, ours]);
  const [chosen, setChosen] = useState<ChosenLine | null>(null);
  if (!training) return null;
  const { network: spec, preprocessing } = chosen?.side === 'course' ? course : training;
  const words = chosen && lineWords(chosen.of, spec, inspectNetwork(spec, preprocessing, training.classCount));
  return (
    <>
      <div className={classNames('framed stack gap-1', styles.meaning)} role="status">
        {words ? (
          <>
            <b>{words.title}</b>
            <p>{words.meaning}</p>
            {words.cost ? <p className="quiet">{words.cost}</p> : null}
          </>
        ) : (
          <p className="quiet">Press a line. Those with a mark at their left are not in the other text.</p>
        )}
      </div>
      <div className={classNames('fields', styles.columns)}>
        <Listing
          title="The course"
          lines={courses}
          same={new Set(common.map(([left]) => left))}
          side="course"
          {...{ chosen }}
          onChoose={setChosen}
        />
        <Listing
          title={network.name}
          lines={ours}
          same={new Set(common.map(([, right]) => right))}
          side="chosen"
          {...{ chosen }}
          onChoose={setChosen}
        />
      </div>
      <TakeAway network={network} text={ours.map(textOf).join('\n')} />
    </>
  );
}

function textOf({ code }: KerasLine): string {
  return code;
}

/** As it was trained; one that was not, as the course would. */
function trainingOf({ network, preprocessing, classes, model }: LearnNetwork): DescribedTraining | null {
  const hyperparameters = model?.card.hyperparameters ?? course?.hyperparameters;
  return hyperparameters ? { network, preprocessing, hyperparameters, classCount: Math.max(2, classes.length) } : null;
}

type ChosenLine = { readonly side: 'course' | 'chosen'; readonly of: NonNullable<KerasLine['of']> };

type ListingProps = Pick<ChosenLine, 'side'> & {
  readonly title: string;
  readonly lines: readonly KerasLine[];
  /** Places of the lines that the other text has, too. */
  readonly same: ReadonlySet<number>;
  readonly chosen: ChosenLine | null;
  readonly onChoose: (chosen: ChosenLine) => void;
};

function Listing({ title, side, lines, same, chosen, onChoose }: ListingProps) {
  const isChosen = (of: KerasLine['of']) => chosen?.side === side && of === chosen.of;
  return (
    <section className="stack" aria-label={`Keras code: ${title}`}>
      <h2>{title}</h2>
      <ol className={classNames('framed', styles.lines)}>
        {lines.map(({ code, of }, place) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            key={place}
            className={classNames(!same.has(place) && styles.other, isChosen(of) && styles.chosen)}
          >
            {of === null ? (
              <span> </span>
            ) : (
              <button
                type="button"
                className="bare lights"
                aria-pressed={isChosen(of)}
                onClick={() => onChoose({ side, of })}
              >
                {code}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The code to the clipboard, and the network as a file. */
function TakeAway({ network, text }: { readonly network: LearnNetwork; readonly text: string }) {
  const { attempt, failure } = useAttempt();
  const [said, setSaid] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid('Copied.');
  };
  const { model } = network;
  return (
    <div className="row">
      <Button onClick={() => void attempt(copy)}>Copy the code</Button>
      {model ? (
        <DownloadModel name={model.name} attempt={attempt} write={(target) => jobs.downloadModel(model.id, target)}>
          Download the trained network
        </DownloadModel>
      ) : (
        <p className="quiet">Train this network to save it as a Keras file or with a Flask service.</p>
      )}
      <StatusLine>{said}</StatusLine>
      {failure}
      {model ? (
        <p className={classNames('quiet dense', styles.note)}>
          ‘Use elsewhere’ has the Keras file, a script that trains on in Python, and the Flask service, each with the
          preprocessing in it: a scan that is prepared otherwise gets another answer.
        </p>
      ) : null}
    </div>
  );
}
