import type { Shot, transitionTypes } from '../document/records';
import { speechSeconds } from '../planner/speech';
import { frames, secondsToFrames } from '../time/frames';
import type { Rate } from '../time/rate';
import {
  cutText,
  maxLine,
  maxText,
  type ScriptAction,
  type ScriptDialogue,
  type ScriptItem,
  type ScriptScene,
} from './screenplay';

export const shotWays = ['scene', 'action', 'rules'] as const;
/** What becomes shots of a new scene: the whole of it, each paragraph of action, or what the rules of Plan Shots propose. */
export type ShotWay = (typeof shotWays)[number];

export interface ScriptShot {
  readonly action: string;
  readonly lines: readonly ScriptDialogue[];
  /** As "DISSOLVE TO:"; '' = a plain cut. */
  readonly transition: string;
}

export const isDialogue = (item: ScriptItem): item is ScriptDialogue => item.type === 'dialogue';
export const isAction = (item: ScriptItem): item is ScriptAction => item.type === 'action';

/** How a line is said, all that the script tells of it. */
export function deliveryOf({ extension, isDual, delivery }: ScriptDialogue): string {
  const parts = [extension, isDual ? 'at the same time' : '', delivery];
  return cutText(parts.filter((part) => part !== '').join('; '), maxLine);
}

/** All that happens in a scene, as one shot has it. */
export const wholeAction = (items: readonly ScriptItem[]): string =>
  cutText(
    items
      .filter(isAction)
      .map(({ text }) => text)
      .join('\n'),
    maxText,
  );

/** A shot of a whole scene, or of each paragraph of action with what is said behind it; at least one. */
export function shotsOfScene({ items }: ScriptScene, way: 'scene' | 'action', opening: string): ScriptShot[] {
  if (way === 'scene')
    return [{ action: wholeAction(items), lines: items.filter(isDialogue), transition: opening }];
  const shots: { action: string | null; lines: ScriptDialogue[]; transition: string }[] = [];
  let transition = opening;
  for (const item of items) {
    const last = shots.at(-1);
    if (item.type === 'transition') transition = item.text;
    else if (item.type === 'dialogue' && last && transition === '') last.lines.push(item);
    else {
      const isSpeech = item.type === 'dialogue';
      shots.push({ action: isSpeech ? null : item.text, lines: isSpeech ? [item] : [], transition });
      transition = '';
    }
  }
  if (shots.length === 0) shots.push({ action: null, lines: [], transition });
  return shots.map(({ action, ...shot }) => ({ ...shot, action: action ?? '' }));
}

/** For each scene how it is cut to: by what it begins with itself, or what the scene before it ends with; '' = plainly. */
export function openingsOf(scenes: readonly ScriptScene[]): string[] {
  return scenes.map(({ items }, index) => {
    const own = items[0]?.type === 'transition' ? items[0].text : '';
    const before = scenes[index - 1]?.items.at(-1);
    return own || (before?.type === 'transition' ? before.text : '');
  });
}

/** Seconds that a shot stands: what is said in it, and what happens about as long as it takes to read. */
export function secondsOf({ action, lines }: ScriptShot): number {
  const spoken = lines.reduce((sum, { text }) => sum + speechSeconds(text) + 0.7, 0);
  const seen = action === '' ? 0 : speechSeconds(action) + 0.8;
  return Math.round(Math.min(1_800, Math.max(2, spoken + seen)) * 2) / 2;
}

type TransitionType = (typeof transitionTypes)[number];
const transitionWords: readonly (readonly [pattern: RegExp, type: TransitionType, isLong: boolean])[] = [
  [/\bFADE IN\b|\bFADE UP\b/i, 'fadeIn', true],
  [/\bFADE (?:TO|OUT)\b.*\bWHITE\b|\bDIP TO WHITE\b|\bBURN TO WHITE\b/i, 'dipToWhite', true],
  [/\bFADE (?:TO|OUT)\b|\bDIP TO BLACK\b/i, 'dipToBlack', true],
  [/\bDISSOLVE\b/i, 'dissolve', true],
  [/\bWIPE\b/i, 'wipe', true],
  [/\bIRIS\b/i, 'iris', true],
  [/\bWHIP\b|\bSWISH\b/i, 'whip', false],
  [/\bMATCH\b/i, 'match', false],
  [/\bSMASH\b/i, 'smash', false],
  [/\bJUMP\b/i, 'jump', false],
];

/** A second where it takes time; null = a plain cut, or nothing that we know. */
export function transitionOf(words: string, rate: Rate): Shot['transitionIn'] {
  const known = transitionWords.find(([pattern]) => pattern.test(words));
  return known ? { type: known[1], lengthFrames: known[2] ? secondsToFrames(1, rate) : frames(0) } : null;
}
