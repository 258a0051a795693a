import { useEffect, useState } from 'react';

/** The time, ms since 1970, anew every second while it `runs`. */
export function useNow(runs: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!runs) return;
    setNowMs(Date.now());
    const timer = window.setInterval(() => setNowMs(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, [runs]);
  return nowMs;
}
