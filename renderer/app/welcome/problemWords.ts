import type { ErrorCode } from '@shared/rpc/result';

export interface ProblemWords {
  readonly title: string;
  /** What the person can do, where the message does not say it. */
  readonly advice: string | null;
  /** The one next step that is offered as a button. */
  readonly step: 'retry' | 'look' | 'rescue' | 'forget' | 'open' | 'openPacked' | null;
}

/** Where a project came from: the list of recent ones, a dialog or a drop, a packed file, or a screenplay to begin with. */
export type ProblemSource = 'recent' | 'chosen' | 'packed' | 'script';

/**
 * A head and a next step for each way in which a project does not open. The message itself comes from the worker.
 */
export function problemWords(code: ErrorCode, source: ProblemSource): ProblemWords {
  if (source === 'script' && code !== 'workerLost')
    return { title: 'This is no screenplay', advice: 'No project was made.', step: null };
  return (source === 'packed' ? packedWords(code) : null) ?? openingWords(code, source === 'recent');
}

/** The message of a packed project says what is wrong, and that nothing was unpacked. null = as for any project. */
function packedWords(code: ErrorCode): ProblemWords | null {
  switch (code) {
    case 'projectNewer':
      return { title: 'This was packed by a newer Ekonte', advice: null, step: null };
    case 'projectDamaged':
    case 'unreadable':
      return { title: 'This packed project cannot be read', advice: null, step: 'openPacked' };
    case 'notAProject':
    case 'unsupported':
      return { title: 'This is no packed project', advice: null, step: 'openPacked' };
    case 'tooLarge':
      return { title: 'This packed project is too large', advice: null, step: 'openPacked' };
    case 'unsafeArchive':
      return { title: 'This packed project is not safe to open', advice: null, step: 'openPacked' };
    case 'readOnly':
      return { title: 'It cannot be unpacked there', advice: null, step: 'openPacked' };
    case 'notFound':
      return { title: 'This is not there', advice: null, step: 'openPacked' };
    case 'alreadyExists':
      return {
        title: 'There is something of that name already',
        advice: 'Nothing was written over.',
        step: 'openPacked',
      };
    default:
      return null;
  }
}

function openingWords(code: ErrorCode, isRecent: boolean): ProblemWords {
  switch (code) {
    case 'projectNewer':
      return {
        title: 'This project is from a newer Ekonte',
        advice: 'Nothing in it was changed. Update Ekonte to open it.',
        step: null,
      };
    case 'projectDamaged':
      return {
        title: 'This project cannot be read',
        advice: null,
        step: 'rescue',
      };
    case 'projectInUse':
      return {
        title: 'This project is open elsewhere',
        advice: 'Or open it for reading only: that disturbs nobody.',
        step: 'look',
      };
    case 'notFound':
      if (!isRecent) return { title: 'This is not there', advice: null, step: 'open' };
      return {
        title: 'This project is not there any more',
        advice: 'It was moved or deleted, or its disk is not connected.',
        step: 'forget',
      };
    case 'notAProject':
      return {
        title: 'This is not an Ekonte project',
        advice: 'A project is a folder whose name ends in .ekonte.',
        step: 'open',
      };
    case 'alreadyExists':
      return {
        title: 'There is something of that name already',
        advice: 'Choose another name or place; nothing was written over.',
        step: null,
      };
    case 'readOnly':
    case 'unreadable':
      return {
        title: 'This folder cannot be used',
        advice: 'Choose another place, or change its permissions.',
        step: 'open',
      };
    case 'diskFull':
      return { title: 'The disk is full', advice: 'Free some space, then try again.', step: null };
    case 'workerLost':
      return { title: 'Ekonte had to stop', advice: 'Please try again.', step: 'retry' };
    default:
      return { title: 'This did not work', advice: null, step: 'retry' };
  }
}
