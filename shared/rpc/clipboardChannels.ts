import { z } from 'zod';
import { fragmentFormat, maxFragmentLength } from '../clipboard/fragment';
import { pastePlaceSchema } from '../clipboard/pasteFragment';
import { channel, nothing } from './channel';
import { committedSchema } from './editChannels';
import { importReplySchema, importTargetSchema } from './mediaChannels';

/** A picture of any size that a screen has. */
const maxPictureBytes = 100_000_000;

/*
 * The clipboard itself is read and written by the page, in the events `copy`, `cut` and `paste` of the browser: they come by key, by
 * menu and by `clipboard.invoke` alike, and leave text fields their own.
 */
export const clipboardChannels = {
  /** Does what the key would do: the page gets the event. */
  'clipboard.invoke': channel('main', z.object({ edit: z.enum(['cut', 'copy', 'paste']) }), nothing),
  /** Pastes a fragment from the clipboard, with files of media from the project it was copied in. */
  'clipboard.paste': channel(
    'worker',
    z.object({
      /** As the clipboard has it, under the name `fragmentFormat`. */
      text: z.string().max(maxFragmentLength).describe(fragmentFormat),
      place: pastePlaceSchema,
      selection: z.array(z.string()).max(20_000),
    }),
    z.object({
      committed: committedSchema,
      /** Names of media that are shown as missing. */
      missing: z.array(z.string()).readonly(),
    }),
  ),
  /** A picture that is on the clipboard without being a file. */
  'clipboard.pastePicture': channel(
    'worker',
    z.object({
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= maxPictureBytes),
      target: importTargetSchema,
    }),
    importReplySchema,
  ),
} as const;
