const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const dates = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** 4600 -> '4,600'; '–' for a count that is not known. */
export function formatCount(count: number): string {
  return Number.isNaN(count) ? '–' : counts.format(count);
}

/** (1, 'scan') -> '1 scan'; (4600, 'scan') -> '4,600 scans'. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 0.9712 -> '97.1 %'. */
export function formatPercent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–';
}

/** A difference of shares, in points: 0.031 -> '+3.1', -0.004 -> '−0.4'. */
export function formatPoints(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(1)}`;
}

/** 0.9312 -> '0.93'. Never rounds to a certainty that is not there: 0.9996 -> '0.99', 0.0004 -> '0.01'. */
export function formatProbability(probability: number, digits = 2): string {
  if (!Number.isFinite(probability)) return '–';
  const least = 10 ** -digits;
  const uncertain = probability > 0 && probability < 1;
  return (uncertain ? Math.min(1 - least, Math.max(least, probability)) : probability).toFixed(digits);
}

/** The value of a metric or an end of its interval: '92.1 %' or '0.931'; a dash where it is undefined. */
export function formatMetric(value: number, unit: 'percent' | 'fraction'): string {
  return unit === 'percent' ? formatPercent(value) : formatProbability(value, 3);
}

/** 0.00012345 -> '1.23e-4', 0.4123 -> '0.412'. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return 'not a number';
  return loss !== 0 && Math.abs(loss) < 1e-3 ? loss.toExponential(2) : loss.toFixed(3);
}

/** 40 -> '40 s', 125 -> '2 min 5 s', 3780 -> '1 h 3 min'. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** 'about 40 s'; coarse on purpose, so that it does not flicker. */
export function formatAbout(seconds: number): string {
  const coarse =
    seconds < 20 ? Math.ceil(seconds) : seconds < 120 ? Math.ceil(seconds / 5) * 5 : Math.ceil(seconds / 60) * 60;
  return `about ${formatDuration(coarse).replace(' 0 s', '')}`;
}

/** 'about 40 s left' */
export function formatTimeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'time left not known yet';
  return seconds < 1 ? 'almost done' : `${formatAbout(seconds)} left`;
}

/** 312.4 -> '312 scans/s'. */
export function formatRate(scansPerSecond: number): string {
  if (!Number.isFinite(scansPerSecond) || scansPerSecond <= 0) return '– scans/s';
  return `${scansPerSecond < 10 ? scansPerSecond.toFixed(1) : formatCount(scansPerSecond)} scans/s`;
}

/** Decimal units, as file managers show them: 1234567 -> '1.2 MB'. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** An ISO 8601 time in the reader's zone: '23 Nov 2026, 08:15'. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '–' : dates.format(date);
}
