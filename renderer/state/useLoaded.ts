import { useCallback, useEffect, useState } from 'react';
import { raiseError } from './notices';

/** A list that is loaded when it is first shown and after each change. null = on its way. */
export function useLoaded<T>(load: () => Promise<T>): readonly [T | null, () => Promise<void>] {
  const [value, setValue] = useState<T | null>(null);
  const reload = useCallback(() => load().then(setValue, raiseError), [load]);
  useEffect(() => void reload(), [reload]);
  return [value, reload];
}
