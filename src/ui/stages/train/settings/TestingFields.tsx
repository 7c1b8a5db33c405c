import {
  type SplitSettings,
  type Testing,
  testedBy,
  testingFields,
  USUAL_FOLDS,
} from '../../../../dataset/split/splitSettings.ts';
import { Select } from '../../../components/form/Select.tsx';
import { editDraft } from './draft/draftStore.ts';
import { Setting } from './Setting.tsx';

type By = Testing['by'] | 'split';

const WAYS: Readonly<Record<By, { readonly label: string; readonly hint: string }>> = {
  split: { label: 'On one split', hint: 'One network. The figure depends on which scans the test set was drawn.' },
  folds: {
    label: 'Cross-validation',
    hint: 'k folds: every scan is tested once, by a network that has not seen it. The networks are kept as one model.',
  },
  repeats: {
    label: 'Several split seeds',
    hint: 'One network for each seed of the split, and the spread of their figures. They are kept as one model.',
  },
  folder: {
    label: 'Leave one source folder out',
    hint: 'Each source folder is held out once. Folders without which a class would be missing are always trained on.',
  },
  format: {
    label: 'Leave one file format out',
    hint: 'Each format is held out once. Formats without which a class would be missing are always trained on.',
  },
};

/** How the network is tested: on one split, or several networks on as many. */
export function TestingFields({ settings: { kind, testing } }: { readonly settings: SplitSettings }) {
  if (kind === 'own') return null;
  const by = testing?.by ?? 'split';
  return (
    <div className="fields">
      <Select
        label="How to test it"
        hint={WAYS[by].hint}
        value={by}
        options={Object.entries(WAYS).map(([value, { label }]) => ({ value, label }))}
        onChange={(chosen) => setTesting(testingOf(chosen as By))}
      />
      {testing && 'count' in testing ? (
        <Setting
          fields={testingFields}
          name="count"
          values={testing}
          onChange={(changed) => setTesting({ ...testing, ...changed })}
        />
      ) : null}
    </div>
  );
}

function testingOf(by: By): Testing | null {
  if (by === 'split') return null;
  return by === 'folds' || by === 'repeats' ? { by, count: USUAL_FOLDS } : { by };
}

function setTesting(testing: Testing | null): void {
  editDraft(({ request, ...draft }) => ({
    ...draft,
    request: { ...request, split: testedBy(request.split, testing) },
  }));
}
