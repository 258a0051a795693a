import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { Committed, ImportedFile, ImportReply } from '@shared/rpc/table';
import type { BoardImport, StoryboardImport } from '@shared/storyboarder/storyboardImport';
import { answerOf, FileIntake, type ImportEnvironment, type LinkChoice } from '../fileIntake';
import { type Brought, importCalls } from '../importCalls';
import { walkPaths } from '../walkPaths';
import type { LackingFile, PlacedBoard } from './boardFiles';
import type { FoundStoryboards } from './findStoryboards';
import { type ReadStoryboards, readStoryboards } from './readScenes';

/**
 * One import of storyboards of Wonder Unit Storyboarder, as one edit: their pictures and sounds come in as any files do, then shots
 * with boards are made of them. What is missing is answered for by name, and the rest comes in.
 */
export class StoryboardSession {
  readonly #environment: ImportEnvironment;
  readonly #found: FoundStoryboards;
  readonly #choice: LinkChoice;
  readonly #signal: AbortSignal;

  constructor(
    environment: ImportEnvironment,
    found: FoundStoryboards,
    choice: LinkChoice,
    signal: AbortSignal,
  ) {
    this.#environment = environment;
    this.#found = found;
    this.#choice = choice;
    this.#signal = signal;
  }

  /** @throws CodedError `cancelled`, `readOnly`, `diskFull` */
  async run(): Promise<ImportReply> {
    const read = await readStoryboards(this.#found, this.#signal);
    const files = read.scenes.flatMap(({ boards }) => boards.flatMap(filesOf));
    const intake = new FileIntake(this.#environment, this.#choice, this.#signal);
    const candidates = await walkPaths(files, {
      threads: this.#environment.copyThreads,
      signal: this.#signal,
    });
    return intake.take(candidates, async (brought, outcomes) => {
      const media = new Map(
        outcomes.flatMap((each) => ('media' in each ? [[each.path, each.media] as const] : [])),
      );
      const told = [
        ...outcomes.map(answerOf),
        ...[...read.lacking, ...wrongKinds(read, media)].map(lackingAnswer),
      ];
      const committed = read.scenes.length > 0 ? await this.#commit(read, brought, media) : null;
      return { files: told, committed };
    });
  }

  #commit(read: ReadStoryboards, brought: Brought, media: ReadonlyMap<string, Media>): Promise<Committed> {
    const { port } = this.#environment;
    const args: StoryboardImport = {
      screenplay: read.screenplay,
      rate: read.rate,
      aspect: read.aspect,
      scenes: read.scenes.map(({ heading, scriptIndex, boards }) => ({
        heading,
        scriptIndex,
        boards: boards.map((board) => boardImport(board, media)),
      })),
    };
    const calls = [
      ...importCalls(port.document, brought, { as: 'media' }),
      { command: 'storyboard.import', args },
    ];
    return port.runCommands(calls, { source: 'user', label: `Import ${this.#found.name}` });
  }
}

const filesOf = ({ pictures, sound }: PlacedBoard): string[] => [
  ...pictures.map(({ path }) => path),
  ...(sound === null ? [] : [sound]),
];

const isPicture = (media: Media | undefined): media is Media => media?.content.type === 'image';
const isSound = (media: Media | undefined): media is Media =>
  media !== undefined && media.content.type !== 'image' && (media.content.sound?.sampleCount ?? 0) > 0;

function boardImport(
  { board, pictures, sound }: PlacedBoard,
  media: ReadonlyMap<string, Media>,
): BoardImport {
  const { startsShot, ms, action, notes, dialogue } = board;
  const layers = pictures.flatMap(({ name, opacity, path }) => {
    const picture = media.get(path);
    return isPicture(picture) ? [{ name, opacity, mediaId: picture.id }] : [];
  });
  const heard = sound === null ? undefined : media.get(sound);
  return { startsShot, ms, action, notes, dialogue, layers, soundId: isSound(heard) ? heard.id : null };
}

/** Files that came in and cannot be what the board says they are: they are in the media list. */
function wrongKinds({ scenes }: ReadStoryboards, media: ReadonlyMap<string, Media>): LackingFile[] {
  const wrong = (found: Media, what: string): LackingFile => {
    const message = `"${found.name}" is no ${what}, as its board has it: it is in the media list only.`;
    return { name: found.name, error: new CodedError('unsupported', message) };
  };
  return scenes.flatMap(({ boards }) =>
    boards.flatMap(({ pictures, sound }) => {
      const seen = pictures.flatMap(({ path }) => media.get(path) ?? []);
      const heard = sound === null ? undefined : media.get(sound);
      return [
        ...seen.filter((found) => !isPicture(found)).map((found) => wrong(found, 'picture')),
        ...(heard && !isSound(heard) ? [wrong(heard, 'sound')] : []),
      ];
    }),
  );
}

function lackingAnswer({ name, error: { code, message } }: LackingFile): ImportedFile {
  return { ok: false, name, code, message };
}
