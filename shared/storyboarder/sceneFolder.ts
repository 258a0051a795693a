/** What the folder of a scene in a Storyboarder project tells of it. */
export interface SceneFolder {
  /** As the script counts it; null = it is named otherwise. */
  readonly number: string | null;
  /** Words of the heading, shortened as in the folder's name. */
  readonly heading: string;
}

/** "Scene-1-EXT-A-PLACE-DAY-1-7BUNG" → 1, "EXT A PLACE DAY": number, heading and the id that the script has it by. */
export function readSceneFolder(name: string): SceneFolder {
  const found = /^Scene-([0-9]+[A-Za-z]?)-(.*?)(?:-[0-9]+[A-Za-z]?-[0-9A-Z]{5})?$/.exec(name);
  if (!found) return { number: null, heading: name };
  return { number: found[1] ?? null, heading: (found[2] ?? '').replaceAll(/-+/g, ' ').trim() };
}

/** "1-7BUNG", as Storyboarder numbers a scene in a script → its number and the id that folders are found by. */
export function readSceneNumber(number: string): { readonly number: string; readonly id: string | null } {
  const found = /^([0-9]+[A-Za-z]?)-([0-9A-Z]{5})$/.exec(number);
  return found ? { number: found[1] as string, id: found[2] as string } : { number, id: null };
}

/** Whether a folder is the one of a scene of the script, by its id or, in scripts without, by its number. */
export function isFolderOf(folder: string, scriptNumber: string | null, placeInScript: number): boolean {
  const { number, id } = readSceneNumber(scriptNumber ?? String(placeInScript + 1));
  return id === null ? readSceneFolder(folder).number === number : folder.endsWith(`-${id}`);
}
