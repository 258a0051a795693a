import type { ShotId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import type { Preset } from '@shared/generation/job';
import type { PictureLanding } from '@shared/generation/stills/landing';
import type { JsonValue, PicturesGo } from '../providers/provider';
import type { JobRow } from './jobTable';

/** What a person asks for when clips or pictures are to be made. */
export interface ClipWish {
  readonly shotIds: readonly ShotId[];
  readonly provider: string;
  readonly preset: Preset;
  /** The provider's own choices. */
  readonly settings?: JsonValue | null;
  /** The cost of all together that the person has seen and said yes to; absent = it is asked for. */
  readonly approved?: Cost | null;
  /** Where pictures go; absent = they become takes. */
  readonly landAs?: PictureLanding | undefined;
  /** A folder they are written to instead. */
  readonly folder?: PictureFolder | undefined;
}

export interface PictureFolder {
  readonly path: string;
  readonly mayReplace: boolean;
  /** File names of each shot's pictures, in order. */
  readonly names: ReadonlyMap<ShotId, readonly string[]>;
}

/** Where the pictures of a group of shots go; undefined = they become takes. */
export function landingOf({ landAs, folder }: ClipWish, shotIds: readonly ShotId[]): PicturesGo | undefined {
  if (!folder) return landAs && { as: landAs };
  const { path, mayReplace } = folder;
  return { as: 'folder', path, mayReplace, names: shotIds.flatMap((id) => folder.names.get(id) ?? []) };
}

/** Whether a yes to a cost is a yes to these jobs: the same unit, and no more of it. */
export function covers(approved: Cost | null, rows: readonly JobRow[]): boolean {
  const costs = rows.flatMap(({ estimate }) => estimate ?? []);
  if (!approved || costs.some(({ unit }) => unit !== approved.unit)) return false;
  return costs.reduce((sum, { amount }) => sum + amount, 0) <= approved.amount + 1e-9;
}
