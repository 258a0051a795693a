import { Cast } from './cast';
import type { PlannedShot } from './plannedShot';
import { readSceneText, type ScenePiece } from './sceneText';
import type { SceneToPlan } from './shotPlanner';
import { languageOf, speechSeconds } from './speech';

type Dialogue = Extract<ScenePiece, { type: 'dialogue' }>;

/**
 * Shots for a scene by the habits of film grammar, offline: where we are first, a shot for each beat of action with a size, angle
 * and move that its words ask for, talk as two-shot and then singles that come closer as it heats up. Pure: the same text gives the
 * same shots.
 */
export const planScene = (scene: SceneToPlan): PlannedShot[] => planPieces(scene, readSceneText(scene.text));

/** The same for a scene that is in pieces already. */
export function planPieces(scene: Omit<SceneToPlan, 'text'>, pieces: readonly ScenePiece[]): PlannedShot[] {
  const cast = new Cast(scene);
  const shots: PlannedShot[] = [];
  let talk: Dialogue[] = [];
  const endTalk = (): void => {
    shots.push(...planTalk(talk, cast));
    talk = [];
  };
  for (const piece of pieces) {
    if (piece.type === 'dialogue') talk.push(piece);
    else {
      endTalk();
      for (const beat of beatsOf(piece.text)) shots.push(planBeat(beat, cast, shots.length === 0));
    }
  }
  endTalk();
  const [first] = shots;
  if (first && first.lines.length > 0) shots.unshift(establishing(scene, cast));
  return shots;
}

/** Sentences of a paragraph; short ones go with their neighbour, so that a shot has something to show. */
function beatsOf(paragraph: string): string[] {
  const sentences = paragraph.match(/[^.!?。！？…]+(?:[.!?。！？…]+["”」』)]*|$)/gu) ?? [paragraph];
  const beats: string[] = [];
  for (const sentence of sentences.map((text) => text.trim()).filter((text) => text !== '')) {
    const last = beats.at(-1);
    if (last !== undefined && (isShort(sentence) || isShort(last)) && !asksForCut(sentence)) {
      beats[beats.length - 1] = `${last}${/[。！？]$/.test(last) ? '' : ' '}${sentence}`;
    } else beats.push(sentence);
  }
  return beats;
}

const isShort = (text: string): boolean => speechSeconds(text) < 1.6;
/** "Close on the lantern." is a shot however short it is. */
const asksForCut = (text: string): boolean => sizeCues.some(([pattern]) => pattern.test(text));

type SizeCue = readonly [pattern: RegExp, size: NonNullable<PlannedShot['size']>];

/** Words that name a size outright, the most particular first. */
const sizeCues: readonly SizeCue[] = [
  [/\b(extreme close[- ]?up|ecu)\b|超クローズアップ|大アップ/i, 'ECU'],
  [/\b(close[- ]?up|close on|tight on|cu)\b|クローズアップ|アップ|特写/i, 'CU'],
  [/\b(insert|detail of)\b|インサート/i, 'INS'],
  [/\b(over (the|his|her|their) shoulder|ots)\b|肩越し|肩なめ/i, 'OTS'],
  [/\b(p\.?o\.?v\.?|point of view|through (his|her|their) eyes)\b|主観|見た目/i, 'POV'],
  [/\b(extreme wide|aerial|panorama|establishing)\b|大ロング|空撮|航拍/i, 'EWS'],
  [/\b(wide shot|wide on|wide:)|\bwide\b(?= angle| view)|ロング|引き|远景/i, 'WS'],
  [/\btwo[- ]shot\b|ツーショット/i, '2S'],
];

const bigPlaces =
  /\b(sea|ocean|sky|storm|horizon|landscape|valley|mountains?|city|village|harbou?r|forest|desert|coast|cliffs?|island|stars)\b|海|空|嵐|山|町|街|港|森|砂漠|島|崖|星/i;
const smallThings =
  /\b(eyes?|tears?|lips|fingers?|hands?|ring|key|letter|switch|trigger|button|match|flame|watch|clock|phone|photo|blood|knife|coin)\b|目|涙|唇|指|手|鍵|手紙|炎|時計|写真|血/i;
const feelings =
  /\b(smiles?|frowns?|stares?|weeps?|cr(y|ies)|whispers?|realis|realiz|gasps?|hesitates?|blinks?|sighs?|listens?|afraid|shocked|worried)\b|微笑|泣|見つめ|息をの|ためら|驚|怯/i;
const bodies =
  /\b(walks?|runs?|enters?|leaves?|exits?|climbs?|stands?|sits?|falls?|jumps?|dances?|fights?|crosses|kneels?|turns?|arrives?|rows?|rides?|drives?)\b|歩|走|入|出|登|立|座|倒|跳|踊|戦|渡|漕/i;

function sizeOf(text: string, people: number, isFirst: boolean): NonNullable<PlannedShot['size']> {
  const named = sizeCues.find(([pattern]) => pattern.test(text))?.[1];
  if (named) return named;
  if (people === 0 && isFirst) return 'EWS';
  if (people === 0) return smallThings.test(text) ? 'INS' : bigPlaces.test(text) ? 'WS' : 'INS';
  if (smallThings.test(text) && !bodies.test(text)) return people > 1 ? 'CU' : 'ECU';
  if (feelings.test(text)) return people > 1 ? '2S' : 'MCU';
  if (isFirst) return 'WS';
  if (bodies.test(text)) return people > 1 ? 'WS' : 'FS';
  return people > 1 ? '2S' : 'MS';
}

type AngleCue = readonly [pattern: RegExp, angle: NonNullable<PlannedShot['angle']>];
const angleCues: readonly AngleCue[] = [
  [/\b(from above|overhead|top shot|bird'?s[- ]eye)\b|俯瞰|真上/i, 'Overhead'],
  [/\b(from below|low angle|towers? over|looms?|looks? up)\b|アオリ|見上げ/i, 'Low'],
  [/\b(high angle|looks? down|far below|small under)\b|見下ろ|ハイアングル/i, 'High'],
  [/\b(on the ground|at ground level|crawls?)\b|地面|這/i, 'Ground'],
  [/\b(dutch|tilted|dizzy|reels?|delirious)\b|めまい|ふらつ/i, 'Dutch'],
];

interface MoveCue {
  readonly pattern: RegExp;
  readonly name: NonNullable<PlannedShot['move']>['name'];
  readonly strength: number;
}
/** Camera moves that the words name or call for, the named ones first. */
const moveCues: readonly MoveCue[] = [
  {
    pattern: /\b(push(es)? in|dolly in|moves? in on|track in)\b|寄り|寄る|ドリーイン/i,
    name: 'dollyIn',
    strength: 0.5,
  },
  {
    pattern: /\b(pull(s)? (back|out)|dolly out|track out)\b|引く|ドリーアウト/i,
    name: 'dollyOut',
    strength: 0.5,
  },
  { pattern: /\bzoom(s)? in\b|ズームイン/i, name: 'zoomIn', strength: 0.5 },
  { pattern: /\bzoom(s)? out\b|ズームアウト/i, name: 'zoomOut', strength: 0.5 },
  { pattern: /\bpan(s)? left\b|左へパン/i, name: 'panLeft', strength: 0.5 },
  { pattern: /\b(pan(s)?( right)?|sweeps?( across)?)\b|パン(?!ツ)/i, name: 'panRight', strength: 0.45 },
  {
    pattern: /\b(tilt(s)? up|rises?|climbs?|soars?|looks? up)\b|ティルトアップ|パンアップ|登|昇|見上げ/i,
    name: 'tiltUp',
    strength: 0.4,
  },
  {
    pattern: /\b(tilt(s)? down|falls?|sinks?|descends?|drops?)\b|ティルトダウン|落ち|沈|降り/i,
    name: 'tiltDown',
    strength: 0.4,
  },
  {
    pattern: /\b(runs?|chases?|flees?|races?|fights?|panics?|crash(es)?)\b|走|追|逃|戦/i,
    name: 'handheld',
    strength: 0.45,
  },
  {
    pattern: /\b(walks?|rows?|rides?|drives?|crosses|passes|sails?)\b|歩|漕|渡|通り過ぎ/i,
    name: 'truckRight',
    strength: 0.4,
  },
  {
    pattern: /\b(approach(es)?|realis\w*|realiz\w*|comes? closer|discovers?)\b|近づ|気づ/i,
    name: 'dollyIn',
    strength: 0.35,
  },
  {
    pattern: /\b(leaves?|walks? away|disappears?|alone)\b|去|消え|ひとり/i,
    name: 'dollyOut',
    strength: 0.35,
  },
];

function moveOf(text: string): PlannedShot['move'] {
  const cue = moveCues.find(({ pattern }) => pattern.test(text));
  return cue ? { name: cue.name, strength: cue.strength, easing: 'easeInOut' } : null;
}

function planBeat(text: string, cast: Cast, isFirst: boolean): PlannedShot {
  const people = cast.named(text, 'character');
  const size = sizeOf(text, people.length, isFirst);
  return {
    action: text,
    size,
    angle: angleCues.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    move: moveOf(text) ?? (size === 'EWS' ? { name: 'dollyIn', strength: 0.15, easing: 'easeInOut' } : null),
    // What happens takes about as long as reading it, a little longer where there is much to see.
    seconds: halfSeconds(
      Math.min(8, Math.max(2, speechSeconds(text) + (size === 'EWS' || size === 'WS' ? 1.5 : 0.8))),
    ),
    elementIds: cast.inShot(text),
    lines: [],
  };
}

function establishing({ heading }: Pick<SceneToPlan, 'heading'>, cast: Cast): PlannedShot {
  return {
    action: heading.replace(/^(INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]+/i, '').trim(),
    size: 'EWS',
    angle: null,
    move: { name: 'dollyIn', strength: 0.15, easing: 'easeInOut' },
    seconds: 3,
    elementIds: [...cast.places],
    lines: [],
  };
}

/** A run of talk: both in the picture first where there are two, then singles, closer with every turn and where voices rise. */
function planTalk(talk: readonly Dialogue[], cast: Cast): PlannedShot[] {
  const speakers = [...new Set(talk.map(({ speaker }) => speaker))];
  const speakerIds = speakers.flatMap((speaker) => cast.speaker(speaker) ?? []);
  return turnsOf(talk).map((turn, index) => {
    const [first] = turn;
    const words = turn.map(({ text }) => text).join(' ');
    const isTwo = index === 0 && speakers.length > 1;
    const speakerId = first ? cast.speaker(first.speaker) : null;
    const shown = isTwo ? speakerIds : speakerId ? [speakerId] : [];
    return {
      action: isTwo
        ? `${speakers
            .slice(0, 2)
            .map((speaker) => cast.nameOf(speaker))
            .join(' and ')} talk.`
        : `${first ? cast.nameOf(first.speaker) : 'Somebody'} speaks${first?.delivery ? `, ${first.delivery}` : ''}.`,
      size: isTwo ? '2S' : talkSize(words, index, speakers.length),
      angle: null,
      move: null,
      seconds: halfSeconds(Math.min(15, Math.max(1.5, speechSeconds(words) + 0.7))),
      elementIds: cast.inShot('', shown),
      lines: turn.map((line) => ({
        speakerId: cast.speaker(line.speaker),
        language: languageOf(line.text, cast.language),
        text: line.text,
        deliveryNote: line.delivery,
      })),
    } satisfies PlannedShot;
  });
}

function talkSize(words: string, index: number, speakers: number): NonNullable<PlannedShot['size']> {
  if (/[!！]|[A-Z]{4,}/.test(words)) return 'CU';
  if (speakers > 1 && index === 1) return 'OTS';
  return index < 4 ? 'MS' : 'MCU';
}

/** Lines that share a shot: one speaker's in a row, and a short answer with what it answers. */
function turnsOf(talk: readonly Dialogue[]): Dialogue[][] {
  const turns: Dialogue[][] = [];
  for (const line of talk) {
    const last = turns.at(-1);
    const before = last?.at(-1);
    const together = last ? speechSeconds([...last, line].map(({ text }) => text).join(' ')) : 0;
    const belongs =
      before && (before.speaker === line.speaker || (turns.length === 1 && speechSeconds(line.text) < 1.2));
    if (last && belongs && together < 7) last.push(line);
    else turns.push([line]);
  }
  return turns;
}

const halfSeconds = (seconds: number): number => Math.round(seconds * 2) / 2;
