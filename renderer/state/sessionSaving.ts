import { runSettingsSchema } from '@shared/generation/runSettings';
import { listViewSchema } from '@shared/shotlist/listView';
import { frames } from '@shared/time/frames';
import { z } from 'zod';
import { call } from './bridge';
import { documentStore, kindOfId, whenLoaded } from './documentStore';
import { initialSession, type SessionState, sessionStore, setPlayhead } from './sessionStore';
import { placeTimeline, type TimelinePlace, timelinePlace, timelineViewStore } from './timelineView';

/** Playing does not outlive the window; what the timeline shows does. */
export interface SavedSession extends Omit<SessionState, 'isPlaying'> {
  readonly timeline: TimelinePlace | null;
}

const first = initialSession;

/** One schema a field, so that a new field of the session does not compile until it is known here. */
const fieldSchemas = {
  selection: z.array(z.string()).max(20_000).catch([]),
  playhead: z
    .int()
    .min(0)
    .transform((value) => frames(value))
    .catch(first.playhead),
  workspace: z.enum(['boards', 'stage', 'review']).catch(first.workspace),
  leftTab: z.enum(['elements', 'media']).catch(first.leftTab),
  inspectorTab: z.enum(['camera', 'layers', 'shot', 'prompt', 'takes']).catch(first.inspectorTab),
  cameraDragMode: z.enum(['dolly', 'zoom']).catch(first.cameraDragMode),
  boardWidth: z.number().min(40).max(2_000).catch(first.boardWidth),
  promptModel: z.string().max(60).catch(first.promptModel),
  runSettings: z.record(z.string().max(200), runSettingsSchema).catch({ ...first.runSettings }),
  boardsLayout: z.enum(['sheet', 'list']).catch(first.boardsLayout),
  listView: listViewSchema.catch(first.listView),
  isSnapping: z.boolean().catch(first.isSnapping),
  showsClipGroups: z.boolean().nullable().catch(first.showsClipGroups),
  isLooping: z.boolean().catch(first.isLooping),
  guides: z
    .object({ thirds: z.boolean(), safe: z.boolean(), centre: z.boolean() })
    .catch({ ...first.guides }),
  timeline: z
    .object({ startFrame: z.number(), pixelsPerFrame: z.number().positive() })
    .nullable()
    .catch(null),
} satisfies Record<keyof SavedSession, z.ZodType>;

const sessionSchema = z.object(fieldSchemas);

/** The session of the open project as it was left; what cannot be read takes its first value. */
export async function loadSession(): Promise<SavedSession> {
  return readSession(await call('session.load', null));
}

/** The same of what `session.load` gives. */
export function readSession(saved: unknown): SavedSession {
  const read = sessionSchema.safeParse(saved ?? {});
  return read.success ? read.data : sessionSchema.parse({});
}

/** Goes where the person was; what is gone from the document is left out. */
export function showSession(saved: SavedSession): void {
  const selection = stillThere(saved.selection);
  const { timeline, ...session } = saved;
  sessionStore.setState({ ...session, selection, isPlaying: false });
  setPlayhead(saved.playhead);
  // Last: the playhead may have been left out of its sight.
  if (timeline) placeTimeline(timeline);
  if (selection.length === saved.selection.length) return;
  // What is inside a picture may only be on its way.
  whenLoaded(() => {
    if (sessionStore.getState().selection === selection)
      sessionStore.setState({ selection: stillThere(saved.selection) });
  });
}

function stillThere(ids: readonly string[]): readonly string[] {
  const { document } = documentStore.getState();
  return ids.filter((id) => {
    const kind = kindOfId(id);
    return kind !== undefined && document.has(kind, id);
  });
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Saves the session at once. The next opening can do without it, so a failure is no message. */
export async function saveSession(): Promise<void> {
  clearTimeout(timer);
  if (!documentStore.getState().isLoaded) return;
  // As JSON has it: choices that were taken back are left out.
  const session = JSON.parse(
    JSON.stringify(sessionSchema.parse({ ...sessionStore.getState(), timeline: timelinePlace() })),
  );
  await call('session.save', { session }).catch(() => undefined);
}

/** Saves the session a little after each change; not while the film plays. @returns stops. */
export function followSession(): () => void {
  const saveSoon = (): void => {
    clearTimeout(timer);
    if (!sessionStore.getState().isPlaying) timer = setTimeout(() => void saveSession(), 600);
  };
  const stops = [sessionStore.subscribe(saveSoon), timelineViewStore.subscribe(saveSoon)];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
  };
}
