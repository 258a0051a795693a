import { z } from 'zod';
import { channel, nothing } from './channel';

/**
 * Where an open project is. `gone`: not at its place; `replaced`: another is there; `closed`: it was let go, since it could
 * not be taken up again. In all of these no edit can be saved.
 */
export const placeStates = ['here', 'gone', 'replaced', 'closed'] as const;
export type PlaceState = (typeof placeStates)[number];

export const placeChannels = {
  /**
   * Asks for the folder that the open project is in now, and goes on there if it is the same, to the record. null = the
   * person closed the dialog.
   */
  'place.findDialog': channel('main', nothing, z.object({ location: z.string() }).nullable()),
  /** Looks again at once; the state is told as the event `project.place`, too. */
  'place.lookAgain': channel('worker', nothing, z.object({ state: z.enum(placeStates) })),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalPlaceChannels = {
  'place.followTo': channel('worker', z.object({ path: z.string() }), z.object({ location: z.string() })),
} as const;
