import { checkPictures } from './checkPictures';
import { elementUse, type InputCounts, inputCounts } from './elementUse';
import type { CountRule, Model } from './model';
import type { Mend, Problem } from './problems';
import { counted, megabytes, problem, seconds } from './problemWords';
import type { GenerationRequest } from './request';

/** Pictures, elements, frames and clips: how many, together with what, and each by itself. */
export function checkInputs(request: GenerationRequest, model: Model): Problem[] {
  return [
    ...checkFrames(request, model),
    ...checkClip(request, model),
    ...checkCounts(request, model),
    ...checkElements(request, model),
    ...checkPictures(request, model),
  ];
}

function checkFrames(
  { firstFrame, lastFrame, resolution, shots }: GenerationRequest,
  model: Model,
): Problem[] {
  const problems: Problem[] = [];
  const { frames, name } = model;
  const without = (which: 'first' | 'last') => ({
    title: `Without the ${which} frame`,
    action: { type: 'dropFrame' as const, which },
  });
  if (firstFrame && !frames.first) {
    problems.push(problem('noFirstFrame', `${name} takes no first frame.`, { mend: without('first') }));
  }
  if (!lastFrame) return problems;
  const shotId = shots.at(-1)?.shotId ?? null;
  if (!frames.last) {
    problems.push(problem('noLastFrame', `${name} takes no last frame.`, { shotId, mend: without('last') }));
  } else if (!firstFrame && model.provider === 'kling') {
    problems.push(
      problem('lastFrameAlone', `${name} takes a last frame only together with a first one.`, {
        shotId,
        mend: { title: 'Add the first frame', action: { type: 'useBoard', which: 'first' } },
      }),
    );
  } else if (frames.lastOnlyAt && !frames.lastOnlyAt.includes(resolution)) {
    const [needed] = frames.lastOnlyAt;
    problems.push(
      problem(
        'lastFrameNotHere',
        `${name} takes a last frame at ${frames.lastOnlyAt.join(', ')} only, not at ${resolution}.`,
        {
          shotId,
          mend: needed
            ? { title: `Use ${needed}`, action: { type: 'setResolution', resolution: needed } }
            : without('last'),
        },
      ),
    );
  }
  return problems;
}

function checkClip(request: GenerationRequest, model: Model): Problem[] {
  const { clip, sound, shots, plannedBy } = request;
  if (!clip) return [];
  const { video, name } = model;
  const drop = { title: 'Without the clip', action: { type: 'dropClip' as const } };
  if (!video) return [problem('noClip', `${name} takes no clip as input.`, { mend: drop })];
  const problems: Problem[] = [];
  if (clip.source.type === 'media' && video.isByUrlOnly) {
    problems.push(
      problem(
        'clipNeedsAddress',
        `${name} fetches clips from a public address; a file of this machine cannot be sent. Put it on the web and give its address.`,
        { mend: drop },
      ),
    );
  }
  if (clip.source.type === 'media') problems.push(...checkClipFacts(clip.source, model));
  if (!video.uses.includes(clip.use)) {
    problems.push(
      problem(
        'noClipUse',
        `${name} cannot ${clip.use === 'edit' ? 'change a clip' : 'be guided by a clip'}.`,
        { mend: drop },
      ),
    );
    return problems;
  }
  const rules = video[clip.use];
  // Sound that a clip excludes is said of by the check of sound.
  if (sound !== 'on' && !rules.sound.includes(sound)) {
    problems.push(
      problem(
        'clipSound',
        `With a clip to ${clip.use === 'edit' ? 'change' : 'follow'}, ${name} takes the sound ${rules.sound.join(' or ')} only.`,
        {
          mend: { title: 'Switch sound off', action: { type: 'setSound', sound: 'off' } },
        },
      ),
    );
  }
  const isSeveral = plannedBy === 'us' && shots.length > 1;
  if (clip.use === 'edit') {
    if (!video.edit.withFrames && (request.firstFrame || request.lastFrame)) {
      problems.push(
        problem('framesWithClip', `When ${name} changes a clip, there is no first or last frame.`, {
          mend: {
            title: 'Without frames',
            action: { type: 'dropFrame', which: request.lastFrame ? 'last' : 'first' },
          },
        }),
      );
    }
    if (!video.edit.withMultiShot && (isSeveral || plannedBy === 'model')) {
      problems.push(
        problem('shotsWithClip', `When ${name} changes a clip, the result is one shot.`, {
          mend: isSeveral
            ? splitGroup(request)
            : { title: 'Plan the shots here', action: { type: 'setPlannedBy', plannedBy: 'us' } },
        }),
      );
    }
  } else {
    if (request.lastFrame && !video.guide.withLastFrame) {
      problems.push(
        problem('lastFrameWithClip', `${name} takes no last frame together with a clip.`, {
          mend: { title: 'Without the last frame', action: { type: 'dropFrame', which: 'last' } },
        }),
      );
    }
    if (isSeveral && video.guide.multiShot !== 'any') {
      const canPlan = video.guide.multiShot === 'planned by the model';
      problems.push(
        problem(
          'shotsWithClip',
          canPlan
            ? `Guided by a clip, ${name} plans the cuts of several shots itself.`
            : `Guided by a clip, ${name} makes one shot.`,
          {
            mend: canPlan
              ? { title: 'Let the model plan the cuts', action: { type: 'setPlannedBy', plannedBy: 'model' } }
              : splitGroup(request),
          },
        ),
      );
    }
  }
  return problems;
}

function splitGroup({ shots }: GenerationRequest): { title: string; action: Mend } {
  return {
    title: 'Send in several jobs',
    action: { type: 'splitGroup', shotIds: shots.map(({ shotId }) => shotId) },
  };
}

function checkClipFacts(
  source: Extract<NonNullable<GenerationRequest['clip']>['source'], { type: 'media' }>,
  { video, name }: Model,
): Problem[] {
  if (!video) return [];
  const problems: Problem[] = [];
  const say = (message: string) => problems.push(problem('clipOutOfBounds', message));
  if (!video.mimeTypes.includes(source.mimeType)) say(`The clip is no MP4 or MOV file, as ${name} needs it.`);
  if (source.byteSize > video.maxBytes)
    say(`The clip has ${megabytes(source.byteSize)}; ${name} takes ${megabytes(video.maxBytes)}.`);
  if (source.seconds < video.seconds.min || source.seconds > video.seconds.max) {
    say(
      `The clip lasts ${seconds(source.seconds)}; ${name} takes ${video.seconds.min} to ${video.seconds.max}.`,
    );
  }
  const [short, long] = [Math.min(source.width, source.height), Math.max(source.width, source.height)];
  if (short < video.side.min || long > video.side.max) {
    say(
      `The clip is ${source.width} × ${source.height}; ${name} takes sides of ${video.side.min} to ${video.side.max} pixels.`,
    );
  }
  if (video.maxPixels !== null && source.width * source.height > video.maxPixels) {
    say(
      `The clip is ${source.width} × ${source.height}; ${name} takes at most ${video.maxPixels.toLocaleString('en-US')} pixels a frame.`,
    );
  }
  const ratio = source.width / source.height;
  if (ratio < video.ratio.min || ratio > video.ratio.max) {
    say(`The clip is ${source.width} × ${source.height}: too ${ratio > 1 ? 'wide' : 'tall'} for ${name}.`);
  }
  if (
    source.framesPerSecond < video.framesPerSecond.min ||
    source.framesPerSecond > video.framesPerSecond.max
  ) {
    say(
      `The clip has ${Math.round(source.framesPerSecond * 100) / 100} frames a second; ${name} takes ${video.framesPerSecond.min} to ${video.framesPerSecond.max}.`,
    );
  }
  return problems;
}

/** The rules of a count matrix that hold for a request. */
export function countRulesFor(request: GenerationRequest, model: Model): readonly CountRule[] {
  const counts = inputCounts(request, model);
  const facts: Required<CountRule['when']> = {
    hasVideo: request.clip !== null,
    hasFirstFrame: request.firstFrame !== null,
    hasLastFrame: request.lastFrame !== null,
    hasPictureElement: counts.pictureElements > 0,
    hasClipElement: counts.clipElements > 0,
  };
  return model.counts.filter(({ when }) =>
    (Object.keys(when) as (keyof typeof facts)[]).every((key) => when[key] === facts[key]),
  );
}

type Limit = Exclude<keyof CountRule, 'when'>;

const limits: readonly {
  readonly key: Limit;
  readonly noun: string;
  readonly of: (counts: InputCounts) => number;
}[] = [
  { key: 'images', noun: 'reference picture', of: ({ images }) => images },
  {
    key: 'pictureElements',
    noun: 'element made from pictures',
    of: ({ pictureElements }) => pictureElements,
  },
  { key: 'clipElements', noun: 'element made from a clip', of: ({ clipElements }) => clipElements },
  {
    key: 'imagesAndPictureElements',
    noun: 'reference pictures and elements together',
    of: ({ images, pictureElements }) => images + pictureElements,
  },
  {
    key: 'elements',
    noun: 'element',
    of: ({ pictureElements, clipElements }) => pictureElements + clipElements,
  },
];

function checkCounts(request: GenerationRequest, model: Model): Problem[] {
  const counts = inputCounts(request, model);
  const rules = countRulesFor(request, model);
  return limits.flatMap(({ key, noun, of }) => {
    const allowed = Math.min(...rules.map((rule) => rule[key] ?? Number.POSITIVE_INFINITY));
    const count = of(counts);
    if (count <= allowed) return [];
    const together = circumstances(request, counts);
    const isSum = key === 'imagesAndPictureElements';
    const many = isSum ? `${allowed} ${noun}` : counted(allowed, noun);
    const says =
      allowed === 0 ? `no ${isSum ? noun.replace('together', '').trim() : `${noun}s`}` : `at most ${many}`;
    return [
      problem(
        'tooManyInputs',
        `${model.name} takes ${says}${together}; there ${count === 1 ? 'is' : 'are'} ${count}. Leave ${count - allowed === 1 ? 'one' : count - allowed} out.`,
        {
          ...dropLast(request, model, key),
        },
      ),
    ];
  });
}

function circumstances(
  { firstFrame, lastFrame, clip }: GenerationRequest,
  { clipElements }: InputCounts,
): string {
  const facts = [
    clip ? 'a clip' : '',
    firstFrame && lastFrame ? 'a first and a last frame' : firstFrame ? 'a first frame' : '',
    clipElements > 0 ? 'an element made from a clip' : '',
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? '' : ` with ${facts.join(' and ')}`;
}

/** The last of those that count: the first ones are pinned first and matter most. */
function dropLast(request: GenerationRequest, model: Model, key: Limit): Pick<Problem, 'mend' | 'elementId'> {
  const picture = request.pictures.at(-1);
  if (picture && (key === 'images' || key === 'imagesAndPictureElements')) {
    const action = { type: 'dropPicture' as const, mediaId: picture.mediaId };
    return { elementId: null, mend: { title: 'Leave the last picture out', action } };
  }
  const counted: Readonly<Record<Limit, readonly string[]>> = {
    images: ['picture'],
    pictureElements: ['element'],
    clipElements: ['clipElement'],
    imagesAndPictureElements: ['picture', 'element'],
    elements: ['element', 'clipElement'],
  };
  const element = request.elements.findLast((candidate) =>
    counted[key].includes(elementUse(candidate, model)),
  );
  if (!element) return { elementId: null, mend: null };
  const action = { type: 'dropElement' as const, elementId: element.elementId };
  return { elementId: element.elementId, mend: { title: `Leave ${element.name} out`, action } };
}

function checkElements({ elements, shots }: GenerationRequest, model: Model): Problem[] {
  return elements.flatMap((element) => {
    const shotId = shots.find(({ elementIds }) => elementIds.includes(element.elementId))?.shotId ?? null;
    const at = { shotId, elementId: element.elementId, severity: 'warning' as const };
    const use = elementUse(element, model);
    const views = element.references.length;
    if (use === 'words' && views > 0 && model.element) {
      const needed = 1 + model.element.otherViews.min;
      return [
        problem(
          'tooFewViews',
          `${element.name} has ${counted(views, 'picture')}; ${model.name} makes an element of ${needed} or more, a front view and others. It goes by its description only: add a picture.`,
          at,
        ),
      ];
    }
    if (use === 'words' && views > 0) {
      return [
        problem(
          'noElements',
          `${model.name} takes no pictures of elements: ${element.name} goes by its description only.`,
          at,
        ),
      ];
    }
    if (use === 'words') {
      return [
        problem(
          'noPicture',
          `${element.name} has no picture yet: it goes by its description only, and will look different every time.`,
          at,
        ),
      ];
    }
    if (use === 'element' && model.element && views > 1 + model.element.otherViews.max) {
      return [
        problem(
          'tooManyViews',
          `${element.name} has ${views} pictures; the first ${1 + model.element.otherViews.max} are used.`,
          at,
        ),
      ];
    }
    return [];
  });
}
