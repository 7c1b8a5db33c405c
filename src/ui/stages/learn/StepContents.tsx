import { classNames } from '../../components/classNames.ts';
import styles from './LearnStage.module.css';
import { goToStep } from './place.ts';
import { STEPS } from './steps.ts';

/** Every step by its number; the one that is shown by its title, too. */
export function StepContents({ index }: { readonly index: number }) {
  return (
    <nav aria-label="Contents">
      <ol className={classNames('row gap-1', styles.contents)}>
        {STEPS.map(({ slug, title }, place) => (
          <li key={slug}>
            <a
              href={`#/learn/${slug}`}
              className={classNames(place < index && styles.seen)}
              aria-current={place === index ? 'step' : undefined}
              aria-label={`${place + 1} ${title}`}
              title={title}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault(); // by the address, with scan and network in it
                goToStep(slug);
              }}
            >
              {place + 1}
              {place === index ? <span>{title}</span> : null}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
