/*
 * What files are by the ends of their names, without the dot: enough to offer them and to guess what is meant by a drop. What
 * a file holds is found out when it is read.
 */
export const pictureEndings = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'gif', 'svg'] as const;
export const videoEndings = ['mp4', 'mov', 'webm', 'mkv', 'm4v'] as const;
export const soundEndings = ['wav', 'mp3', 'm4a', 'ogg', 'oga', 'flac', 'aac', 'opus'] as const;
export const scriptEndings = ['fountain', 'fdx', 'txt', 'spmd'] as const;
/** Cuts as editing programs write them. */
export const cutEndings = ['otio', 'otioz', 'xml', 'fcpxml', 'edl'] as const;
/** Seldom met: taken where they are dropped, and not named where files are chosen. */
const seldomScriptEndings = ['fdxt', 'text'] as const;
const projectEndings = ['ekonte', 'ekontez'] as const;

interface Named {
  readonly name: string;
}

function endsIn({ name }: Named, endings: readonly string[]): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && endings.includes(ending);
}

export const isSoundFile = (file: Named): boolean => endsIn(file, soundEndings);

export const isVideoFile = (file: Named): boolean => endsIn(file, videoEndings);

/** Whether it can become a shot. */
export const isShotFile = (file: Named): boolean => endsIn(file, [...pictureEndings, ...videoEndings]);

/** A project folder or a packed project. */
export const isProjectFile = (file: Named): boolean => endsIn(file, projectEndings);

/** A scene of Wonder Unit Storyboarder, or what stands for a project of several. */
export const isStoryboard = (file: Named): boolean =>
  endsIn(file, ['storyboarder']) || file.name.toLowerCase() === 'storyboard.settings';

/** The file of a drop that is a screenplay by its name. Among others it is none: those would be overlooked. */
export function droppedScript<T extends Named>(files: readonly T[]): T | undefined {
  const [file] = files;
  const isScript = file && files.length === 1 && endsIn(file, [...scriptEndings, ...seldomScriptEndings]);
  return isScript ? file : undefined;
}

/** The file of a drop that is a cut by its name; among others it is none. */
export function droppedCut<T extends Named>(files: readonly T[]): T | undefined {
  const [file] = files;
  return file && files.length === 1 && endsIn(file, cutEndings) ? file : undefined;
}
