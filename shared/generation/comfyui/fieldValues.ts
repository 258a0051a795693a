import type { InputValue } from './apiWorkflow';
import type { InterfaceNode } from './interfaceWorkflow';
import type { InputInfo, NodeInfo } from './objectInfo';

export type FieldValues = Readonly<Record<string, InputValue>>;

const seedControls: ReadonlySet<unknown> = new Set(['fixed', 'increment', 'decrement', 'randomize']);

/**
 * Names the values that a saved workflow lists in a row, in the order of the server's fields. The interface puts fields
 * of its own between: "control after generate" behind a seed and the button behind a file. A field that is newer than
 * the file has its first value.
 */
export function fieldValues(
  node: InterfaceNode,
  info: NodeInfo,
  isField: (input: InputInfo) => boolean,
): FieldValues {
  if (!Array.isArray(node.widgets_values)) return namedValues(node.widgets_values, info, isField);
  const row = new Row(node.widgets_values);
  const values: Record<string, InputValue> = {};
  const take = (inputs: readonly InputInfo[], prefix: string): void => {
    for (const input of inputs) {
      if (!isField(input)) continue;
      const name = `${prefix}${input.name}`;
      const value = row.next() ?? firstValueOf(input);
      if (input.hasSeedControl && seedControls.has(row.peek())) row.next();
      if (value !== undefined) values[name] = value;
      const chosen = input.nested && typeof value === 'string' ? input.nested.get(value) : undefined;
      if (chosen) take(chosen, `${name}.`);
    }
  };
  const required = info.inputs.filter(({ isRequired }) => isRequired);
  take(required, '');
  if (required.some(({ isUpload }) => isUpload)) row.next();
  take(
    info.inputs.filter(({ isRequired }) => !isRequired),
    '',
  );
  return values;
}

/** Some custom nodes save their fields by name. */
function namedValues(
  saved: Readonly<Record<string, InputValue>>,
  info: NodeInfo,
  isField: (input: InputInfo) => boolean,
): FieldValues {
  const values: Record<string, InputValue> = {};
  for (const input of info.inputs) {
    if (!isField(input)) continue;
    const value = saved[input.name] ?? firstValueOf(input);
    if (value !== undefined) values[input.name] = value;
  }
  // Fields that such nodes add to themselves, as those of a chosen format.
  for (const [name, value] of Object.entries(saved)) {
    if (!(name in values) && !info.inputs.some((input) => input.name === name) && value !== null) {
      values[name] = value;
    }
  }
  return values;
}

function firstValueOf(input: InputInfo): InputValue | undefined {
  if (input.defaultValue !== null) return input.defaultValue;
  return input.options?.[0];
}

class Row {
  readonly #values: readonly InputValue[];
  #index = 0;

  constructor(values: readonly InputValue[]) {
    this.#values = values;
  }

  peek(): InputValue | undefined {
    return this.#values[this.#index];
  }

  /** undefined past the end, and for an empty place. */
  next(): InputValue | undefined {
    const value = this.#values[this.#index];
    this.#index += 1;
    return value === null ? undefined : value;
  }
}
