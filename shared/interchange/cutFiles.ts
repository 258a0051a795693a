import type { MediaId, ShotId } from '../document/ids';
import type { Media } from '../document/records';
import { fileNameOf } from '../media/fileName';
import { freeName } from '../shots/freeName';
import { safeFileStem } from '../shots/names';
import { convertFrames, frames } from '../time/frames';
import type { Rate } from '../time/rate';
import { soundOf } from '../timeline/model';
import type { CutMedia } from './cutTimeline';

/** A file that lies in the media folder beside a timeline. */
export interface CutFile {
  /** In the folder. */
  readonly name: string;
  readonly from: CutFileSource;
}

export type CutFileSource =
  /** The picture at a frame of the shot, counted from its first. */
  | { readonly type: 'still'; readonly shotId: ShotId; readonly offsetFrames: number }
  /** The shot as a clip, with so many frames more before and behind. */
  | {
      readonly type: 'clip';
      readonly shotId: ShotId;
      readonly headFrames: number;
      readonly tailFrames: number;
    }
  | { readonly type: 'copy'; readonly mediaId: MediaId };

export interface CutPlace {
  /** Name of the folder beside the timeline. */
  readonly folderName: string;
  /** Media of the project go into the folder, too. */
  readonly copiesMedia: boolean;
  /** Where the file of a media is on this machine, absolute; undefined = nowhere, or it is not there. */
  readonly pathOf: (media: Media) => string | undefined;
}

/** Names the files of a cut: no two are the same, and each can be a name on every system. */
export class CutFiles {
  readonly #place: CutPlace;
  readonly #rate: Rate;
  readonly #names = new Set<string>();
  readonly #known = new Map<MediaId, CutMedia>();
  /** In the order they were asked for. */
  readonly files: CutFile[] = [];
  /** Media whose files are not there. */
  readonly missing: Media[] = [];

  /** @param rate of the cut */
  constructor(place: CutPlace, rate: Rate) {
    this.#place = place;
    this.#rate = rate;
  }

  /** A file to be made. @param stem wanted name without its ending */
  made(
    stem: string,
    ending: string,
    from: CutFileSource,
    facts: Pick<CutMedia, 'key' | 'kind' | 'lengthFrames' | 'rate' | 'size'>,
  ): CutMedia {
    const name = this.#add(stem, ending, from);
    return { ...facts, name, path: this.#below(name), startFrame: frames(0), sound: null };
  }

  /** The file of a media of the project. */
  ofProject(media: Media): CutMedia {
    const known = this.#known.get(media.id);
    if (known) return known;
    const { copiesMedia, pathOf } = this.#place;
    const path = pathOf(media);
    if (path === undefined) this.missing.push(media);
    const ownName = path === undefined ? media.name : fileNameOf(path);
    const name =
      copiesMedia && path !== undefined
        ? this.#add(stemOf(media.name), endingOf(ownName), { type: 'copy', mediaId: media.id })
        : ownName;
    const { content } = media;
    const sound = soundOf(media);
    const made: CutMedia = {
      key: media.id,
      kind: content.type === 'image' ? 'still' : content.type,
      name,
      path: path === undefined ? null : copiesMedia ? this.#below(name) : path,
      lengthFrames: this.#lengthOf(content),
      rate: content.type === 'video' ? content.rate : null,
      startFrame: frames(0),
      size: content.type === 'sound' ? null : { width: content.width, height: content.height },
      sound: sound && { channels: sound.channels, sampleRate: sound.sampleRate },
    };
    this.#known.set(media.id, made);
    return made;
  }

  #lengthOf(content: Media['content']): number | null {
    if (content.type === 'image') return null;
    if (content.type === 'video') return convertFrames(content.frameCount, content.rate, this.#rate);
    // The last frame may sound only in part.
    const { sampleCount, sampleRate } = content.sound;
    return Math.ceil((sampleCount * this.#rate.num) / (sampleRate * this.#rate.den));
  }

  #add(stem: string, ending: string, from: CutFileSource): string {
    const name = `${freeName(safeFileStem(stem), this.#names)}${ending}`;
    this.files.push({ name, from });
    return name;
  }

  #below(name: string): string {
    return `${this.#place.folderName}/${name}`;
  }
}

const ending = /\.[A-Za-z0-9]{1,8}$/;
const stemOf = (name: string): string => name.replace(ending, '');
const endingOf = (name: string): string => ending.exec(name)?.[0] ?? '';
