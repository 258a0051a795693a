/** A task that was taken. */
export interface Made {
  readonly id: string;
  readonly externalId: string | null;
  readonly route: string;
  readonly body: Record<string, unknown>;
  /** Looks until it is under way, and until it is done. */
  looks: number;
  readonly units: number;
  readonly failure: string | null;
  readonly createdAtMs: number;
}

/** What Kling says around everything it answers well. */
export const ok = (data: unknown) => ({ code: 0, message: 'SUCCEED', request_id: 'r', data });

/** What a submission is answered with. */
export function takenTask(task: Made): unknown {
  // Routes below v1/ answer in another form.
  if (task.route.startsWith('v1/')) return legacyTask(task, 'submitted', [], null);
  return {
    id: task.id,
    status: 'submitted',
    create_time: task.createdAtMs,
    update_time: task.createdAtMs,
    external_id: task.externalId,
  };
}

/** What a look at a task finds. `urlOf`: where a result lies, by its name. */
export function seenTask(
  task: Made,
  {
    looksToDone,
    isLegacy,
    urlOf,
  }: { readonly looksToDone: number; readonly isLegacy: boolean; readonly urlOf: (name: string) => string },
): unknown {
  const isDone = task.looks >= looksToDone;
  const status = !isDone
    ? task.looks > 1
      ? 'processing'
      : 'submitted'
    : task.failure === null
      ? 'succeeded'
      : 'failed';
  const urls =
    status === 'succeeded'
      ? Array.from({ length: resultCount(task) }, (_, index) => urlOf(`${task.id}-${index}`))
      : [];
  if (isLegacy)
    return legacyTask(task, status === 'succeeded' ? 'succeed' : status, urls, isDone ? task.units : null);
  const type = task.route.startsWith('v1/images') ? 'image' : 'video';
  return {
    id: task.id,
    status,
    message: status === 'failed' ? task.failure : '',
    create_time: task.createdAtMs,
    update_time: task.createdAtMs + task.looks,
    external_id: task.externalId,
    outputs: urls.map((url, index) => ({ type, id: `out-${task.id}-${index}`, url, duration: '5.041' })),
    billing:
      status === 'succeeded'
        ? [{ charge_type: 'unit', amount: String(task.units), package_type: 'video' }]
        : [],
  };
}

function resultCount({ route, body }: Made): number {
  if (!route.startsWith('v1/images')) return 1;
  if (body.result_type === 'series') return body.series_amount === 'auto' ? 4 : Number(body.series_amount);
  return Number(body.n ?? 1);
}

function legacyTask(task: Made, status: string, urls: readonly string[], units: number | null): unknown {
  const isImage = task.route.startsWith('v1/images');
  const isSeries = task.body.result_type === 'series';
  const files = urls.map((url, index) => ({ id: `out-${task.id}-${index}`, index, url, duration: '5.041' }));
  return {
    task_id: task.id,
    task_status: status,
    task_status_msg: status === 'failed' ? task.failure : '',
    task_info: { external_task_id: task.externalId },
    created_at: task.createdAtMs,
    updated_at: task.createdAtMs,
    task_result: isImage
      ? isSeries
        ? { images: [], series_images: files }
        : { images: files }
      : { videos: files },
    ...(units === null ? {} : { final_unit_deduction: String(status === 'failed' ? 0 : units) }),
  };
}

/** Elements and voices: done as soon as they are asked for. */
export function assetTask(taskId: string, result: unknown, units: number): unknown {
  return {
    task_id: taskId,
    task_status: 'succeed',
    task_status_msg: '',
    task_result: result,
    final_unit_deduction: String(units),
  };
}
