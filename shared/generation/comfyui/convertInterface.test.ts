import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { describe, expect, it } from 'vitest';
import { convertInterface } from './convertInterface';
import { parseInterfaceWorkflow } from './interfaceWorkflow';
import { parseObjectInfo } from './objectInfo';

const info = parseObjectInfo({
  ...comfyObjectInfo(),
  // A custom node that saves its fields by name, and one with a field of a type of its own.
  VHS_VideoCombine: {
    input: { required: { images: ['IMAGE'], frame_rate: ['FLOAT', { default: 8 }], format: [['a', 'b']] } },
    output: [],
    output_node: true,
  },
  CurvePicker: {
    input: { required: { curve: ['CURVE', {}], amount: ['INT', { default: 1 }] } },
    output: ['INT'],
  },
  // The newer Save Video: what can be set depends on the choice before.
  SaveVideoNew: {
    input: {
      required: {
        video: ['VIDEO'],
        format: [
          'COMFY_DYNAMICCOMBO_V3',
          {
            options: [
              { key: 'auto', inputs: { required: {} } },
              { key: 'mp4', inputs: { required: { crf: ['FLOAT', { default: 23 }] } } },
            ],
          },
        ],
        filename_prefix: ['STRING', { default: 'x' }],
      },
    },
    output: [],
    output_node: true,
  },
});

type Node = Record<string, unknown> & { id: number; type: string };
const input = (name: string, type: string, link: number | null, widget = false) => ({
  name,
  type,
  link,
  ...(widget ? { widget: { name } } : {}),
});
const convert = (nodes: readonly Node[], links: readonly unknown[], more: object = {}) =>
  convertInterface(parseInterfaceWorkflow({ nodes, links, ...more }), info);

const loader: Node = {
  id: 1,
  type: 'LoadImage',
  outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
  widgets_values: ['a.png', 'image'],
};
const save = (link: number, id = 9): Node => ({
  id,
  type: 'SaveImage',
  inputs: [input('images', 'IMAGE', link)],
  widgets_values: ['out'],
});

describe('links', () => {
  it('reroutes and get/set pairs become direct', () => {
    const made = convert(
      [
        loader,
        { id: 2, type: 'Reroute', inputs: [input('', '*', 1)], outputs: [{ name: '', type: 'IMAGE' }] },
        { id: 3, type: 'SetNode', inputs: [input('IMAGE', 'IMAGE', 2)], widgets_values: ['picture'] },
        { id: 4, type: 'GetNode', outputs: [{ name: 'IMAGE', type: 'IMAGE' }], widgets_values: ['picture'] },
        save(3),
      ],
      [
        [1, 1, 0, 2, 0, 'IMAGE'],
        [2, 2, 0, 3, 0, 'IMAGE'],
        [3, 4, 0, 9, 0, 'IMAGE'],
      ],
    );
    expect(made).toEqual({
      '1': { class_type: 'LoadImage', inputs: { image: 'a.png' }, _meta: { title: 'LoadImage' } },
      '9': {
        class_type: 'SaveImage',
        inputs: { images: ['1', 0], filename_prefix: 'out' },
        _meta: { title: 'SaveImage' },
      },
    });
  });

  it('a bypassed node hands on the first input of the type', () => {
    const made = convert(
      [
        loader,
        {
          id: 2,
          type: 'FluxKontextImageScale',
          mode: 4,
          inputs: [input('mask', 'MASK', null), input('image', 'IMAGE', 1)],
          outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
        },
        save(2),
      ],
      [
        [1, 1, 0, 2, 1, 'IMAGE'],
        [2, 2, 0, 9, 0, 'IMAGE'],
      ],
    );
    expect(made['9']?.inputs['images']).toEqual(['1', 0]);
    expect(made['2']).toBeUndefined();
  });

  it('what a muted node gives is missing', () => {
    const made = convert([{ ...loader, mode: 2 }, save(1)], [[1, 1, 0, 9, 0, 'IMAGE']]);
    expect(made).toEqual({
      '9': { class_type: 'SaveImage', inputs: { filename_prefix: 'out' }, _meta: { title: 'SaveImage' } },
    });
  });

  it('links of version 1.0 are objects', () => {
    const link = { id: 1, origin_id: 1, origin_slot: 0, target_id: 9, target_slot: 0, type: 'IMAGE' };
    expect(convert([loader, save(1)], [link])['9']?.inputs['images']).toEqual(['1', 0]);
  });

  it('a circle is refused', () => {
    const reroute = (id: number, link: number): Node => ({
      id,
      type: 'Reroute',
      inputs: [input('', '*', link)],
      outputs: [{ name: '', type: 'IMAGE' }],
    });
    expect(() =>
      convert(
        [reroute(1, 2), reroute(2, 1), save(3)],
        [
          [1, 1, 0, 2, 0, '*'],
          [2, 2, 0, 1, 0, '*'],
          [3, 2, 0, 9, 0, '*'],
        ],
      ),
    ).toThrow('in a circle');
  });
});

describe('fields', () => {
  const sampler = (values: unknown[], inputs: unknown[] = []): Node => ({
    id: 3,
    type: 'KSampler',
    inputs,
    widgets_values: values,
  });

  it('are named in the order of the server, past the interface’s own', () => {
    const made = convert([sampler([7, 'randomize', 30, 5, 'uni_pc', 'simple', 0.5])], []);
    expect(made['3']?.inputs).toEqual({
      seed: 7,
      steps: 30,
      cfg: 5,
      sampler_name: 'uni_pc',
      scheduler: 'simple',
      denoise: 0.5,
    });
  });

  it('are named as well where the file is older than "control after generate"', () => {
    const made = convert([sampler([7, 30, 5, 'uni_pc', 'simple', 0.5])], []);
    expect(made['3']?.inputs).toMatchObject({ seed: 7, steps: 30, denoise: 0.5 });
  });

  it('newer than the file have their first value', () => {
    const made = convert([{ id: 1, type: 'CLIPLoader', widgets_values: ['clip_l.safetensors', 'sd3'] }], []);
    expect(made['1']?.inputs).toEqual({ clip_name: 'clip_l.safetensors', type: 'sd3', device: 'default' });
  });

  it('turned into inputs take what they are linked to, else keep their value', () => {
    const made = convert(
      [
        {
          id: 1,
          type: 'PrimitiveNode',
          outputs: [{ name: 'INT', type: 'INT' }],
          widgets_values: [99, 'fixed'],
        },
        sampler(
          [7, 'fixed', 30, 5, 'uni_pc', 'simple', 1],
          [input('seed', 'INT', 1, true), input('steps', 'INT', null, true)],
        ),
      ],
      [[1, 1, 0, 3, 0, 'INT']],
    );
    expect(made['3']?.inputs).toMatchObject({ seed: 99, steps: 30 });
  });

  it('saved by name keep their names', () => {
    const node: Node = {
      id: 1,
      type: 'VHS_VideoCombine',
      widgets_values: { frame_rate: 24, format: 'b', crf: 19, videopreview: null },
    };
    expect(convert([node], [])['1']?.inputs).toEqual({ frame_rate: 24, format: 'b', crf: 19 });
  });

  it('of a custom type that no node gives out are fields', () => {
    const made = convert([{ id: 1, type: 'CurvePicker', widgets_values: [[0, 1], 5] }], []);
    expect(made['1']?.inputs).toEqual({ curve: { __value__: [0, 1] }, amount: 5 });
  });

  it('that come with a choice stand behind it', () => {
    const made = convert([{ id: 1, type: 'SaveVideoNew', widgets_values: ['mp4', 18, 'clip'] }], []);
    expect(made['1']?.inputs).toEqual({ format: 'mp4', 'format.crf': 18, filename_prefix: 'clip' });
  });
});

describe('subgraphs', () => {
  const definition = {
    id: 'sub',
    name: 'Scaled',
    inputNode: { id: -10 },
    outputNode: { id: -20 },
    inputs: [{ name: 'image' }, { name: 'text' }],
    outputs: [{ name: 'IMAGE' }],
    nodes: [
      {
        id: 5,
        type: 'FluxKontextImageScale',
        inputs: [input('image', 'IMAGE', 1)],
        outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
      },
      {
        id: 6,
        type: 'CLIPTextEncode',
        inputs: [input('clip', 'CLIP', null), input('text', 'STRING', 3, true)],
        widgets_values: ['inner'],
      },
    ],
    links: [
      { id: 1, origin_id: -10, origin_slot: 0, target_id: 5, target_slot: 0, type: 'IMAGE' },
      { id: 2, origin_id: 5, origin_slot: 0, target_id: -20, target_slot: 0, type: 'IMAGE' },
      { id: 3, origin_id: -10, origin_slot: 1, target_id: 6, target_slot: 1, type: 'STRING' },
    ],
  };
  const links = [
    [1, 1, 0, 2, 0, 'IMAGE'],
    [2, 2, 0, 9, 0, 'IMAGE'],
  ];
  const instance = (more: object): Node => ({
    id: 2,
    type: 'sub',
    inputs: [input('image', 'IMAGE', 1), input('text', 'STRING', null, true)],
    outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
    ...more,
  });
  const definitions = { definitions: { subgraphs: [definition] } };

  it.each([
    ['the values of its nodes', {}, 'inner'],
    ['the values of its instance by inputs', { widgets_values: ['outer'] }, 'outer'],
    [
      'the values of its instance by proxies',
      { widgets_values: ['proxied'], properties: { proxyWidgets: [['6', 'text']] } },
      'proxied',
    ],
    [
      'proxies for its own inputs, saved as text',
      { widgets_values: ['own'], properties: { proxyWidgets: '[["-1","text"]]' } },
      'own',
    ],
  ])('unfold with %s', (_case, more, text) => {
    const made = convert([loader, instance(more), save(2)], links, definitions);
    expect(made['2:5']).toMatchObject({ class_type: 'FluxKontextImageScale', inputs: { image: ['1', 0] } });
    expect(made['2:6']?.inputs).toEqual({ text });
    expect(made['9']?.inputs['images']).toEqual(['2:5', 0]);
    expect(Object.keys(made).sort()).toEqual(['1', '2:5', '2:6', '9']);
  });

  it('that contain themselves are refused', () => {
    const inner = { ...definition, nodes: [...definition.nodes, { id: 7, type: 'sub' }] };
    const graph = { definitions: { subgraphs: [inner] } };
    expect(() => convert([loader, instance({}), save(2)], links, graph)).toThrow('contain each other');
  });
});

describe('what cannot be converted', () => {
  it('nodes the server lacks are named, muted ones are not', () => {
    const nodes: Node[] = [
      { id: 1, type: 'Fancy' },
      { id: 2, type: 'Quiet', mode: 2 },
      { id: 3, type: 'Note', widgets_values: ['hello'] },
    ];
    expect(() => convert(nodes, [])).toThrow('does not have a node of this workflow: Fancy.');
  });

  it('group nodes are explained', () => {
    expect(() => convert([{ id: 1, type: 'workflow>My group' }], [])).toThrow('group node (My group)');
  });

  it('a workflow of notes has nothing to run', () => {
    expect(() => convert([{ id: 1, type: 'Note' }], [])).toThrow('muted, bypassed or notes');
  });
});
