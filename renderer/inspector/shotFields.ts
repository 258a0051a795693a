/** The value that all have in common, or undefined when they differ. */
export function sharedValue<T, V>(items: readonly T[], read: (item: T) => V): V | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  const value = read(first);
  return rest.every((item) => Object.is(read(item), value)) ? value : undefined;
}

/** Lens set in mm as cinematographers choose from (field.md §3.4). */
export const commonLensesMm = [14, 18, 21, 24, 28, 35, 40, 50, 65, 75, 85, 100, 135, 200] as const;

/** Horizontal angle of view in degrees: 2·atan(sensor width / 2f). */
export function angleOfViewDeg(focalMm: number, sensorWidthMm: number): number {
  return (2 * Math.atan(sensorWidthMm / (2 * focalMm)) * 180) / Math.PI;
}
