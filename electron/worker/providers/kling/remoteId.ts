/** Where a submission is, as it is kept with the job: which API made it, by which route, and the task's id there. */
export interface RemoteTask {
  readonly api: 'standard' | 'legacy';
  readonly route: string;
  readonly id: string;
}

export function remoteIdOf({ api, route, id }: RemoteTask): string {
  return `${api}:${route}:${id}`;
}

/** @throws RangeError for text that `remoteIdOf` has not made */
export function remoteTaskOf(text: string): RemoteTask {
  const [api, route, ...rest] = text.split(':');
  const id = rest.join(':');
  if ((api !== 'standard' && api !== 'legacy') || route === undefined || id === '') {
    throw new RangeError(`"${text}" names no task at Kling.`);
  }
  return { api, route, id };
}
