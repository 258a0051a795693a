import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { cliWorld } from './testing/cliWorld';

test('a cut goes out, comes back changed, is taken as one edit and undone', async () => {
  const { cwd, run } = cliWorld();
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json');
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  await run('new', 'Film.ekonte');
  const shots = ['sht_aaaaaaaa', 'sht_bbbbbbbb', 'sht_cccccccc'];
  const adds = shots.map((id) => ({ command: 'shot.add', args: { id, lengthFrames: 48 } }));
  writeFileSync(join(cwd, 'shots.json'), JSON.stringify(adds));
  expect(await run('apply', 'Film.ekonte', 'shots.json')).toMatchObject({ code: 0 });
  const event = (number: number, id: string, length: string, [from, to]: readonly [string, string]) =>
    `00${number}  AX       V     C        00:00:00:00 ${length} 01:00:${from} 01:00:${to}\r\n* ekonte:${id}\r\n`;
  const list = ['TITLE: FILM\r\nFCM: NON-DROP FRAME\r\n\r\n'];
  list.push(event(1, 'sht_cccccccc', '00:00:02:00', ['00:00', '02:00']));
  list.push(event(2, 'sht_aaaaaaaa', '00:00:03:00', ['02:00', '05:00']));
  writeFileSync(join(cwd, 'cut.edl'), list.join(''));
  expect(await json('conform', 'Film.ekonte', 'cut.edl', '--rate', '24')).toMatchObject({
    revision: null,
    shots: [
      { state: 'moved', id: 'sht_cccccccc', change: 'moved' },
      { state: 'changed', id: 'sht_aaaaaaaa', change: '24 frames longer' },
      { state: 'gone', id: 'sht_bbbbbbbb', change: 'no longer in the cut: omitted' },
    ],
  });
  expect(await json('conform', 'Film.ekonte', 'cut.edl', '--apply')).toMatchObject({
    changed: 1,
    moved: 1,
    gone: 1,
  });
  expect(await json('conform', 'Film.ekonte', 'cut.edl', '--apply')).toMatchObject({
    changed: 0,
    moved: 0,
    gone: 0,
    revision: null,
  });
  await run('undo', 'Film.ekonte');
  expect(await json('conform', 'Film.ekonte', 'cut.edl', '--keep-gone')).toMatchObject({
    shots: [{}, {}, { change: 'no longer in the cut: stays' }],
  });
  expect(await run('check', 'Film.ekonte')).toMatchObject({ code: 0 });
});

test('a bundle is read for the timeline in it; what is none is said in a sentence', async () => {
  const { cwd, run } = cliWorld();
  await run('new', 'Film.ekonte');
  const zip = async (name: string, entry: string, text: string) => {
    const file = new ZipFile();
    file.addBuffer(Buffer.from(text), entry);
    file.end();
    const chunks: Buffer[] = [];
    for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
    writeFileSync(join(cwd, name), Buffer.concat(chunks));
  };
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: 24, value });
  const range = { OTIO_SCHEMA: 'TimeRange.1', start_time: time(0), duration: time(12) };
  const clip = { OTIO_SCHEMA: 'Clip.2', name: 'x', source_range: range };
  const track = { OTIO_SCHEMA: 'Track.1', kind: 'Video', children: [clip] };
  const timeline = { OTIO_SCHEMA: 'Timeline.1', tracks: { OTIO_SCHEMA: 'Stack.1', children: [track] } };
  await zip('cut.otioz', 'content.otio', JSON.stringify(timeline));
  await zip('other.otioz', 'readme.txt', 'hello');
  writeFileSync(join(cwd, 'broken.otioz'), readFileSync(join(cwd, 'cut.otioz')).subarray(0, 60));
  expect(await run('conform', 'Film.ekonte', 'cut.otioz')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('new     x: no shot fits it: a new shot of 12 frames, without a picture'),
  });
  expect(await run('conform', 'Film.ekonte', 'other.otioz')).toMatchObject({
    code: 1,
    stderr:
      '"other.otioz" cannot be read as a cut. It is a zip file without a content.otio: no OpenTimelineIO bundle.\n',
  });
  expect(await run('conform', 'Film.ekonte', 'broken.otioz')).toMatchObject({
    code: 1,
    stderr: '"broken.otioz" cannot be read as a cut. It is damaged: its files cannot be read.\n',
  });
  expect(await run('conform', 'Film.ekonte', 'gone.edl')).toMatchObject({ code: 1 });
  expect(await run('conform', 'Film.ekonte', 'cut.otioz', '--rate', 'x')).toMatchObject({ code: 2 });
});
