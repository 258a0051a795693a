import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { CodedError } from '@shared/rpc/result';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { sampleFiles } from '@shared/testing/sampleFiles';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorkflow } from './checkWorkflow';
import { convertInterface } from './convertInterface';
import { detectSlots } from './detectSlots';
import { parseObjectInfo } from './objectInfo';
import { findOutputs, withVideoFile } from './outputNodes';
import type { Inflate } from './pictureText';
import { howToExport, readWorkflow, workflowFileCap } from './readWorkflow';

const inflate: Inflate = (bytes, maxBytes) => inflateSync(bytes, { maxOutputLength: maxBytes });
const read = (bytes: Uint8Array, name = 'file') => readWorkflow(bytes, name, inflate);
const utf8 = (text: string) => new TextEncoder().encode(text);
const info = parseObjectInfo(comfyObjectInfo());

const api = {
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a fox', clip: ['4', 1] } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd_xl_base_1.0.safetensors' } },
};

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.byteLength);
  bytes.writeUInt32BE(data.byteLength, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.byteLength)), 8 + data.byteLength);
  return bytes;
}

function png(...chunks: readonly Uint8Array[]): Uint8Array {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', Buffer.alloc(13)),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const json = JSON.stringify(api);
const tEXt = (keyword: string, text: string) => chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'));

describe('files made by others', () => {
  const files = sampleFiles('comfyui');

  it('are read, converted with a server, or explained', () => {
    // The samples lie beside the checkout; without them there is nothing to show here.
    const told = files.map((path) => {
      const found = read(readFileSync(path), basename(path));
      const workflow = found.format === 'api' ? found.workflow : convertInterface(found.graph, info);
      const { output, slots } = detectSlots(workflow, info);
      return [
        basename(path),
        found.format,
        Object.keys(workflow).length,
        output?.makes,
        ...slots.map(
          ({ slot }) => `${slot.slot}=${slot.targets.map((t) => `${t.nodeId}.${t.input}`).join('+')}`,
        ),
      ].join(' ');
    });
    const expected = [
      'img2img_workflow.png api 8 image prompt=6.text negativePrompt=7.text firstImage=10.image seed=3.seed',
      'ltxv_image_to_video.json interface 12 video prompt=6.text negativePrompt=7.text firstImage=78.image width=77.width height=77.height frames=77.length fps=41.fps+69.frame_rate seed=72.noise_seed',
      'text_to_video_wan22_5B.json interface 11 video prompt=6.text negativePrompt=7.text width=55.width height=55.height frames=55.length fps=47.fps seed=3.seed',
    ];
    expect(told).toEqual(files.length === 0 ? [] : expected);
  });

  it('become workflows the server has everything for, but for the pictures of their makers', () => {
    for (const path of files) {
      const found = read(readFileSync(path), basename(path));
      const workflow = found.format === 'api' ? found.workflow : convertInterface(found.graph, info);
      const lacks = checkWorkflow(workflow, info).map(({ message }) => message);
      expect(lacks.filter((message) => !/island\.jpg|v0\.9\.safetensors/.test(message))).toEqual([]);
    }
  });

  it('keep their own numbers on the way', () => {
    const path = files.find((file) => file.endsWith('ltxv_image_to_video.json'));
    if (path === undefined) return;
    const found = read(readFileSync(path), 'ltxv');
    if (found.format !== 'interface') throw new Error('not as expected');
    const workflow = convertInterface(found.graph, info);
    expect(workflow['72']).toMatchObject({
      class_type: 'SamplerCustom',
      inputs: { add_noise: true, noise_seed: 501744655390087, cfg: 3, latent_image: ['77', 2] },
    });
    expect(workflow['38']?.inputs).toEqual({
      clip_name: 't5xxl_fp16.safetensors',
      type: 'ltxv',
      device: 'default',
    });
    expect(workflow['76']).toBeUndefined();
    const [output] = findOutputs(workflow, info);
    if (!output) throw new Error('no output');
    expect(withVideoFile(workflow, output, info)?.['41-video']).toMatchObject({
      class_type: 'CreateVideo',
      inputs: { images: ['8', 0], fps: 24 },
    });
  });
});

describe('JSON', () => {
  it.each([
    ['as exported', json],
    ['with a byte order mark', `\uFEFF${json}`],
    ['as sent to a server', JSON.stringify({ prompt: api, client_id: 'x' })],
    ['as a server remembers it', JSON.stringify({ prompt: [1, 'id', api, {}, []], outputs: {} })],
    ['with numbers that are none', json.replace('"a fox"', 'NaN').replace('"4", 1', '"4", 1')],
  ])('%s', (_case, text) => {
    expect(read(utf8(text)).format).toBe('api');
  });

  it('keeps NaN inside of texts', () => {
    const found = read(utf8(json.replace('a fox', 'NaN \\" Infinity').replace('"sd_xl', 'NaN, "x": "sd_xl')));
    if (found.format !== 'api') throw new Error('not as expected');
    expect(found.workflow['6']?.inputs['text']).toBe('NaN " Infinity');
    expect(found.workflow['4']?.inputs['ckpt_name']).toBeNull();
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['a web page', '<!DOCTYPE html><html></html>', 'is a web page'],
    ['half a file', json.slice(0, 60), 'its end is missing'],
    ['other JSON', '{"scenes": []}', howToExport],
    ['a number', '3', howToExport],
    ['no nodes', '{"nodes": [], "links": []}', 'has no nodes'],
    ['a node without class', '{"1": {"class_type": "A", "inputs": {}}, "2": {"inputs": {}}}', 'Node 2'],
    ['a link to nowhere', '{"1": {"class_type": "A", "inputs": {"x": ["9", 0]}}}', 'from node 9'],
    [
      'deep nesting',
      `{"1": {"class_type": "A", "inputs": {"x": ${'['.repeat(80)}${']'.repeat(80)}}}}`,
      'nested',
    ],
  ])('%s is explained', (_case, text, words) => {
    expect(() => read(utf8(text), 'a.json')).toThrow(words);
  });

  it('a huge file is not read', () => {
    expect(() => read(new Uint8Array(workflowFileCap + 1))).toThrow('64 MB');
  });
});

describe('pictures', () => {
  it.each([
    ['tEXt', png(tEXt('prompt', json))],
    ['zTXt', png(chunk('zTXt', Buffer.concat([Buffer.from('prompt\0\0'), deflateSync(json)])))],
    ['iTXt', png(chunk('iTXt', Buffer.concat([Buffer.from('prompt\0\0\0\0\0'), utf8(json)])))],
    [
      'packed iTXt',
      png(chunk('iTXt', Buffer.concat([Buffer.from('prompt\0\x01\0en\0prompt\0'), deflateSync(json)]))),
    ],
    [
      'cut off behind the text',
      png(tEXt('prompt', json), chunk('IDAT', Buffer.alloc(900))).subarray(0, -600),
    ],
  ])('PNG with %s', (_case, bytes) => {
    expect(read(bytes)).toEqual({ format: 'api', workflow: api });
  });

  it('takes the interface format where a picture has only that', () => {
    const graph = { nodes: [{ id: 1, type: 'LoadImage', widgets_values: ['a.png', 'image'] }], links: [] };
    expect(read(png(tEXt('workflow', JSON.stringify(graph)))).format).toBe('interface');
  });

  it('reads WebP with ComfyUI’s EXIF', () => {
    const text = Buffer.from(`prompt:${json}\0`, 'latin1');
    const tiff = Buffer.alloc(8 + 2 + 12 + 4);
    tiff.write('II*\0', 0, 'latin1');
    tiff.writeUInt32LE(8, 4);
    tiff.writeUInt16LE(1, 8);
    tiff.writeUInt16LE(0x0110, 10);
    tiff.writeUInt16LE(2, 12);
    tiff.writeUInt32LE(text.byteLength, 14);
    tiff.writeUInt32LE(tiff.byteLength, 18);
    const exif = Buffer.concat([tiff, text]);
    const header = Buffer.alloc(20);
    header.write('RIFF', 0, 'latin1');
    header.write('WEBPEXIF', 8, 'latin1');
    header.writeUInt32LE(exif.byteLength, 16);
    expect(read(Buffer.concat([header, exif]))).toEqual({ format: 'api', workflow: api });
  });

  it.each([
    ['no text', png(), 'carries no workflow'],
    ['the settings of another program', png(tEXt('parameters', 'steps: 20')), 'made by another program'],
    ['a broken packed text', png(chunk('zTXt', Buffer.from('prompt\0\0nonsense'))), 'broken'],
    [
      'a text that unpacks without end',
      png(chunk('zTXt', Buffer.concat([Buffer.from('prompt\0\0'), deflateSync(Buffer.alloc(20 * 2 ** 20))]))),
      'too large',
    ],
  ])('%s is explained', (_case, bytes, words) => {
    expect(() => read(bytes, 'a.png')).toThrow(words);
  });

  it('any bytes are refused with a code, never with a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), (bytes, isPng) => {
        try {
          read(isPng ? Buffer.concat([png().subarray(0, 33), bytes]) : bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CodedError);
        }
      }),
    );
  });
});
