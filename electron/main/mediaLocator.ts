import { extname } from 'node:path';
import type { LocatedMedia, MediaAddress } from './mediaProtocol';
import type { WorkerSupervisor } from './workerSupervisor';

const pictureTypes: Readonly<Record<string, string>> = {
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

interface ProjectHolder {
  readonly supervisor: WorkerSupervisor;
}

/** Who has projects open: the windows, or the command line's one task. */
export interface ProjectHolders {
  ofToken(token: string): ProjectHolder | undefined;
  front(): ProjectHolder | undefined;
}

/** Asks the worker whose project an address belongs to where the bytes lie; null = not there, `left` = its project is not open, or has no such media. */
export async function locateMedia(
  windows: ProjectHolders,
  address: MediaAddress,
): Promise<LocatedMedia | 'left' | null> {
  switch (address.kind) {
    case 'media': {
      const { token, mediaId, rendition } = address;
      const located = await windows
        .ofToken(token)
        ?.supervisor.callInternal('media.locate', { mediaId, rendition });
      if (located?.ok) return located.value ?? 'left';
      return !located || located.error.code === 'noProject' ? 'left' : null;
    }
    case 'segment': {
      const { token, hash } = address;
      const located = await windows.ofToken(token)?.supervisor.callInternal('segment.locate', { hash });
      return located?.ok ? { path: located.value.path, mimeType: 'video/mp4' } : null;
    }
    case 'lent': {
      const { token, name } = address;
      const located = await windows.ofToken(token)?.supervisor.callInternal('lent.locate', { name });
      return located?.ok ? { path: located.value.path, mimeType: 'video/mp4' } : null;
    }
    case 'recent': {
      const { recentId } = address;
      const located = await windows.front()?.supervisor.callInternal('recents.locatePicture', { recentId });
      if (!located?.ok) return null;
      const { path } = located.value;
      return { path, mimeType: pictureTypes[extname(path)] ?? 'application/octet-stream' };
    }
  }
}
