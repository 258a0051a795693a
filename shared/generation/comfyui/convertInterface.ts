import { CodedError } from '../../rpc/result';
import type { ApiNode, ApiWorkflow, InputValue } from './apiWorkflow';
import { type FieldValues, fieldValues } from './fieldValues';
import type { InterfaceLink, InterfaceNode, InterfaceWorkflow, Subgraph } from './interfaceWorkflow';
import { fieldTest, type InputInfo, type NodeInfo, type ObjectInfo } from './objectInfo';

const muted = 2;
const bypassed = 4;
/** Nodes of the interface alone: notes, and wires with a shape. */
const noteTypes: ReadonlySet<string> = new Set(['Note', 'MarkdownNote']);
const subgraphDepthCap = 20;
/** What subgraphs unfold to, all together. */
const unfoldedCap = 20_000;

/** Nodes of one graph: the workflow itself, or a subgraph where one of its instances stands. */
interface Scope {
  /** Ids of the instances around it, outermost first: the server knows inner nodes as "12:3". */
  readonly path: readonly string[];
  readonly nodes: ReadonlyMap<string, InterfaceNode>;
  readonly links: ReadonlyMap<string, InterfaceLink>;
  readonly inside: {
    readonly graph: Subgraph;
    readonly instance: InterfaceNode;
    readonly outer: Scope;
  } | null;
  /** Values set on the instance for fields of inner nodes: inner node id → field → value. */
  readonly overrides: ReadonlyMap<string, FieldValues>;
}

type Source =
  | { readonly as: 'link'; readonly id: string; readonly output: number }
  | { readonly as: 'value'; readonly value: InputValue };

/**
 * A workflow as the server takes it, from one as the interface saved it: the interface's own conversion, with the names
 * and order of fields that only the server knows. Muted nodes and notes fall away, bypassed nodes, reroutes and
 * get/set pairs become direct links, primitives become values, subgraphs are unfolded.
 * @throws CodedError `unsupported` naming nodes the server does not have, or what cannot be converted
 */
export function convertInterface(workflow: InterfaceWorkflow, info: ObjectInfo): ApiWorkflow {
  return new Conversion(workflow, info).run();
}

/** Node classes of a workflow that the server would have to know, each once, in order. */
export function neededClasses(workflow: InterfaceWorkflow): string[] {
  const subgraphs = new Set(workflow.definitions?.subgraphs.map(({ id }) => id));
  const nodes = [
    ...workflow.nodes,
    ...(workflow.definitions?.subgraphs.flatMap((graph) => graph.nodes) ?? []),
  ];
  const types = nodes
    .filter((node) => node.mode !== muted && node.mode !== bypassed)
    .map(({ type }) => type)
    .filter((type) => !subgraphs.has(type) && !isVirtual(type));
  return [...new Set(types)];
}

class Conversion {
  readonly #info: ObjectInfo;
  readonly #isField: (input: InputInfo) => boolean;
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;
  readonly #root: Scope;
  readonly #inner = new Map<string, Scope>();
  readonly #nodes: Record<string, ApiNode> = {};
  #count = 0;

  constructor(workflow: InterfaceWorkflow, info: ObjectInfo) {
    this.#info = info;
    this.#isField = fieldTest(info);
    this.#subgraphs = new Map(workflow.definitions?.subgraphs.map((graph) => [graph.id, graph]));
    this.#root = {
      path: [],
      nodes: byId(workflow.nodes),
      links: byId(workflow.links),
      inside: null,
      overrides: new Map(),
    };
    const groups = workflow.nodes.filter(({ type }) => /^workflow[/>]/.test(type));
    if (groups.length > 0) {
      throw new CodedError(
        'unsupported',
        `This workflow has a group node (${groups[0]?.type.slice(9)}). Turn it into a subgraph in ComfyUI, or export the workflow with "Export (API)".`,
      );
    }
    const missing = neededClasses(workflow).filter((type) => !info.has(type));
    if (missing.length > 0) {
      throw new CodedError(
        'unsupported',
        `The server does not have ${missing.length === 1 ? 'a node' : `${missing.length} nodes`} of this workflow: ${missing.slice(0, 8).join(', ')}${missing.length > 8 ? ' …' : ''}. Install them there, or use a server that has them.`,
      );
    }
  }

  run(): ApiWorkflow {
    this.#addNodes(this.#root);
    for (const { inputs } of Object.values(this.#nodes)) {
      for (const [name, value] of Object.entries(inputs)) {
        const target = Array.isArray(value) && value.length === 2 ? value[0] : undefined;
        if (typeof target === 'string' && !Object.hasOwn(this.#nodes, target)) delete inputs[name];
      }
    }
    if (Object.keys(this.#nodes).length === 0) {
      throw new CodedError('unsupported', 'All nodes of this workflow are muted, bypassed or notes.');
    }
    return this.#nodes;
  }

  #addNodes(scope: Scope): void {
    if (scope.path.length > subgraphDepthCap) {
      throw new CodedError('unsupported', 'The subgraphs of this workflow contain each other.');
    }
    for (const node of scope.nodes.values()) {
      this.#count += 1;
      if (this.#count > unfoldedCap) {
        throw new CodedError('tooLarge', 'The subgraphs of this workflow unfold to too many nodes.');
      }
      if (node.mode === muted || node.mode === bypassed || isVirtual(node.type)) continue;
      const inner = this.#innerScope(scope, node);
      if (inner) this.#addNodes(inner);
      else this.#addNode(scope, node);
    }
  }

  #addNode(scope: Scope, node: InterfaceNode): void {
    const info = this.#info.get(node.type);
    if (!info) return;
    const values = { ...fieldValues(node, info, this.#isField), ...scope.overrides.get(node.id) };
    const inputs: Record<string, InputValue> = {};
    for (const [name, value] of Object.entries(values)) {
      // A bare list of two would be read as a link.
      inputs[name] = Array.isArray(value) ? { __value__: value } : value;
    }
    for (const [index, input] of node.inputs.entries()) {
      if (input.link === null || input.name === '') continue;
      const source = this.#sourceOfInput(scope, node, index, typeOf(info, input.name, input.type), new Set());
      if (source?.as === 'link') inputs[input.name] = [source.id, source.output];
      else if (source?.as === 'value') inputs[input.name] = source.value;
      else if (!input.widget) delete inputs[input.name];
    }
    const title = node.title === undefined || node.title === node.type ? info.displayName : node.title;
    this.#nodes[executionId(scope, node.id)] = { class_type: node.type, inputs, _meta: { title } };
  }

  #sourceOfInput(
    scope: Scope,
    node: InterfaceNode,
    index: number,
    type: string,
    seen: Set<string>,
  ): Source | undefined {
    const here = `${executionId(scope, node.id)}<${index}`;
    if (seen.has(here)) throw new CodedError('unsupported', `The links of ${labelOf(node)} run in a circle.`);
    seen.add(here);
    const linkId = node.inputs[index]?.link ?? null;
    if (linkId === null) return undefined;
    const link = scope.links.get(linkId);
    if (!link) return undefined;
    const { inside } = scope;
    if (inside && link.originId === inside.graph.inputNode.id) {
      const name = inside.graph.inputs[link.originSlot]?.name;
      // Instances made by older versions may lack inputs at the end: names are surer than places.
      const outerIndex = inside.instance.inputs.findIndex((input) => input.name === name);
      return outerIndex < 0
        ? undefined
        : this.#sourceOfInput(inside.outer, inside.instance, outerIndex, type, seen);
    }
    const origin = scope.nodes.get(link.originId);
    return origin && this.#sourceOfOutput(scope, origin, link.originSlot, type, seen);
  }

  #sourceOfOutput(
    scope: Scope,
    node: InterfaceNode,
    output: number,
    type: string,
    seen: Set<string>,
  ): Source | undefined {
    if (node.mode === muted) return undefined;
    if (node.mode === bypassed) {
      const index = bypassIndex(node, output, type);
      return index < 0 ? undefined : this.#sourceOfInput(scope, node, index, type, seen);
    }
    if (node.type === 'PrimitiveNode') {
      const value = Array.isArray(node.widgets_values) ? node.widgets_values[0] : undefined;
      return value === undefined ? undefined : { as: 'value', value };
    }
    if (node.type === 'GetNode') {
      const name = firstValue(node);
      const setter = [...scope.nodes.values()].find(
        (other) => other.type === 'SetNode' && firstValue(other) === name,
      );
      return setter && this.#sourceOfInput(scope, setter, 0, type, seen);
    }
    if (isVirtual(node.type)) {
      return node.inputs[output] ? this.#sourceOfInput(scope, node, output, type, seen) : undefined;
    }
    const inner = this.#innerScope(scope, node);
    if (inner?.inside) {
      const { outputNode, outputs } = inner.inside.graph;
      const name = node.outputs[output]?.name;
      const byName = outputs.findIndex((candidate) => candidate.name === name);
      const slot = outputs[output]?.name === name || byName < 0 ? output : byName;
      const link = [...inner.links.values()].find(
        ({ targetId, targetSlot }) => targetId === outputNode.id && targetSlot === slot,
      );
      const origin = link && inner.nodes.get(link.originId);
      if (!link || !origin) return undefined;
      return this.#sourceOfOutput(inner, origin, link.originSlot, type, seen);
    }
    return { as: 'link', id: executionId(scope, node.id), output };
  }

  /** The inside of a subgraph's instance; undefined for plain nodes. */
  #innerScope(outer: Scope, instance: InterfaceNode): Scope | undefined {
    const graph = this.#subgraphs.get(instance.type);
    if (!graph) return undefined;
    const id = executionId(outer, instance.id);
    const known = this.#inner.get(id);
    if (known) return known;
    const scope: Scope = {
      path: [...outer.path, instance.id],
      nodes: byId(graph.nodes),
      links: byId(graph.links),
      inside: { graph, instance, outer },
      overrides: promotedValues(graph, instance, outer.overrides.get(instance.id)),
    };
    this.#inner.set(id, scope);
    return scope;
  }
}

/**
 * Values an instance sets for fields of the nodes inside. Two forms are saved: `proxyWidgets` lists inner node and field
 * in the order of the instance's values ("-1" = an input of the instance); before that, the values follow the
 * instance's inputs that have a field. `given`: set from further outside, by the instance's inputs.
 */
function promotedValues(
  graph: Subgraph,
  instance: InterfaceNode,
  given: FieldValues | undefined,
): ReadonlyMap<string, FieldValues> {
  const found = new Map<string, Record<string, InputValue>>();
  const set = (nodeId: string, field: string, value: InputValue | undefined): void => {
    if (value === undefined || value === null || field === 'control_after_generate') return;
    found.set(nodeId, { ...found.get(nodeId), [field]: value });
  };
  const setInput = (name: string, value: InputValue | undefined): void => {
    const slot = graph.inputs.findIndex((input) => input.name === name);
    for (const link of graph.links) {
      if (slot < 0 || link.originId !== graph.inputNode.id || link.originSlot !== slot) continue;
      const target = graph.nodes.find((node) => node.id === link.targetId);
      const field = target?.inputs[link.targetSlot]?.widget?.name;
      if (target && field !== undefined) set(target.id, field, value);
    }
  };
  const values = Array.isArray(instance.widgets_values) ? instance.widgets_values : [];
  const proxies = proxyWidgets(instance.properties?.['proxyWidgets']);
  const withField = instance.inputs.filter((input) => input.widget);
  if (proxies.length > 0) {
    if (proxies.length === values.length) {
      for (const [index, [nodeId, field]] of proxies.entries()) {
        if (nodeId === '-1') setInput(field, values[index]);
        else set(nodeId, field, values[index]);
      }
    }
  } else if (withField.length === values.length) {
    for (const [index, input] of withField.entries()) setInput(input.name, values[index]);
  }
  for (const [name, value] of Object.entries(given ?? {})) setInput(name, value);
  return found;
}

/** A list, or the same list as text in files of some versions. */
function proxyWidgets(raw: unknown): readonly (readonly [string, string])[] {
  let list = raw;
  if (typeof raw === 'string') {
    try {
      list = JSON.parse(raw);
    } catch {
      return [];
    }
  }
  if (!Array.isArray(list)) return [];
  return list.map((pair: unknown) => {
    const [nodeId, field] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return [String(nodeId ?? ''), typeof field === 'string' ? field : ''] as const;
  });
}

/** Which input stands in for an output of a bypassed node: the same place if its type fits, else the first of the type. */
function bypassIndex(node: InterfaceNode, output: number, type: string): number {
  const same = node.inputs[output];
  if (type === '*') return same ? output : node.inputs.length > 0 ? 0 : -1;
  if (same && fits(same.type, type) && fits(same.type, node.outputs[output]?.type ?? '*')) return output;
  const exact = node.inputs.findIndex((input) => input.type === type);
  return exact >= 0 ? exact : node.inputs.findIndex((input) => fits(input.type, type));
}

function fits(a: string, b: string): boolean {
  if (a === '*' || b === '*') return true;
  const parts = b.toLowerCase().split(',');
  return a
    .toLowerCase()
    .split(',')
    .some((part) => parts.includes(part));
}

function typeOf(info: NodeInfo, name: string, saved: string): string {
  return info.inputs.find((input) => input.name === name)?.type ?? saved;
}

function isVirtual(type: string): boolean {
  return noteTypes.has(type) || /^(Reroute|PrimitiveNode|GetNode|SetNode)$/.test(type);
}

function firstValue(node: InterfaceNode): unknown {
  return Array.isArray(node.widgets_values) ? node.widgets_values[0] : undefined;
}

function executionId(scope: Scope, nodeId: string): string {
  return [...scope.path, nodeId].join(':');
}

function labelOf(node: InterfaceNode): string {
  return `${node.title ?? node.type} (${node.id})`;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
