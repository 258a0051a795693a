/** An answer of the server. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What the nodes that save have saved. */
export interface SavedFiles {
  /** The file a video node saves. */
  readonly video?: Uint8Array;
  readonly videoName?: string;
  /** The file a picture node saves. */
  readonly picture?: Uint8Array;
  /** Further pictures of the node's batch. */
  readonly morePictures?: readonly Uint8Array[];
}

/** The outputs of a node that saves, as the history has them. */
export function savedFiles(classType: string, { videoName, morePictures }: SavedFiles): object {
  if (classType === 'SaveVideo' || classType === 'SaveWEBM') {
    const filename = videoName ?? 'clip_00001_.mp4';
    return { images: [{ filename, subfolder: 'video', type: 'output' }], animated: [true] };
  }
  const images = Array.from({ length: 1 + (morePictures?.length ?? 0) }, (_, index) => ({
    filename: `still_${String(index + 1).padStart(5, '0')}_.png`,
    subfolder: '',
    type: 'output',
  }));
  return { images };
}

/** Answers with a saved file; null = there is none of this name. */
export function fileAnswer(name: string, files: SavedFiles): Answer | null {
  const isVideo = name === (files.videoName ?? 'clip_00001_.mp4');
  const bytes = isVideo
    ? files.video
    : [files.picture, ...(files.morePictures ?? [])][Number(/^still_(\d{5})_\.png$/.exec(name)?.[1]) - 1];
  if (!bytes) return null;
  return { status: 200, contentType: isVideo ? 'video/mp4' : 'image/png', bytes: Buffer.from(bytes) };
}

/** The picture of a form. @throws when there is none */
export async function uploadedPicture(
  contentType: string,
  body: Buffer,
): Promise<{ readonly name: string; readonly subfolder: string; readonly bytes: Uint8Array }> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const image = form.get('image');
  if (!(image instanceof File)) throw new Error('no picture');
  const bytes = new Uint8Array(await image.arrayBuffer());
  return { name: image.name, subfolder: String(form.get('subfolder') ?? ''), bytes };
}
