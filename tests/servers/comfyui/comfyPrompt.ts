/** A workflow that was accepted. */
export interface Run {
  readonly promptId: string;
  readonly clientId: string | null;
  readonly number: number;
  readonly prompt: Record<string, { class_type: string; inputs: Record<string, unknown> }>;
  readonly extra: Record<string, unknown>;
}

/** A run as the queue and the history have it. */
export function queueItem(run: Run): unknown[] {
  return [run.number, run.promptId, run.prompt, run.extra, []];
}

/** What is wrong with a workflow, as the server answers it; null = nothing. */
export function promptProblem(prompt: Run['prompt'], objectInfo: Record<string, object>): object | null {
  const info = objectInfo as Record<string, { input?: Record<string, Record<string, unknown[]>> }>;
  for (const [id, node] of Object.entries(prompt)) {
    if (!(node.class_type in info)) {
      const details = `Node ID '#${id}'`;
      const message = `Node '${node.class_type}' not found. The custom node may not be installed.`;
      return { error: { type: 'missing_node_type', message, details, extra_info: {} }, node_errors: {} };
    }
  }
  const node_errors: Record<string, object> = {};
  for (const [id, node] of Object.entries(prompt)) {
    for (const [name, spec] of Object.entries(info[node.class_type]?.input?.['required'] ?? {})) {
      const value = node.inputs[name];
      const choices = Array.isArray(spec[0]) ? spec[0] : undefined;
      const isBad = choices && node.class_type !== 'LoadImage' && !choices.includes(value);
      if (value !== undefined && !isBad) continue;
      const error =
        value === undefined
          ? { type: 'required_input_missing', message: 'Required input is missing', details: name }
          : {
              type: 'value_not_in_list',
              message: 'Value not in list',
              details: `${name}: '${value}' not in list`,
            };
      node_errors[id] = { errors: [error], dependent_outputs: [], class_type: node.class_type };
    }
  }
  if (Object.keys(node_errors).length === 0) return null;
  const error = {
    type: 'prompt_outputs_failed_validation',
    message: 'Prompt outputs failed validation',
    details: '',
    extra_info: {},
  };
  return { error, node_errors };
}
