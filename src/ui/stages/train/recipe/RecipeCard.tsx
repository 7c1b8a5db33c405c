import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { classHash } from '../../../../dataset/edits/version.ts';
import { METRICS, type MetricKey } from '../../../../evaluation/metrics/metrics.ts';
import {
  type ClassComparison,
  compareClasses,
  figuresThatDiffer,
  type Recipe,
  recipeOf,
  settingsThatDiffer,
} from '../../../../model/card/recipe.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { formatCount, formatCounted, formatMetric } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useDraft } from '../settings/draft/draftStore.ts';
import { closeRecipe, takeOver, useRecipe } from './recipeStore.ts';

/** A training that is being repeated: what is the same here, and afterwards whether the figures are. */
export function RecipeCard({ dataSet }: { readonly dataSet: DataSetView }) {
  const opened = useRecipe();
  const draft = useDraft();
  const models = useWorkspace((state) => state.models);
  if (!opened) return null;
  const { recipe, at } = opened;
  const changed = settingsThatDiffer(recipe, settingsOf(draft.request));
  const { backend, device, axial } = recipe.software;
  return (
    <Card
      title="Repeat a training"
      aside={
        <Button variant="quiet" onClick={closeRecipe}>
          Close the recipe
        </Button>
      }
    >
      <DefinitionList
        entries={[
          ['Recipe', recipe.name],
          ['Data', <DataLine key="data" recipe={recipe} dataSet={dataSet} />],
          [
            'Settings',
            changed.length === 0 ? (
              'as in the recipe'
            ) : (
              <ChangedSettings key="changed" changed={changed} recipe={recipe} />
            ),
          ],
          ['Made with', `Axial ${axial}, ${backend}, ${device}. Another backend can change the last digits.`],
        ]}
      />
      <Outcome recipe={recipe} repeated={repetitionOf(recipe, models, at)} />
    </Card>
  );
}

function settingsOf({ startFrom, ...request }: TrainingRequest): Parameters<typeof settingsThatDiffer>[0] {
  if (!startFrom) return request;
  const { modelId: _, ...parent } = startFrom;
  return { ...request, parent };
}

/** The newest model that was trained by the recipe since it was opened. */
function repetitionOf(recipe: Recipe, models: readonly ModelSummary[], since: string): ModelSummary | null {
  return (
    models.find(
      ({ card, createdAt, imported }) =>
        !imported && createdAt > since && settingsThatDiffer(recipe, recipeOf(card)).length === 0,
    ) ?? null
  );
}

function ChangedSettings({ changed, recipe }: { readonly changed: readonly string[]; readonly recipe: Recipe }) {
  const startMissing = changed.includes('initial weights') && recipe.parent;
  return (
    <>
      <span className="caution">
        {startMissing
          ? `It began with ${startMissing.name}, which is not in this browser: import it under Models.`
          : `Changed here: ${new Intl.ListFormat('en').format(changed)}.`}
      </span>{' '}
      <Button small variant="quiet" onClick={() => takeOver(recipe)}>
        Take over again
      </Button>
    </>
  );
}

function DataLine({ recipe, dataSet }: { readonly recipe: Recipe; readonly dataSet: DataSetView }) {
  const compared = useLatestQuery({ recipe, version: dataSet.version.hash }, async () =>
    dataSet.version.hash === recipe.data.fingerprint ? null : compareClasses(recipe, await classesOf(dataSet)),
  );
  if (compared.step !== 'answered') return 'Comparing the hashes of the scans…';
  const total = formatCounted(dataSet.scans.length, 'scan');
  if (compared.value === null) return `the same ${total}, by their hashes`;
  const differing = compared.value.filter(({ same, wanted, here }) => same === false || wanted !== here);
  if (differing.length === 0) return `${total} of the same classes; something that was excluded differs`;
  return <span className="caution">{differing.map(classWords).join('; ')}</span>;
}

async function classesOf({ classes, scans }: DataSetView): Promise<Recipe['data']['classes']> {
  return Promise.all(
    classes.map(async (name) => {
      const count = scans.filter(({ className }) => className === name).length;
      return { name, scans: count, sha256: await classHash(scans, name) };
    }),
  );
}

function classWords({ name, wanted, here }: ClassComparison): string {
  if (here === null) return `${name} is missing (${formatCounted(wanted ?? 0, 'scan')})`;
  if (wanted === null) return `${name} is not in the recipe`;
  if (wanted === here) return `${name}: ${formatCounted(here, 'scan')} as in the recipe, but others`;
  return `${name}: ${formatCount(here)} scans instead of ${formatCount(wanted)}`;
}

function Outcome({ recipe, repeated }: { readonly recipe: Recipe; readonly repeated: ModelSummary | null }) {
  if (!repeated) return <p className="quiet dense">Press Train: afterwards the figures are compared here.</p>;
  const differing = figuresThatDiffer(recipe.figures, repeated.card.figures);
  if (differing === null)
    return (
      <StatusLine>
        {repeated.name} is trained. Its test set is sealed or the recipe has no test figures: open it in Evaluate to
        compare.
      </StatusLine>
    );
  const of = `${formatCounted(repeated.card.figures.n, `${repeated.card.figures.of ?? 'test'} scan`)}`;
  if (differing.length === 0) return <StatusLine tone="good">Same figures, on {of}.</StatusLine>;
  return (
    <StatusLine tone="caution">
      On {of}:{' '}
      {differing
        .map(({ key, was, is }) => `${labelOf(key)} ${shown(key, is)} instead of ${shown(key, was)}`)
        .join('; ')}
      .
    </StatusLine>
  );
}

function isMetric(key: string): key is MetricKey {
  return key in METRICS;
}

function labelOf(key: string): string {
  return isMetric(key) ? METRICS[key].label : key;
}

function shown(key: string, value: number): string {
  return isMetric(key) ? formatMetric(value, METRICS[key].unit) : String(value);
}
