/** What a report of a fault should say about the program it was seen in. */
export interface AboutFacts {
  readonly version: string;
  /** "Electron 33.2.1 · Chromium 130.0.6723.152" */
  readonly engine: string;
  readonly system: string;
}

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** @param userAgent of the page: the one place where it is told what it runs in */
export function aboutFacts(version: string, platform: string, userAgent: string): AboutFacts {
  const versionOf = (product: string): string | undefined =>
    new RegExp(`\\b${product}/([\\d.]+)`).exec(userAgent)?.[1];
  const engine = [
    ['Electron', versionOf('Electron')],
    ['Chromium', versionOf('Chrome')],
  ];
  return {
    version,
    engine: engine
      .filter(([, number]) => number !== undefined)
      .map((named) => named.join(' '))
      .join(' · '),
    system: systems[platform] ?? platform,
  };
}
