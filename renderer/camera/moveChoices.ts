import type { ShotId } from '@shared/document/ids';
import type { MoveName } from '@shared/document/records';
import {
  ArrowLeftRight,
  Camera,
  CircleDot,
  Hand,
  type Icon,
  MoveHorizontal,
  MoveVertical,
  RotateCw,
  ZoomIn,
} from '../ui/icons';

/** A family of moves as the panel offers it: clicked again, it goes the other way. */
export interface MoveChoice {
  readonly title: string;
  readonly icon: Icon;
  /** The ways it can go; none = the camera stands still. */
  readonly ways: readonly { readonly name: MoveName; readonly title: string }[];
}

export const moveChoices: readonly MoveChoice[] = [
  { title: 'Static', icon: CircleDot, ways: [] },
  {
    title: 'Pan',
    icon: MoveHorizontal,
    ways: [
      { name: 'panRight', title: 'Right' },
      { name: 'panLeft', title: 'Left' },
    ],
  },
  {
    title: 'Tilt',
    icon: MoveVertical,
    ways: [
      { name: 'tiltUp', title: 'Up' },
      { name: 'tiltDown', title: 'Down' },
    ],
  },
  {
    title: 'Dolly',
    icon: Camera,
    ways: [
      { name: 'dollyIn', title: 'In' },
      { name: 'dollyOut', title: 'Out' },
    ],
  },
  {
    title: 'Zoom',
    icon: ZoomIn,
    ways: [
      { name: 'zoomIn', title: 'In' },
      { name: 'zoomOut', title: 'Out' },
    ],
  },
  {
    title: 'Truck',
    icon: ArrowLeftRight,
    ways: [
      { name: 'truckRight', title: 'Right' },
      { name: 'truckLeft', title: 'Left' },
    ],
  },
  {
    title: 'Roll',
    icon: RotateCw,
    ways: [
      { name: 'rollRight', title: 'Right' },
      { name: 'rollLeft', title: 'Left' },
    ],
  },
  { title: 'Handheld', icon: Hand, ways: [{ name: 'handheld', title: '' }] },
];

/** What a click on a choice asks for: its first way, or the next one when it is already chosen; null = static. */
export function nextMove(choice: MoveChoice, current: MoveName | null): MoveName | null {
  const at = choice.ways.findIndex((way) => way.name === current);
  return choice.ways[(at + 1) % Math.max(1, choice.ways.length)]?.name ?? null;
}

/** The shots a move is given to: the selected ones when what the panel shows is among them, never others out of its sight. */
export function shotsOfMove(selected: readonly ShotId[], shown: ShotId): readonly ShotId[] {
  return selected.includes(shown) ? selected : [shown];
}
