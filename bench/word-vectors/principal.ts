import { seeded } from '../../tests/random.ts';
import { dot, normalize } from './fit.ts';

const rounds = 30;

/** The mean of vectors, and the directions in which they differ most, the foremost first. */
export type Axes = { readonly mean: Float32Array; readonly axes: readonly Float32Array[] };

/** The principal axes, by orthogonal iteration on the covariance. */
export function principalAxes(vectors: readonly Float32Array[], count: number): Axes {
  const size = vectors[0]?.length ?? 0;
  const mean = new Float32Array(size);
  for (const vector of vectors) {
    for (let at = 0; at < size; at += 1) {
      mean[at] = (mean[at] as number) + (vector[at] as number) / vectors.length;
    }
  }
  const covariance = Array.from({ length: size }, () => new Float32Array(size));
  for (const vector of vectors) {
    const centred = vector.map((value, at) => value - (mean[at] as number));
    for (const [at, row] of covariance.entries()) {
      const factor = centred[at] as number;
      for (let other = 0; other < size; other += 1) {
        row[other] = (row[other] as number) + factor * (centred[other] as number);
      }
    }
  }
  const random = seeded(1);
  let axes = Array.from({ length: count }, () =>
    Float32Array.from({ length: size }, () => random() - 0.5),
  );
  for (let round = 0; round < rounds; round += 1) {
    axes = axes.map((axis) => Float32Array.from(covariance, (row) => dot(row, axis)));
    orthonormalize(axes);
  }
  return { mean, axes };
}

/** A vector seen along the axes. */
export const along = ({ mean, axes }: Axes, vector: Float32Array): Float32Array => {
  const centred = vector.map((value, at) => value - (mean[at] as number));
  return Float32Array.from(axes, (axis) => dot(axis, centred));
};

function orthonormalize(axes: readonly Float32Array[]): void {
  for (const [at, axis] of axes.entries()) {
    for (const before of axes.slice(0, at)) {
      const share = dot(axis, before);
      for (let each = 0; each < axis.length; each += 1) {
        axis[each] = (axis[each] as number) - share * (before[each] as number);
      }
    }
    normalize(axis);
  }
}
