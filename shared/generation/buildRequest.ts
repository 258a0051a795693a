import { type OpticalPose, poseAt } from '../camera/poses';
import { shotCameraPath } from '../camera/shotCamera';
import { cameraWords } from '../camera/words';
import type { DocumentView } from '../document/document';
import type { ElementId, LookId, MediaId, ShotId } from '../document/ids';
import type { DialogueLine, Look, Shot, Voice } from '../document/records';
import { voiceOfLine } from '../elements/lineVoice';
import { selectSequence } from '../shots/sequence';
import { frames } from '../time/frames';
import { shotInputsHash } from './inputsHash';
import { accentName } from './languages';
import { requireModel } from './models';
import type {
  ClipSource,
  DialogueRequest,
  ElementRequest,
  GenerationRequest,
  MediaPicture,
  PictureSource,
  Ratio,
  Resolution,
  ShotRequest,
} from './request';
import { ratios, resolutions } from './request';
import { planSeconds } from './seconds';
import { elementIdsOf, ownElementIds } from './shotElements';

/** What the document does not say: chosen by the person for this run. Everything left out has a sensible default. */
export interface RequestOptions {
  /** An id of models/*.json. */
  readonly model: string;
  readonly output?: GenerationRequest['output'];
  readonly resolution?: Resolution;
  /** Absent = the model's nearest to the project's frame. */
  readonly ratio?: Ratio;
  readonly plannedBy?: GenerationRequest['plannedBy'];
  readonly wholeText?: string | null;
  readonly style?: string;
  /** Absent = on where the model can and a line is spoken. */
  readonly sound?: GenerationRequest['sound'];
  readonly seed?: number | null;
  /**
   * `board`: the first shot's picture as it begins, the last shot's as it ends. Absent = `board` for the first frame
   * where the model takes one and the shot has a picture, `none` for the last.
   */
  readonly firstFrame?: 'none' | 'board' | PictureSource;
  readonly lastFrame?: 'none' | 'board' | PictureSource;
  readonly clip?: ClipSource | null;
  readonly pictureIds?: readonly MediaId[];
  /** Texts of shots as edited in the preview. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Seconds of shots as edited in the preview. */
  readonly seconds?: Readonly<Record<string, number>>;
  /** Elements left out of this run. */
  readonly withoutElementIds?: readonly ElementId[];
  /** Clips of persons by public address, in place of an element's pictures. */
  readonly elementClips?: Readonly<Record<string, string>>;
  /** Voice samples by public address, by element. */
  readonly voiceUrls?: Readonly<Record<string, string>>;
  /** Pictures to be sent in a fitting size and format. */
  readonly fittedIds?: readonly MediaId[];
}

/**
 * What is asked for: the chosen shots as the document has them now. Pure; the same arguments give the same request.
 * Nothing is left out to fit a model: what does not fit is said by `checkRequest`.
 * @param shotIds in any order; asked for in film order, each once
 * @throws MissingRecordError for a strange shot; RangeError for a strange model or no shots
 */
export function buildRequest(
  document: DocumentView,
  shotIds: readonly ShotId[],
  options: RequestOptions,
): GenerationRequest {
  const model = requireModel(options.model);
  const { rate, frameSize, promptPrefix, promptSuffix, negativePrompt } = document.project();
  const chosen = inFilmOrder(document, shotIds);
  const elements = elementsOf(document, chosen, options);
  const elementIds = new Set(elements.map(({ elementId }) => elementId));
  const firstFrame = frameSource(document, chosen[0], 'first', options.firstFrame, model.frames.first);
  const lastFrame = frameSource(document, chosen.at(-1), 'last', options.lastFrame, false);
  const seconds = planSeconds(
    chosen.map(({ lengthFrames }) => lengthFrames),
    rate,
    model,
    { hasFirstFrameOnly: firstFrame !== null && lastFrame === null },
  );
  // The look of the film is said once in a clip, with the first shot whose words are made.
  const first = chosen.findIndex((shot) => overrideOf(shot, options) === null);
  const shots = chosen.map((shot, index) =>
    shotRequest(
      document,
      shot,
      options.seconds?.[shot.id] ?? seconds[index] ?? 0,
      elementIds,
      options,
      index === Math.max(0, first),
    ),
  );
  const resolution = options.resolution ?? defaultResolution(model.resolutions);
  return {
    version: 1,
    output: options.output ?? (model.makes.includes('video') ? { type: 'video' } : oneStill),
    model: model.id,
    rate,
    frameSize,
    resolution,
    ratio: options.ratio ?? nearestRatio(frameSize, model.ratios),
    plannedBy: options.plannedBy ?? 'us',
    wholeText: options.wholeText ?? null,
    style: options.style ?? promptPrefix,
    suffix: promptSuffix,
    avoid: negativePrompt,
    shots,
    elements,
    pictures: (options.pictureIds ?? []).flatMap(
      (mediaId) => mediaPicture(document, mediaId, options.fittedIds) ?? [],
    ),
    firstFrame,
    lastFrame,
    clip: options.clip ?? null,
    sound: options.sound ?? defaultSound(shots, model.sound, resolution, options.clip ?? null),
    seed: options.seed ?? null,
  };
}

const overrideOf = (shot: Shot, { overrides }: RequestOptions): string | null =>
  overrides?.[shot.id] ?? shot.promptText;

const oneStill: GenerationRequest['output'] = { type: 'stills', count: 1, isSeries: false };

function inFilmOrder(document: DocumentView, shotIds: readonly ShotId[]): Shot[] {
  const { byShotId } = selectSequence(document);
  const indexOf = (id: ShotId) => byShotId.get(id)?.index ?? 0;
  const chosen = [...new Set(shotIds)].map((id) => document.require('shot', id));
  if (chosen.length === 0) throw new RangeError('No shots were chosen.');
  return chosen.sort((a, b) => indexOf(a.id) - indexOf(b.id));
}

function shotRequest(
  document: DocumentView,
  shot: Shot,
  seconds: number,
  known: ReadonlySet<string>,
  options: RequestOptions,
  hasFilmStyles: boolean,
): ShotRequest {
  const elementIds = hasFilmStyles ? elementIdsOf(document, shot) : ownElementIds(document, shot);
  const { rate } = document.project();
  const path = shotCameraPath(shot, document.childrenOf('cameraKeyframe', shot.id), rate);
  const span = { firstFrame: shot.sourceInFrames, lengthFrames: shot.lengthFrames };
  const lastFrame = shot.sourceInFrames + shot.lengthFrames - 1;
  return {
    shotId: shot.id,
    sceneId: shot.sceneId,
    label: selectSequence(document).byShotId.get(shot.id)?.label ?? '',
    sourceInFrames: shot.sourceInFrames,
    lengthFrames: shot.lengthFrames,
    seconds,
    size: shot.size,
    angle: shot.angle,
    lensMm: shot.lensMm,
    action: shot.action,
    prompt: shot.prompt,
    avoid: shot.negativePrompt,
    override: overrideOf(shot, options),
    camera: {
      words: cameraWords(path, span),
      from: plainPose(poseAt(path, span.firstFrame)),
      to: plainPose(poseAt(path, lastFrame)),
    },
    dialogue: document.childrenOf('dialogueLine', shot.id).map((line) => dialogueRequest(document, line)),
    elementIds: elementIds.filter((id) => known.has(id)),
    inputsHash: shotInputsHash(document, shot.id),
  };
}

const plainPose = ({ x, y, z, focalMm, rollDeg, panShift, tiltShift }: OpticalPose) => ({
  x,
  y,
  z,
  focalMm,
  rollDeg,
  panShift,
  tiltShift,
});

function dialogueRequest(document: DocumentView, line: DialogueLine): DialogueRequest {
  const speaker = line.speakerId ? document.get('element', line.speakerId) : undefined;
  const voice = voiceOfLine(document, line);
  return {
    lineId: line.id,
    speakerId: speaker?.id ?? null,
    speakerName: speaker?.name ?? '',
    language: line.language,
    accent: line.accent || accentName(line.language) || voice?.accent || '',
    tone: line.deliveryNote || voice?.tone || '',
    text: line.text,
  };
}

function elementsOf(
  document: DocumentView,
  shots: readonly Shot[],
  { withoutElementIds, elementClips, voiceUrls, fittedIds }: RequestOptions,
): ElementRequest[] {
  const left = new Set<string>(withoutElementIds);
  const ids = new Set(shots.flatMap((shot) => elementIdsOf(document, shot)).filter((id) => !left.has(id)));
  const looks = pinnedLooks(document, shots);
  return [...ids].map((id) => {
    const element = document.require('element', id);
    const all = document.childrenOf('look', id);
    const look = all.find((candidate) => candidate.id === looks.get(id)) ?? all[0];
    return {
      elementId: id,
      lookId: look?.id ?? null,
      type: element.type,
      name: element.name,
      lookName: look?.name ?? '',
      notes: element.notes,
      keepNotes: look?.keepNotes ?? '',
      keepText: element.keepText,
      references: look ? referencesOf(document, look, fittedIds) : [],
      clipUrl: elementClips?.[id] ?? null,
      voice: voiceRequest(document, document.childrenOf('voice', id)[0], voiceUrls?.[id] ?? null),
    };
  });
}

function voiceRequest(
  document: DocumentView,
  voice: Voice | undefined,
  url: string | null,
): ElementRequest['voice'] {
  if (!voice) return url === null ? null : { url, sample: null, description: '' };
  const media = voice.sampleMediaId ? document.get('media', voice.sampleMediaId) : undefined;
  const sound = media && media.content.type !== 'image' ? media.content.sound : null;
  return {
    url,
    description: [voice.accent, voice.tone].filter((words) => words !== '').join(', '),
    sample:
      media && sound
        ? {
            mediaId: media.id,
            fingerprint: media.fingerprint,
            byteSize: media.byteSize,
            mimeType: media.mimeType,
            seconds: sound.sampleCount / sound.sampleRate,
          }
        : null,
  };
}

function pinnedLooks(document: DocumentView, shots: readonly Shot[]): ReadonlyMap<ElementId, LookId> {
  const looks = new Map<ElementId, LookId>();
  for (const shot of shots) {
    for (const { content } of document.childrenOf('layer', shot.id)) {
      if (content.type === 'pin' && content.lookId && !looks.has(content.elementId)) {
        looks.set(content.elementId, content.lookId);
      }
    }
  }
  return looks;
}

function referencesOf(
  document: DocumentView,
  look: Look,
  fittedIds: readonly MediaId[] | undefined,
): MediaPicture[] {
  return look.references.flatMap((mediaId) => mediaPicture(document, mediaId, fittedIds) ?? []);
}

/** undefined when it is gone or no picture. */
export function mediaPicture(
  document: DocumentView,
  mediaId: MediaId,
  fittedIds: readonly MediaId[] = [],
): MediaPicture | undefined {
  const media = document.get('media', mediaId);
  if (media?.content.type !== 'image') return undefined;
  const { width, height } = media.content;
  const { fingerprint, byteSize, mimeType } = media;
  const isFitted = fittedIds.includes(mediaId);
  return { type: 'media', mediaId, fingerprint, width, height, byteSize, mimeType, isFitted };
}

function frameSource(
  document: DocumentView,
  shot: Shot | undefined,
  end: 'first' | 'last',
  choice: RequestOptions['firstFrame'],
  isUsual: boolean,
): PictureSource | null {
  if (!shot || choice === 'none') return null;
  if (typeof choice === 'object') return choice;
  const hasPicture = document.childrenOf('layer', shot.id).some(({ isHidden }) => !isHidden);
  if (choice === undefined && !(isUsual && hasPicture)) return null;
  const frame = end === 'first' ? shot.sourceInFrames : shot.sourceInFrames + shot.lengthFrames - 1;
  return { type: 'shotFrame', shotId: shot.id, frame: frames(frame), takeId: null };
}

function defaultSound(
  shots: readonly ShotRequest[],
  sound: ReturnType<typeof requireModel>['sound'],
  resolution: Resolution,
  clip: ClipSource | null,
): GenerationRequest['sound'] {
  if (sound.mode === 'always') return 'on';
  const isPossible =
    sound.mode === 'optional' && clip === null && (sound.onlyAt?.includes(resolution) ?? true);
  return isPossible && shots.some(({ dialogue }) => dialogue.length > 0) ? 'on' : 'off';
}

/** 1080p where there is one; else the first. */
function defaultResolution(offered: readonly Resolution[]): Resolution {
  if (offered.length === 0) return 'project';
  return (
    resolutions.find((resolution) => resolution === '1080p' && offered.includes(resolution)) ??
    (offered[0] as Resolution)
  );
}

/** The offered ratio nearest to the frame's; `project` where any is taken. */
export function nearestRatio(
  { width, height }: { readonly width: number; readonly height: number },
  offered: readonly Ratio[],
): Ratio {
  const distance = (ratio: Ratio) => Math.abs(Math.log(ratioValue(ratio)) - Math.log(width / height));
  const sorted = ratios.filter((ratio) => offered.includes(ratio)).sort((a, b) => distance(a) - distance(b));
  return sorted[0] ?? 'project';
}

/** Width over height of "16:9". NaN for `project`. */
export function ratioValue(ratio: Ratio): number {
  const [width, height] = ratio.split(':').map(Number);
  return (width ?? Number.NaN) / (height ?? Number.NaN);
}
