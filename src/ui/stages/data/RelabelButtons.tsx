import { DisabledButton } from '../../components/DisabledButton.tsx';
import { Select } from '../../components/form/Select.tsx';
import { oncePerPress } from '../../components/oncePerPress.ts';

/** More classes than this are a list to choose from. */
const MOST_BUTTONS = 5;

type RelabelButtonsProps = {
  readonly classes: readonly string[];
  /** 'Relabel as': goes on with the name of a class. */
  readonly intro: string;
  readonly resting?: boolean;
  readonly onChoose: (className: string) => void;
};

/** Asks for the class that something is to have. */
export function RelabelButtons({ classes, intro, resting = false, onChoose }: RelabelButtonsProps) {
  if (classes.length > MOST_BUTTONS) {
    const choose = { value: '', label: 'choose a class' };
    return (
      <Select
        label={intro}
        value=""
        disabled={resting}
        options={[choose, ...classes.map((name) => ({ value: name, label: name }))]}
        onChange={(className) => {
          if (className !== '') onChoose(className);
        }}
      />
    );
  }
  return classes.map((className) => (
    <DisabledButton key={className} small resting={resting} {...oncePerPress(() => onChoose(className))}>
      {intro} {className}
    </DisabledButton>
  ));
}
