import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { formatDate } from '../../../components/text/format.ts';

/** 0.0312 -> '0.031'; what is smaller than a thousandth is said so. */
export function formatP(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** The names of models, with their date where two are called alike, with a number where that does not tell them apart. */
export function distinctNames(models: readonly Pick<ModelSummary, 'name' | 'createdAt'>[]): string[] {
  const dated = withMore(
    models.map(({ name }) => name),
    (place) => formatDate(models[place]?.createdAt ?? ''),
  );
  return withMore(dated, (place) => String(place + 1));
}

function withMore(names: readonly string[], more: (place: number) => string): string[] {
  return names.map((name, place) =>
    names.filter((other) => other === name).length > 1 ? `${name}, ${more(place)}` : name,
  );
}
