import type { ServerReport } from '@shared/generation/comfyui/server';

/** "cuda:0 NVIDIA GeForce RTX 4090: 20 of 24 GB free" */
export function deviceWords({ name, totalBytes, freeBytes }: ServerReport['devices'][number]): string {
  // ComfyUI appends how it takes memory, which is no part of the name.
  const plain = name.replace(/\s*:\s*(native|cudaMallocAsync)\s*$/, '');
  if (totalBytes <= 0) return plain;
  return `${plain}: ${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} GB free`;
}

export function queueWords({ running, pending }: Pick<ServerReport, 'running' | 'pending'>): string {
  if (running + pending === 0) return 'idle';
  const waiting = pending === 0 ? '' : `, ${pending} waiting`;
  return `${running === 0 ? 'about to begin' : 'at work'}${waiting}`;
}

function gigabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 30);
}
