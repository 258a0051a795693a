import { type ComponentType, lazy, Suspense } from 'react';

const modules = import.meta.glob([
  '../../jobs/JobsPanel.tsx',
  '../../jobs/GenerateButton.tsx',
  '../../deliver/DeliverButton.tsx',
]);

const loaded = new Map<string, ComponentType<object>>();

function feature(path: string): ComponentType<object> | null {
  const load = modules[`../../${path}.tsx`];
  if (!load) return null;
  const known = loaded.get(path);
  if (known) return known;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const component = lazy(async () => ({
    default: ((await load()) as Record<string, ComponentType<object>>)[name] as ComponentType<object>,
  }));
  loaded.set(path, component);
  return component;
}

export const hasFeature = (path: string): boolean => `../../${path}.tsx` in modules;

export function Feature({ path }: { readonly path: string }) {
  const View = feature(path);
  return View ? (
    <Suspense>
      <View />
    </Suspense>
  ) : null;
}
