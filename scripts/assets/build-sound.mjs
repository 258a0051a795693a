/**
 * Makes the sound of the sample film from its score: `node scripts/assets/build-sound.mjs [FOLDER]`.
 * Plain Node, no package. Writes the-lighthouse-mix.wav and its two stems (48 kHz, 16 bit, stereo) into FOLDER,
 * `assets/build/` if none is given. The same score gives the same bytes on the same Node
 * (a sine's last bit may differ between engines).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beds, effects } from './sound/effects.mjs';
import { instruments, noteHertz } from './sound/instruments.mjs';
import { applyCurve, limiterCurve, reverb, truePeak, wavBytes } from './sound/master.mjs';
import { alongPoints, fromDb, removeOffset, SAMPLE_RATE, Stereo, swell, tabulate } from './sound/signal.mjs';

const assets = fileURLToPath(new URL('../../assets/', import.meta.url));
const score = JSON.parse(readFileSync(join(assets, 'sample/the-lighthouse/score.json'), 'utf8'));
const folder = resolve(process.argv[2] ?? join(assets, 'build'));

const samplesPerFrame = (SAMPLE_RATE * score.rate.den) / score.rate.num;
const toSample = (frame) => Math.round(frame * samplesPerFrame);
const length = toSample(score.lengthFrames);
const seconds = length / SAMPLE_RATE;

/**
 * Notes of a part: `NAME[+NAME…]/BEATS[@VELOCITY]` or `-/BEATS` for a rest, apart by spaces; `|` only guides the eye.
 * @throws Error on a token that is no note.
 */
function* notesOf(part) {
  let beat = 0;
  for (const token of part.notes.split(/\s+/)) {
    if (token === '|' || token === '') continue;
    const match = /^([^/]+)\/([\d.]+)(?:@([\d.]+))?$/.exec(token);
    if (!match) throw new Error(`"${token}" in the part of the ${part.instrument} is no note`);
    const beats = Number(match[2]);
    if (match[1] !== '-') {
      for (const name of match[1].split('+')) {
        yield { name, beat, beats, velocity: Number(match[3] ?? 1) };
      }
    }
    beat += beats;
  }
}

function playMusic() {
  const dry = new Stereo(length);
  let seed = score.seed;
  for (const part of score.music.parts) {
    const play = instruments[part.instrument];
    if (!play) throw new Error(`There is no instrument "${part.instrument}"`);
    for (const note of notesOf(part)) {
      seed += 1;
      play(dry, {
        start: toSample(part.startFrame + note.beat * part.beatFrames),
        hertz: noteHertz(note.name),
        velocity: note.velocity * fromDb(part.gainDb),
        seconds: (note.beats * part.beatFrames * score.rate.den) / score.rate.num,
        seed,
      });
    }
  }
  return withRoom(dry, score.music.room);
}

function playEffects() {
  const near = new Stereo(length);
  const far = new Stereo(length);
  for (const bed of score.effects.beds) {
    const play = beds[bed.sound];
    if (!play) throw new Error(`There is no bed "${bed.sound}"`);
    const frameAt = (time) => (time * score.rate.num) / score.rate.den;
    play(near, {
      seconds,
      seed: score.seed + bed.seed,
      level: tabulate((time) => fromDb(alongPoints(bed.levelDb, frameAt(time))), seconds),
      brightness: tabulate((time) => alongPoints(bed.brightness ?? [[0, 1]], frameAt(time)), seconds),
    });
  }
  for (const [index, event] of score.effects.events.entries()) {
    const play = effects[event.sound];
    if (!play) throw new Error(`There is no effect "${event.sound}"`);
    const note = {
      start: toSample(event.frame),
      gain: fromDb(event.gainDb),
      pan: event.pan ?? 0,
      seed: score.seed + 1000 + index,
    };
    play(near, { ...note, gain: note.gain * (1 - (event.distance ?? 0)) });
    if (event.distance) play(far, { ...note, gain: note.gain * event.distance });
  }
  const room = reverb(far, score.effects.room);
  return near.mix(far, 0.35).mix(room, fromDb(score.effects.room.gainDb));
}

function withRoom(dry, room) {
  const wet = reverb(dry, room);
  return dry.mix(wet, fromDb(room.gainDb));
}

/** Cosine fades at both ends of the film, so that it begins and ends in silence. */
function fadeEnds(buffer) {
  for (let i = 0; i < length; i += 1) {
    const gain = swell((i + 0.5) / SAMPLE_RATE, seconds, score.mix.fadeInSeconds, score.mix.fadeOutSeconds);
    buffer.left[i] *= gain;
    buffer.right[i] *= gain;
  }
}

const stems = { music: playMusic(), effects: playEffects() };
for (const stem of Object.values(stems)) {
  removeOffset(stem);
  fadeEnds(stem);
}
const mix = new Stereo(length)
  .mix(stems.music, fromDb(score.mix.musicDb))
  .mix(stems.effects, fromDb(score.mix.effectsDb));

// One curve and one gain for all three files: the stems add up to the mix.
const driven = fromDb(score.mix.driveDb);
for (const channel of [mix.left, mix.right]) for (let i = 0; i < length; i += 1) channel[i] *= driven;
const curve = limiterCurve(mix, 0.8);
applyCurve(mix, curve, 1);
const trim = fromDb(score.mix.peakDb) / Math.max(truePeak(mix.left), truePeak(mix.right));
applyCurve(mix, new Float64Array(length).fill(1), trim);
applyCurve(stems.music, curve, trim * driven * fromDb(score.mix.musicDb));
applyCurve(stems.effects, curve, trim * driven * fromDb(score.mix.effectsDb));

mkdirSync(folder, { recursive: true });
for (const [name, buffer] of [['mix', mix], ...Object.entries(stems)]) {
  const path = join(folder, `the-lighthouse-${name}.wav`);
  writeFileSync(path, wavBytes(buffer, score.seed));
  console.log(`${path} ${seconds.toFixed(3)} s`);
}
