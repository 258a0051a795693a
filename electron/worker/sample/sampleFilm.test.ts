import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { planCommands } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { Document } from '@shared/document/document';
import { createProject, idFactory } from '@shared/document/factories';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { filmSourceLength, parseFilmSource } from '@shared/sample/filmSource';
import { selectSequence } from '@shared/shots/sequence';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerService } from '../workerService';
import { sampleCommands } from './sampleCommands';
import { buildSampleFilm } from './sampleFilm';

const assets = resolve(import.meta.dirname, '../../../assets');
const lighthouse = parseFilmSource(
  JSON.parse(readFileSync(join(assets, 'sample/the-lighthouse/film.json'), 'utf8')),
);

/** The film as its edits make it, on media that stand in for the imported files. */
function built(): Document {
  const document = new Document([createProject({ name: lighthouse.project.name })]);
  const ids = new Map<string, MediaId>();
  for (const [index, { key, type, name }] of lighthouse.media.entries()) {
    const id = `med_sample-${key}`.slice(0, 40) as MediaId;
    ids.set(key, id);
    const fingerprint = index.toString(16).padStart(64, '0');
    const sound = { sampleRate: 48_000, channels: 2, sampleCount: 48_000 };
    const media: Media = {
      kind: 'media',
      fingerprintOf: 'whole',
      id,
      name,
      fingerprint,
      byteSize: 1,
      mimeType: type === 'sound' ? 'audio/wav' : 'image/svg+xml',
      importedAtMs: 0,
      storage: { mode: 'copied', path: `media/00/${fingerprint}.${type === 'sound' ? 'wav' : 'svg'}` },
      content:
        type === 'sound'
          ? { type: 'sound', codec: 'pcm', sound }
          : { type: 'image', width: 1920, height: 1080, hasAlpha: true },
    };
    document.apply({ added: [media], updated: [], removed: [] });
  }
  const calls = sampleCommands(lighthouse, ids).map(({ command, args }) => {
    const definition = findCommand(command);
    if (!definition) throw new Error(command);
    return { definition, args };
  });
  document.apply(planCommands(calls, document, { newId: idFactory(nanoid), nowMs: 0 }).diff);
  return document;
}

describe('The Lighthouse', () => {
  it('becomes all its shots, with layers, moves and sound', () => {
    const document = built();
    const sequence = selectSequence(document);
    expect(sequence.lengthFrames).toBe(filmSourceLength(lighthouse));
    expect(sequence.shots.map(({ label }) => label)).toEqual(
      lighthouse.scenes.flatMap(({ shots }) => shots.map(({ key }) => key)),
    );
    for (const scene of lighthouse.scenes) {
      for (const shot of scene.shots) {
        const id = `sht_sample-${shot.key}` as never;
        expect(document.childrenOf('layer', id)).toHaveLength(shot.layers.length);
        expect(document.require('shot', id).move).toEqual(shot.move);
      }
    }
    expect(document.list('element')).toHaveLength(lighthouse.elements.length);
    expect(document.list('clip')).toHaveLength(lighthouse.sound.length);
  });

  it('shakes the same in every copy', () => {
    const shakes = () =>
      built()
        .list('shot')
        .map(({ id, handheld }) => [id, handheld]);
    expect(shakes()).toEqual(shakes());
  });
});

describe('a sample built on disk', () => {
  let folder: string;
  let service: WorkerService;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ekonte-sample-'));
    service = new WorkerService({
      userDataPath: null,
      emit: () => undefined,
      renderHost: null,
      now: () => 1,
    });
  });
  afterEach(async () => {
    await service.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** One shot with one picture, in an assets folder of the test's. */
  function tinyAssets(pictures: readonly string[]): string {
    const film = join(folder, 'assets/sample/the-lighthouse');
    mkdirSync(join(film, 'art'), { recursive: true });
    for (const name of pictures)
      copyFileSync(join(assets, 'sample/the-lighthouse/art', name), join(film, 'art', name));
    const layer = { name: 'Sky', media: 'sky', x: 0.5, y: 0.5, scale: 1, depth: 1 };
    const shot = {
      key: '1A',
      lengthFrames: 12,
      size: 'WS',
      angle: 'Eye level',
      lensMm: 35,
      action: 'Sky.',
      move: null,
    };
    const text = {
      ...lighthouse,
      media: [{ key: 'sky', type: 'picture', file: 'art/night-sky.svg', name: 'Night sky' }],
      elements: [],
      scenes: [{ heading: 'EXT. SKY', shots: [{ ...shot, layers: [layer] }] }],
      sound: [],
    };
    writeFileSync(join(film, 'film.json'), JSON.stringify(text));
    return join(folder, 'assets');
  }
  const build = (assetsPath: string) =>
    service.handle('project.buildSampleAt', { path: join(folder, 'Film.ekonte'), assetsPath, mediaBase: '' });

  it('opens with nothing to undo', async () => {
    const result = await build(tinyAssets(['night-sky.svg']));
    expect(result).toMatchObject({ ok: true, value: { history: { undoLabel: null, redoLabel: null } } });
    expect(service.session().document.list('shot')).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(['Film.ekonte', 'assets']);
  });

  it('clears away what an earlier start left unfinished, and lets one in the making be', async () => {
    const hour = 60 * 60;
    const [old, fresh] = ['.ekonte-sample-old.ekonte', '.ekonte-sample-new.ekonte'];
    for (const name of [old, fresh]) mkdirSync(join(folder, name));
    utimesSync(join(folder, old), Date.now() / 1000 - 2 * hour, Date.now() / 1000 - 2 * hour);
    await buildSampleFilm({
      path: join(folder, 'Film.ekonte'),
      assetsPath: tinyAssets(['night-sky.svg']),
      emit: () => undefined,
      now: Date.now,
    });
    expect(readdirSync(folder).sort()).toEqual([fresh, 'Film.ekonte', 'assets']);
  });

  it('leaves nothing behind when a file is missing, and names it', async () => {
    const result = await build(tinyAssets([]));
    expect(result).toMatchObject({ ok: false, error: { code: 'notFound' } });
    expect(JSON.stringify(result)).toContain('art/night-sky.svg');
    expect(readdirSync(folder)).toEqual(['assets']);
  });
});
