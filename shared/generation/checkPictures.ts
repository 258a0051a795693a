import { elementUse, takesPictures } from './elementUse';
import type { Model } from './model';
import type { Problem } from './problems';
import { megabytes, problem } from './problemWords';
import type { ElementRequest, GenerationRequest, MediaPicture, PictureSource } from './request';

/** Each picture by itself: format, size, weight, ratio. */
export function checkPictures(request: GenerationRequest, model: Model): Problem[] {
  const { picture: limit } = model;
  if (!limit) return [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const check = (picture: MediaPicture, what: string, maxBytes: number, element: ElementRequest | null) => {
    if (picture.isFitted || seen.has(picture.mediaId)) return;
    seen.add(picture.mediaId);
    const reason = pictureProblem(picture, { ...limit, maxBytes });
    if (!reason) return;
    problems.push(
      problem('pictureOutOfBounds', `${what} ${reason}`, {
        elementId: element?.elementId ?? null,
        mend: {
          title: 'Send it in a fitting size',
          action: { type: 'fitPicture', mediaId: picture.mediaId },
        },
      }),
    );
  };
  const frame = (source: PictureSource | null, what: string) => {
    if (source?.type === 'media') check(source, what, limit.maxBytes, null);
    // A board is painted at the project's size.
    else if (source) {
      const { width, height } = request.frameSize;
      const reason = pictureProblem({ width, height, byteSize: 0, mimeType: 'image/jpeg' }, limit);
      if (reason) problems.push(problem('frameOutOfBounds', `${what} ${reason}`));
    }
  };
  frame(request.firstFrame, 'The first frame');
  frame(request.lastFrame, 'The last frame');
  if (takesPictures(model)) {
    for (const [index, picture] of request.pictures.entries())
      check(picture, `Reference picture ${index + 1}`, limit.maxBytes, null);
  }
  for (const element of request.elements) {
    const use = elementUse(element, model);
    if (use === 'words' || use === 'clipElement') continue;
    const used =
      use === 'element'
        ? element.references.slice(0, 1 + (model.element?.otherViews.max ?? 0))
        : element.references.slice(0, 1);
    const maxBytes = use === 'element' ? (model.element?.maxPictureBytes ?? limit.maxBytes) : limit.maxBytes;
    for (const [index, picture] of used.entries())
      check(picture, `Picture ${index + 1} of ${element.name}`, maxBytes, element);
  }
  return problems;
}

/** What is wrong with a picture by itself, going on from its name; null = nothing. */
function pictureProblem(
  { width, height, byteSize, mimeType }: Pick<MediaPicture, 'width' | 'height' | 'byteSize' | 'mimeType'>,
  { minSide, maxBytes, ratio, mimeTypes }: NonNullable<Model['picture']>,
): string | null {
  if (!mimeTypes.includes(mimeType)) return 'is neither JPEG nor PNG.';
  if (Math.min(width, height) < minSide) return `is ${width} × ${height}; each side needs ${minSide} pixels.`;
  if (byteSize > maxBytes) return `has ${megabytes(byteSize)}; at most ${megabytes(maxBytes)} are taken.`;
  const value = width / height;
  if (value < ratio.min || value > ratio.max)
    return `is ${width} × ${height}: too ${value > 1 ? 'wide' : 'tall'}. Cut it to at most 2.5 to 1.`;
  return null;
}
