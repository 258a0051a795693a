import type { ApiNode, ApiWorkflow } from './apiWorkflow';
import type { InputInfo, ObjectInfo } from './objectInfo';

/**
 * The same workflow in the words of a server. Newer nodes hang some inputs below the choice that needs them ("codec"
 * became "format.codec"); a workflow from before has them beside it. What the server knows under its old name stays.
 */
export function fitToServer(workflow: ApiWorkflow, info: ObjectInfo): ApiWorkflow {
  let fitted: Record<string, ApiNode> | null = null;
  for (const [nodeId, node] of Object.entries(workflow)) {
    const known = info.get(node.class_type);
    if (!known?.inputs.some(({ nested }) => nested)) continue;
    const added = missingBelow(node, known.inputs, '');
    if (Object.keys(added).length === 0) continue;
    fitted ??= { ...workflow };
    fitted[nodeId] = { ...node, inputs: { ...node.inputs, ...added } };
  }
  return fitted ?? workflow;
}

/** Inputs below the choices made, with their full names, as the server wants them. */
export function inputsBelow(node: ApiNode, inputs: readonly InputInfo[], prefix = ''): InputInfo[] {
  return inputs.flatMap((input) => {
    const name = `${prefix}${input.name}`;
    const chosen = node.inputs[name];
    const below = input.nested && typeof chosen === 'string' ? input.nested.get(chosen) : undefined;
    return below
      ? [
          ...below.map((inner) => ({ ...inner, name: `${name}.${inner.name}` })),
          ...inputsBelow(node, below, `${name}.`),
        ]
      : [];
  });
}

function missingBelow(node: ApiNode, inputs: readonly InputInfo[], prefix: string): ApiNode['inputs'] {
  const added: ApiNode['inputs'] = {};
  const look = (list: readonly InputInfo[], before: string): void => {
    for (const input of list) {
      const name = `${before}${input.name}`;
      const chosen = added[name] ?? node.inputs[name];
      const below = input.nested && typeof chosen === 'string' ? input.nested.get(chosen) : undefined;
      for (const inner of below ?? []) {
        const full = `${name}.${inner.name}`;
        if (node.inputs[full] !== undefined) continue;
        const plain = node.inputs[inner.name];
        const first = inner.defaultValue ?? inner.options?.[0];
        const value =
          plain !== undefined && isChoice(inner, plain) ? plain : inner.isRequired ? first : undefined;
        if (value !== undefined) added[full] = value;
      }
      if (below) look(below, `${name}.`);
    }
  };
  look(inputs, prefix);
  return added;
}

function isChoice({ options }: InputInfo, value: unknown): boolean {
  return options === null || options.some((option) => option === value);
}
