import { medianOf } from './spread.js';

/** Something that was looked at again and again. */
export interface Sample {
  /** Seconds since the first look. */
  at: number;
  value: number;
}

export interface Trend {
  /** Of the straight line nearest to all samples (least squares). */
  perMinute: number;
  firstThird: number;
  lastThird: number;
  most: number;
  flat: boolean;
}

/** Less is within what garbage collection moves up and down. */
const GROWTH = 0.1;

/**
 * Flat: neither the line through all samples nor the median of the last third stands more than a tenth above the first
 * third. The line alone would blame one late peak, the thirds alone a step in the middle.
 */
export function trendOf(samples: readonly Sample[]): Trend {
  if (samples.length < 3) throw new RangeError(`a trend needs three samples, not ${samples.length}`);
  const third = Math.floor(samples.length / 3);
  const values = samples.map(({ value }) => value);
  const firstThird = medianOf(values.slice(0, third));
  const lastThird = medianOf(values.slice(-third));
  const perSecond = slopeOf(samples);
  const grown = perSecond * (samples.at(-1)!.at - samples[0]!.at);
  return {
    perMinute: perSecond * 60,
    firstThird,
    lastThird,
    most: values.reduce((most, value) => Math.max(most, value)),
    flat: Math.max(grown, lastThird - firstThird) <= GROWTH * firstThird,
  };
}

function slopeOf(samples: readonly Sample[]): number {
  const meanOf = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const at = meanOf((sample) => sample.at);
  const value = meanOf((sample) => sample.value);
  const along = samples.reduce((sum, sample) => sum + (sample.at - at) * (sample.value - value), 0);
  const spread = samples.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0);
  return spread === 0 ? 0 : along / spread;
}
