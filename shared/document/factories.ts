import { type Frames, frames, secondsToFrames } from '../time/frames';
import { idPrefixes } from './ids';
import { defaultNumbering } from './numberingPresets';
import type { IdOf, Kind, Project, RecordOf, Shot } from './records';

/** Makes ids. Passed in, so that the same plan with the same source of ids gives the same diff. */
export type NewId = <K extends keyof typeof idPrefixes>(kind: K) => IdOf<K>;

/** Ids from a source of random text (as nanoid's, letters, digits, `_` and `-`). */
export function idFactory(randomText: () => string): NewId {
  return <K extends keyof typeof idPrefixes>(kind: K) => `${idPrefixes[kind]}_${randomText()}` as IdOf<K>;
}

/** Focal length of the camera at rest where a shot names none, mm. */
export const defaultFocalMm = 35;

type NewRecord<K extends Kind, Required extends keyof RecordOf<K>> = Pick<RecordOf<K>, Required> &
  Partial<Omit<RecordOf<K>, 'kind'>>;

export function createProject(fields: NewRecord<'project', 'name'>): Project {
  return {
    kind: 'project',
    id: 'project' as Project['id'],
    rate: { num: 24, den: 1 },
    frameSize: { width: 1920, height: 1080 },
    startFrame: frames(0),
    isDropFrame: false,
    numbering: defaultNumbering,
    sensorWidthMm: 24.89,
    background: '#000000',
    languages: ['en'],
    code: '',
    episode: '',
    styleElementIds: [],
    promptPrefix: '',
    promptSuffix: '',
    negativePrompt: '',
    ...fields,
  };
}

export function createScene(fields: NewRecord<'scene', 'id' | 'order'>): RecordOf<'scene'> {
  return {
    kind: 'scene',
    heading: '',
    notes: '',
    number: null,
    act: '',
    sequence: '',
    isOmitted: false,
    colour: null,
    ...fields,
  };
}

export function createShot(fields: NewRecord<'shot', 'id' | 'sceneId' | 'order' | 'lengthFrames'>): Shot {
  return {
    kind: 'shot',
    sourceInFrames: frames(0),
    size: null,
    angle: null,
    lensMm: null,
    action: '',
    notes: '',
    prompt: '',
    status: 'draft',
    colour: null,
    move: null,
    handheld: null,
    activeTakeId: null,
    number: null,
    transitionIn: null,
    promptText: null,
    negativePrompt: '',
    clipJoin: 'auto',
    customFields: {},
    ...fields,
  };
}

export function createLayer(
  fields: NewRecord<'layer', 'id' | 'shotId' | 'order' | 'name' | 'content'>,
): RecordOf<'layer'> {
  return {
    kind: 'layer',
    depth: 1,
    transform: { x: 0.5, y: 0.5, scale: 1, rotationDeg: 0, flipX: false },
    opacity: 1,
    isHidden: false,
    isLocked: false,
    boardId: null,
    linkId: null,
    ...fields,
  };
}

export function createCameraKeyframe(
  fields: NewRecord<'cameraKeyframe', 'id' | 'shotId' | 'frame'>,
): RecordOf<'cameraKeyframe'> {
  return {
    kind: 'cameraKeyframe',
    x: 0,
    y: 0,
    z: 0,
    focalMm: defaultFocalMm,
    rollDeg: 0,
    panShift: 0,
    tiltShift: 0,
    interpolation: 'bezier',
    ease: { x1: 0.42, y1: 0, x2: 0.58, y2: 1 },
    ...fields,
  };
}

export function createElement(
  fields: NewRecord<'element', 'id' | 'order' | 'type' | 'name'>,
): RecordOf<'element'> {
  return { kind: 'element', notes: '', keepText: '', ...fields };
}

export function createLook(fields: NewRecord<'look', 'id' | 'elementId' | 'order'>): RecordOf<'look'> {
  return { kind: 'look', name: '', references: [], keepNotes: '', ...fields };
}

export function createDialogueLine(
  fields: NewRecord<'dialogueLine', 'id' | 'shotId' | 'order' | 'text'>,
): RecordOf<'dialogueLine'> {
  return {
    kind: 'dialogueLine',
    speakerId: null,
    language: 'en',
    accent: '',
    deliveryNote: '',
    voiceId: null,
    span: null,
    ...fields,
  };
}

export function createTrack(fields: NewRecord<'track', 'id' | 'order' | 'type' | 'name'>): RecordOf<'track'> {
  return { kind: 'track', isMuted: false, gainDb: 0, ...fields };
}

export function createClip(
  fields: NewRecord<'clip', 'id' | 'trackId' | 'mediaId' | 'startFrame' | 'lengthFrames'>,
): RecordOf<'clip'> {
  return { kind: 'clip', sourceInSamples: 0, gainDb: 0, dialogueLineId: null, spokenText: null, ...fields };
}

export function createBoard(fields: NewRecord<'board', 'id' | 'shotId' | 'frame'>): RecordOf<'board'> {
  return { kind: 'board', name: '', action: '', notes: '', ...fields };
}

export function createStroke(
  fields: NewRecord<'stroke', 'id' | 'layerId' | 'order' | 'points'>,
): RecordOf<'stroke'> {
  return { kind: 'stroke', tool: 'pen', colour: '#000000', width: 0.003, opacity: 1, ...fields };
}

export function createVoice(
  fields: NewRecord<'voice', 'id' | 'elementId' | 'order' | 'name'>,
): RecordOf<'voice'> {
  return {
    kind: 'voice',
    language: 'en',
    accent: '',
    tone: '',
    sampleMediaId: null,
    synthesis: null,
    ...fields,
  };
}

export function createMarker(fields: NewRecord<'marker', 'id' | 'frame'>): RecordOf<'marker'> {
  return { kind: 'marker', lengthFrames: frames(0), name: '', notes: '', colour: '#e8a54b', ...fields };
}

export function createComment(
  fields: NewRecord<'comment', 'id' | 'shotId' | 'text' | 'createdAtMs'>,
): RecordOf<'comment'> {
  return { kind: 'comment', frame: null, author: '', isResolved: false, ...fields };
}

export function createCustomField(
  fields: NewRecord<'customField', 'id' | 'order' | 'name'>,
): RecordOf<'customField'> {
  return { kind: 'customField', type: 'text', choices: [], ...fields };
}

export function createMediaRoot(
  fields: NewRecord<'mediaRoot', 'id' | 'order' | 'name'>,
): RecordOf<'mediaRoot'> {
  return { kind: 'mediaRoot', ...fields };
}

/** What a new picture is on screen for: three seconds, rounded to frames. */
export function defaultShotLength(rate: Project['rate']): Frames {
  return frames(Math.max(1, secondsToFrames(3, rate)));
}
