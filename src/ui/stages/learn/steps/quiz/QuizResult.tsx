import { MetricTile, MetricTiles } from '../../../../charts/MetricTile.tsx';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { ScanCanvas } from '../../../../components/image/ScanCanvas.tsx';
import { Table } from '../../../../components/table/Table.tsx';
import { formatPercent } from '../../../../components/text/format.ts';
import { useThumbnail } from '../../../../workspace/thumbnails.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import styles from './quiz.module.css';
import { comparisonWords, networkCalls, type QuizScore, scoreOf } from './quizScore.ts';
import type { QuizScan } from './tenScans.ts';
import { useFocus } from './useFocus.ts';

type QuizResultProps = {
  readonly scans: readonly QuizScan[];
  readonly called: readonly number[];
  readonly network: LearnNetwork;
  readonly onAgain: () => void;
};

/** The student, the network and the labels side by side. */
export function QuizResult({ scans, called, network, onAgain }: QuizResultProps) {
  const networks = networkCalls(scans, network.threshold);
  const you = scoreOf(called, scans);
  const its = networks && scoreOf(networks, scans);
  const result = useFocus(true);
  return (
    <>
      <MetricTiles>
        <ScoreTile name="You" score={you} />
        {its ? <ScoreTile name="The network" score={its} /> : null}
      </MetricTiles>
      <p ref={result} tabIndex={-1} role="status">
        {its ? comparisonWords(you, its) : 'The network has not learned yet. Train it, and it calls the same scans.'}
      </p>
      <div className={classNames('panel', styles.result)}>
        <Table caption="Each scan: label, you, network">
          <thead>
            <tr>
              <th scope="col">Scan</th>
              <th scope="col">Label</th>
              <th scope="col">You</th>
              {networks ? <th scope="col">Network</th> : null}
            </tr>
          </thead>
          <tbody>
            {scans.map(({ sha256, label }, index) => (
              <tr key={sha256}>
                <th scope="row">
                  <Thumb sha256={sha256} number={index + 1} />
                </th>
                <td>{network.classes[label]}</td>
                <Call called={called[index] ?? -1} {...{ label }} classes={network.classes} />
                {networks ? <Call called={networks[index] ?? -1} {...{ label }} classes={network.classes} /> : null}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <div>
        <Button variant="primary" onClick={onAgain}>
          Ten others
        </Button>
      </div>
    </>
  );
}

function ScoreTile({ name, score: { right, of, accuracy } }: { readonly name: string; readonly score: QuizScore }) {
  const [low, high] = [accuracy?.low ?? 0, accuracy?.high ?? 1].map((share) => formatPercent(share, 0));
  return <MetricTile name={name} value={`${right} of ${of}`} interval={`${low?.replace(' %', '')} to ${high} right`} />;
}

function Thumb({ sha256, number }: { readonly sha256: string; readonly number: number }) {
  return <ScanCanvas thumbnail={useThumbnail(sha256)} label={`Scan ${number}`} className={styles.thumb} />;
}

type CallProps = { readonly called: number; readonly label: number; readonly classes: readonly string[] };

function Call({ called, label, classes }: CallProps) {
  const right = called === label;
  return (
    <td className={classNames(!right && 'danger strong')}>
      <span aria-hidden="true">{right ? '✓' : '✗'}</span> {classes[called] ?? '–'}
      <span className="visually-hidden">{right ? ', right' : ', wrong'}</span>
    </td>
  );
}
