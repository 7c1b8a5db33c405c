import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { ModelDetail, ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';

type ExploreProps = {
  readonly model: ModelSummary;
  readonly predictions: NonNullable<ModelDetail['predictions']>;
  /** The test scans that the results above are of. */
  readonly test: Predictions;
  /** Null for more than two classes. */
  readonly threshold: number | null;
};

/** Cards that are fetched and made by need, each behind its button. */
const CARDS: readonly {
  readonly name: string;
  readonly about: string;
  readonly Card: ComponentType<ExploreProps>;
}[] = [
  {
    name: 'Failures',
    about: 'Missed scans, then false alarms, the surest first',
    Card: lazy(async () => ({ default: (await import('./failures/FailuresCard.tsx')).FailuresCard })),
  },
  {
    name: 'Labels that look wrong',
    about: 'Scans of which the network is sure otherwise, to relabel or exclude',
    Card: lazy(async () => ({ default: (await import('./failures/LabelSuspectsCard.tsx')).LabelSuspectsCard })),
  },
  {
    name: 'Map of the scans',
    about: 'All scans by what the network makes of them',
    Card: lazy(async () => ({ default: (await import('./map/MapCard.tsx')).MapCard })),
  },
  {
    name: 'Fields that the network knows',
    about: 'Whether format, size or source can be read from it within one class',
    Card: lazy(async () => ({ default: (await import('./map/FieldProbesCard.tsx')).FieldProbesCard })),
  },
];

/** What asks further: which scans it got wrong, whose label looks wrong, what is alike. */
export function ExploreCards(props: ExploreProps) {
  const [opened, setOpened] = useState<readonly string[]>([]);
  return CARDS.map(({ name, about, Card }) =>
    opened.includes(name) ? (
      <Suspense key={name} fallback={null}>
        <Card {...props} />
      </Suspense>
    ) : (
      <div key={name} className="row">
        <Button onClick={() => setOpened([...opened, name])}>{name}</Button>
        <span className="quiet dense">{about}</span>
      </div>
    ),
  );
}
