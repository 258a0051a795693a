import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelSchema } from './model';
import { findModel, models, requireModel } from './models';

describe('model files', () => {
  it('are all read, each under its own name', () => {
    const files = readdirSync(new URL('models/', import.meta.url));
    expect(
      models()
        .map(({ id }) => `${id}.json`)
        .sort(),
    ).toEqual(files.sort());
  });

  it.each(models().map((model) => [model.id, model] as const))('%s hangs together', (_id, model) => {
    for (const row of model.price?.rows ?? []) {
      for (const resolution of Object.keys(row.units)) expect(model.resolutions).toContain(resolution);
    }
    // The last row of a price list is for everything.
    if (model.price) expect(model.price.rows.at(-1)?.when).toEqual({});
    for (const resolution of model.resolutions) {
      expect(model.price?.rows.some(({ units }) => units[resolution] !== undefined) ?? true).toBe(true);
    }
    if (model.multiShot) expect(model.makes).toContain('video');
    expect(model.isConfirmed || model.unconfirmed.length > 0).toBe(true);
  });

  it('refuse a field nobody knows', () => {
    expect(modelSchema.safeParse({ ...requireModel('kling-3.0'), maxSecond: 3 }).success).toBe(false);
  });

  it('are asked for by id', () => {
    expect(findModel('kling-9')).toBeUndefined();
    expect(() => requireModel('kling-9')).toThrow('There is no model "kling-9"');
  });
});
