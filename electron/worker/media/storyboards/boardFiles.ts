import { dirname, join, resolve, sep } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { BoardFile, BoardOfFile } from '@shared/storyboarder/boardFile';
import { realPathBelow } from '../storeFile';

/** A picture of a board, at the place of its file. */
interface PlacedPicture {
  readonly name: string;
  readonly opacity: number;
  readonly path: string;
}

/** A board with the files that are there for it. */
export interface PlacedBoard {
  readonly board: BoardOfFile;
  readonly pictures: readonly PlacedPicture[];
  readonly sound: string | null;
}

/** Why a file that a scene names does not come in. */
export interface LackingFile {
  readonly name: string;
  readonly error: CodedError;
}

/** Names shown in messages; a hostile file may have them as long as a book. */
const shownName = (name: string): string => (name.length > 120 ? `${name.slice(0, 119)}…` : name);

/**
 * The files of a scene's boards: they lie in `images` beside it. What is named and is not there, or lies outside of the scene's folder,
 * is told. Where none of a board's layers is there, its preview is taken.
 * @param scenePath of the `.storyboarder` file
 */
export async function placeBoards(
  scenePath: string,
  scene: BoardFile,
): Promise<{ readonly boards: readonly PlacedBoard[]; readonly lacking: readonly LackingFile[] }> {
  const finder = new SceneFiles(dirname(scenePath));
  const boards: PlacedBoard[] = [];
  for (const [index, board] of scene.boards.entries()) boards.push(await finder.place(board, index + 1));
  return { boards, lacking: finder.lacking };
}

class SceneFiles {
  readonly lacking: LackingFile[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async place(board: BoardOfFile, number: number): Promise<PlacedBoard> {
    const pictures: PlacedPicture[] = [];
    const missing: string[] = [];
    const drawing = board.drawing === null ? undefined : await this.#find(board.drawing);
    for (const { name, file, opacity } of board.pictures) {
      const path = await this.#find(file);
      if (path === undefined) missing.push(file);
      else pictures.push({ name, opacity, path });
    }
    // Behind the notes, which are drawn upon it.
    if (drawing !== undefined) {
      const at = pictures.findIndex(({ name }) => name === 'Notes');
      pictures.splice(at < 0 ? pictures.length : at, 0, { name: 'Drawing', opacity: 1, path: drawing });
    }
    const hasPicture = pictures.length > 0;
    const poster = hasPicture || board.poster === null ? undefined : await this.#find(board.poster);
    const isNeeded = missing.length > 0 || board.photoshop !== null;
    if (poster !== undefined && isNeeded) pictures.push({ name: 'Preview', opacity: 1, path: poster });
    for (const file of missing) this.#tellMissing(file, number);
    if (board.photoshop !== null && !hasPicture)
      this.#tell(
        board.photoshop,
        'unsupported',
        `"${shownName(board.photoshop)}" of board ${number} is a Photoshop file, which is not read${poster === undefined ? '. Save it as PNG and drop that on the board' : ': its preview was taken instead'}.`,
      );
    return { board, pictures, sound: await this.#sound(board, number) };
  }

  async #sound({ sound }: BoardOfFile, number: number): Promise<string | null> {
    if (sound === null) return null;
    const path = await this.#find(sound);
    if (path === undefined) this.#tellMissing(sound, number);
    return path ?? null;
  }

  /** Below the scene's folder only, with links followed. */
  async #find(file: string): Promise<string | undefined> {
    if (file.includes('\0')) return undefined;
    const path = join(this.#folder, 'images', file);
    return isBelow(this.#folder, path) ? realPathBelow(this.#folder, path) : undefined;
  }

  #tellMissing(file: string, number: number): void {
    const name = shownName(file);
    const path = join(this.#folder, 'images', file);
    if (!isBelow(this.#folder, path)) {
      const message = `"${name}" of board ${number} lies outside of the storyboard's folder: it was left out.`;
      this.#tell(file, 'refused', message);
      return;
    }
    this.#tell(file, 'notFound', `"${name}" of board ${number} is not in the storyboard's folder "images".`);
  }

  #tell(name: string, code: 'notFound' | 'refused' | 'unsupported', message: string): void {
    this.lacking.push({ name: shownName(name), error: new CodedError(code, message) });
  }
}

const isBelow = (folder: string, path: string): boolean => resolve(path).startsWith(resolve(folder) + sep);
