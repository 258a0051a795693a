import type { ElementRequest } from '../request';
import { placeholder } from './blueprint';

/*
 * Elements, voices, speech and lip-sync: the legacy API's, for both generations. What the project has becomes a thing
 * of Kling's, found again by the hash of its content.
 */

const maxNameCharacters = 20;
const maxDescriptionCharacters = 100;

const tags: Readonly<Record<ElementRequest['type'], string>> = {
  character: 'o_102',
  object: 'o_104',
  place: 'o_106',
  style: 'o_108',
};

export const elementRoute = 'v1/general/advanced-custom-elements';
export const voiceRoute = 'v1/general/custom-voices';
export const speechRoute = 'v1/audio/tts';
export const faceRoute = 'v1/videos/identify-face';
export const lipSyncRoute = 'v1/videos/advanced-lip-sync';

/** What tells one element from another: its pictures in order, or its clip, its voice, and the words sent along. */
export function elementContent(element: ElementRequest, from: 'pictures' | 'clip', views: number): unknown {
  return {
    name: element.name,
    description: description(element),
    type: element.type,
    pictures:
      from === 'pictures' ? element.references.slice(0, views).map(({ fingerprint }) => fingerprint) : [],
    clip: from === 'clip' ? element.clipUrl : null,
    voice: element.voice?.url ?? null,
  };
}

/**
 * The creation of an element: placeholders `view_1` (front), `view_2` … for its pictures.
 * @param voiceId of a voice made before; null = none
 * @param name see assetName
 */
export function encodeElement(
  element: ElementRequest,
  from: 'pictures' | 'clip',
  views: number,
  voiceId: string | null,
  name: string,
): unknown {
  const references = element.references.slice(0, views);
  return {
    element_name: name,
    element_description: description(element),
    ...(from === 'pictures'
      ? {
          reference_type: 'image_refer',
          element_image_list: {
            frontal_image: placeholder('view_1'),
            refer_images: references
              .slice(1)
              .map((_, index) => ({ image_url: placeholder(`view_${index + 2}`) })),
          },
        }
      : {
          reference_type: 'video_refer',
          element_video_list: { refer_videos: [{ video_url: element.clipUrl ?? '' }] },
        }),
    ...(voiceId === null ? {} : { element_voice_id: voiceId }),
    tag_list: [{ tag_id: tags[element.type] }],
  };
}

/** A voice from a sample that Kling can fetch: one clean speaker, 5 to 30 seconds. */
export function encodeVoice(name: string, url: string): unknown {
  return { voice_name: name, voice_url: url };
}

/** One line spoken at once. `speed` 0.8 to 2. */
export function encodeSpeech(line: {
  text: string;
  voiceId: string;
  language: 'zh' | 'en';
  speed: number;
}): unknown {
  return {
    text: line.text,
    voice_id: line.voiceId,
    voice_language: line.language,
    voice_speed: Math.min(2, Math.max(0.8, line.speed)),
  };
}

/** Puts sound into a mouth: times in ms. */
export function encodeLipSync(sync: {
  readonly sessionId: string;
  readonly faceId: string;
  /** Raw base64 of the sound, or the id of a spoken one. */
  readonly sound: { readonly audioId: string } | { readonly base64: string };
  readonly soundMs: number;
  readonly insertAtMs: number;
  /** Of the clip's own sound, 0..2. */
  readonly originalVolume: number;
}): unknown {
  return {
    session_id: sync.sessionId,
    face_choose: [
      {
        face_id: sync.faceId,
        ...('audioId' in sync.sound ? { audio_id: sync.sound.audioId } : { sound_file: sync.sound.base64 }),
        sound_start_time: 0,
        sound_end_time: sync.soundMs,
        sound_insert_time: sync.insertAtMs,
        sound_volume: 1,
        original_audio_volume: sync.originalVolume,
      },
    ],
    external_task_id: placeholder('submission'),
  };
}

/**
 * At most 20 characters: the name, then six digits of the content's hash. These calls take no name of a submission:
 * what reached Kling before an answer was lost is found in its list by this one.
 */
export function assetName(name: string, contentHash: string): string {
  const mark = contentHash.slice(0, 6);
  const room = maxNameCharacters - mark.length - 1;
  const short = [...name.trim().replace(/\s+/g, ' ')].slice(0, room).join('').trim();
  return short === '' ? mark : `${short} ${mark}`;
}

function description({ notes, keepNotes, name }: ElementRequest): string {
  const words = [notes, keepNotes]
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '')
    .join('. ');
  return [...(words === '' ? name : words)].slice(0, maxDescriptionCharacters).join('').trim();
}
