import { ratioValue } from './buildRequest';
import { checkInputs } from './checkInputs';
import { checkWords } from './checkWords';
import type { CompiledPrompt } from './compilePrompt';
import type { Model } from './model';
import type { Problem } from './problems';
import { problem, seconds as secondsText } from './problemWords';
import type { GenerationRequest } from './request';
import { totalSeconds } from './seconds';

/**
 * Everything about a request that the model does not take, in words a person can act on, each naming the shot and the
 * limit. A request with an error among them is never sent.
 * @param prompt the request's prompt as it would go out
 */
export function checkRequest(request: GenerationRequest, model: Model, prompt: CompiledPrompt): Problem[] {
  const kind = request.output.type === 'video' ? checkVideo(request, model) : checkStills(request, model);
  return [
    ...(model.isConfirmed ? [] : [unconfirmed(model)]),
    ...kind,
    ...checkFrame(request, model),
    ...checkInputs(request, model),
    ...checkWords(request, model, prompt),
  ];
}

/** Whether anything in the list keeps a request from being sent. */
export function isSendable(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

function unconfirmed({ name, asOf, source }: Model): Problem {
  return problem(
    'unconfirmedModel',
    `What is known of ${name} (${asOf}) is unconfirmed: ${source.charAt(0).toLowerCase()}${source.slice(1)}. The limits and the price may differ.`,
    { severity: 'warning' },
  );
}

function checkVideo(request: GenerationRequest, model: Model): Problem[] {
  if (!model.makes.includes('video')) {
    return [problem('noVideo', `${model.name} makes pictures, no clips. Choose another model.`)];
  }
  return [...checkLength(request, model), ...checkShots(request, model), ...checkSound(request, model)];
}

function checkLength(request: GenerationRequest, model: Model): Problem[] {
  const { seconds } = model;
  if (seconds === null) return [];
  const total = totalSeconds(request.shots);
  const { shots, rate } = request;
  const longest = 'choices' in seconds ? Math.max(...seconds.choices) : seconds.max;
  if (total > longest) {
    const last = shots.at(-1);
    const over = Math.ceil(((total - longest) * rate.num) / rate.den);
    const rest = last ? last.lengthFrames - over : 0;
    const limit = `${model.name} makes at most ${secondsText(longest)} at once`;
    if (shots.length > 1) {
      return [
        problem(
          'tooLong',
          `${labels(request)} last ${secondsText(total)} together; ${limit}. Send them in several jobs.`,
          {
            shotId: last?.shotId ?? null,
            mend: {
              title: 'Send in several jobs',
              action: { type: 'splitGroup', shotIds: shots.map(({ shotId }) => shotId) },
            },
          },
        ),
      ];
    }
    return [
      problem(
        'tooLong',
        `Shot ${labels(request)} lasts ${secondsText(total)}; ${limit}. Shorten or split it.`,
        {
          shotId: last?.shotId ?? null,
          mend:
            last && rest > 0
              ? {
                  title: `Shorten to ${secondsText(longest)}`,
                  action: { type: 'shortenShot', shotId: last.shotId, lengthFrames: rest },
                }
              : null,
        },
      ),
    ];
  }
  const isOffered = 'choices' in seconds ? seconds.choices.includes(total) : total >= seconds.min;
  const problems: Problem[] = [];
  if (!isOffered) {
    const offered = 'choices' in seconds ? seconds.choices.join(' or ') : `${seconds.min} to ${seconds.max}`;
    problems.push(
      problem(
        'strangeLength',
        `${total} seconds are asked for; ${model.name} makes ${offered}. Choose one of these.`,
        {
          shotId: shots[0]?.shotId ?? null,
        },
      ),
    );
  }
  const { secondsWithFirstOnly } = model.frames;
  if (
    secondsWithFirstOnly &&
    request.firstFrame &&
    !request.lastFrame &&
    !secondsWithFirstOnly.includes(total)
  ) {
    problems.push(
      problem(
        'strangeLength',
        `With a first frame alone ${model.name} makes ${secondsWithFirstOnly.join(' or ')} seconds; ${total} are asked for. Leave the first frame out, or change the length.`,
        {
          shotId: shots[0]?.shotId ?? null,
          mend: { title: 'Without the first frame', action: { type: 'dropFrame', which: 'first' } },
        },
      ),
    );
  }
  for (const shot of shots) {
    if ((shot.seconds * rate.num) / rate.den >= shot.lengthFrames - 0.5) continue;
    problems.push(
      problem(
        'shorterThanShot',
        `Shot ${shot.label} is asked for with ${secondsText(shot.seconds)} and is longer in the film: its end would be missing.`,
        {
          severity: 'warning',
          shotId: shot.shotId,
        },
      ),
    );
  }
  return problems;
}

function checkShots(request: GenerationRequest, model: Model): Problem[] {
  const { shots, plannedBy } = request;
  const { multiShot } = model;
  if (plannedBy === 'model') {
    if (multiShot?.plansCuts) return [];
    return [
      problem(
        'noPlanning',
        `${model.name} does not plan cuts itself. Send the shots as they are planned here.`,
        {
          mend: { title: 'Plan the shots here', action: { type: 'setPlannedBy', plannedBy: 'us' } },
        },
      ),
    ];
  }
  if (shots.length === 1) return [];
  const split = {
    title: 'Send in several jobs',
    action: { type: 'splitGroup' as const, shotIds: shots.map(({ shotId }) => shotId) },
  };
  const max = multiShot?.maxShots ?? 1;
  if (!multiShot || shots.length > max) {
    const limit = max === 1 ? 'one shot at once' : `at most ${max} shots at once`;
    return [
      problem(
        'tooManyShots',
        `${labels(request)} are ${shots.length} shots; ${model.name} makes ${limit}. Send them in several jobs.`,
        {
          shotId: shots[max]?.shotId ?? null,
          mend: split,
        },
      ),
    ];
  }
  const problems: Problem[] = [];
  for (const shot of shots) {
    if (shot.seconds < multiShot.minSecondsPerShot) {
      problems.push(
        problem(
          'shotTooShort',
          `Shot ${shot.label} is asked for with ${secondsText(shot.seconds)}; in a job of several shots each lasts at least ${secondsText(multiShot.minSecondsPerShot)}.`,
          { shotId: shot.shotId },
        ),
      );
    } else if (multiShot.isWholeSeconds && !Number.isInteger(shot.seconds)) {
      problems.push(
        problem(
          'brokenSeconds',
          `Shot ${shot.label} is asked for with ${secondsText(shot.seconds)}; ${model.name} takes whole seconds only.`,
          { shotId: shot.shotId },
        ),
      );
    }
  }
  if (!multiShot.withFrames && (request.firstFrame || request.lastFrame)) {
    problems.push(
      problem('framesWithShots', `${model.name} takes no first or last frame with several shots.`, {
        mend: split,
      }),
    );
  }
  return problems;
}

function checkSound(request: GenerationRequest, model: Model): Problem[] {
  const { sound } = model;
  const off = { title: 'Switch sound off', action: { type: 'setSound' as const, sound: 'off' as const } };
  const talks = request.shots.find(({ dialogue }) => dialogue.length > 0);
  if (request.sound === 'off') {
    if (sound.mode !== 'always') return [];
    return [
      problem('alwaysSound', `${model.name} always makes sound. It can be muted afterwards.`, {
        severity: 'warning',
        mend: { title: 'Switch sound on', action: { type: 'setSound', sound: 'on' } },
      }),
    ];
  }
  if (request.sound === 'original') {
    if (request.clip && sound.keepsOriginal) return [];
    const why = sound.keepsOriginal
      ? 'there is no clip whose sound could be kept'
      : `${model.name} does not keep the sound of a clip`;
    return [problem('noOriginalSound', `The original sound is asked for, and ${why}.`, { mend: off })];
  }
  if (sound.mode === 'none') return [problem('noSound', `${model.name} makes no sound.`, { mend: off })];
  if (request.clip)
    return [
      problem('soundWithClip', `${model.name} makes no sound when a clip is the input.`, { mend: off }),
    ];
  if (sound.onlyAt && !sound.onlyAt.includes(request.resolution)) {
    const resolution = sound.onlyAt[0];
    return [
      problem(
        'soundNotHere',
        `${model.name} makes sound at ${sound.onlyAt.join(', ')} only, not at ${request.resolution}.`,
        {
          mend: resolution
            ? { title: `Use ${resolution}`, action: { type: 'setResolution', resolution } }
            : off,
        },
      ),
    ];
  }
  if (request.lastFrame && model.frames.isSilentWithLast) {
    return [
      problem('soundWithLastFrame', `With a first and a last frame ${model.name} is silent.`, {
        shotId: talks?.shotId ?? null,
        mend: off,
      }),
    ];
  }
  return [];
}

function checkStills(request: GenerationRequest, model: Model): Problem[] {
  if (request.output.type !== 'stills') return [];
  const { stills } = model;
  if (!stills) return [problem('noStills', `${model.name} makes clips, no pictures. Choose another model.`)];
  const { count, isSeries } = request.output;
  if (isSeries) {
    if (!stills.series)
      return [problem('noSeries', `${model.name} makes no series of pictures that belong together.`)];
    if (count === 'auto')
      return stills.series.auto
        ? []
        : [problem('noSeries', `${model.name} needs the number of pictures of a series.`)];
    const { min, max } = stills.series;
    return count >= min && count <= max
      ? []
      : [
          problem(
            'strangeCount',
            `A series of ${model.name} has ${min} to ${max} pictures; ${count} are asked for.`,
          ),
        ];
  }
  if (count === 'auto' || count > stills.maxCount) {
    return [problem('strangeCount', `${model.name} makes 1 to ${stills.maxCount} pictures at once.`)];
  }
  return [];
}

/** Size and seed. */
function checkFrame(request: GenerationRequest, model: Model): Problem[] {
  const problems: Problem[] = [];
  if (model.resolutions.length > 0 && !model.resolutions.includes(request.resolution)) {
    const best = model.resolutions.at(-1);
    problems.push(
      problem(
        'noResolution',
        `${model.name} makes ${model.resolutions.join(', ')}; ${request.resolution} is asked for.`,
        {
          mend: best ? { title: `Use ${best}`, action: { type: 'setResolution', resolution: best } } : null,
        },
      ),
    );
  }
  if (model.ratios.length > 0 && !model.ratios.includes(request.ratio)) {
    const [nearest] = model.ratios;
    problems.push(
      problem(
        'noRatio',
        `${model.name} makes pictures of ${model.ratios.join(', ')}; ${request.ratio} is asked for.`,
        {
          mend: nearest ? { title: `Use ${nearest}`, action: { type: 'setRatio', ratio: nearest } } : null,
        },
      ),
    );
  }
  if (request.output.type === 'video' && !request.firstFrame && isOffRatio(request)) {
    const { width, height } = request.frameSize;
    problems.push(
      problem(
        'offRatio',
        `The film is ${width} × ${height}; the clip will be ${request.ratio} and is fitted into the frame.`,
        { severity: 'warning' },
      ),
    );
  }
  if (request.seed !== null && !model.takesSeed) {
    problems.push(
      problem('noSeed', `${model.name} takes no seed: every run comes out differently.`, {
        severity: 'warning',
        mend: { title: 'Leave the seed out', action: { type: 'dropSeed' } },
      }),
    );
  }
  return problems;
}

/** The film's frame has not the ratio that is asked for. */
function isOffRatio({ frameSize, ratio }: GenerationRequest): boolean {
  const wanted = ratioValue(ratio);
  return !Number.isNaN(wanted) && Math.abs(Math.log(frameSize.width / frameSize.height / wanted)) > 0.02;
}

function labels({ shots }: GenerationRequest): string {
  const [first, last] = [shots[0]?.label ?? '', shots.at(-1)?.label ?? ''];
  return shots.length > 1 ? `Shots ${first} to ${last}` : first;
}
