import type { Document } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { buildRequest } from '@shared/generation/buildRequest';
import { checkRequest } from '@shared/generation/checkRequest';
import { estimateCost } from '@shared/generation/estimateCost';
import { klingOptions } from '@shared/generation/kling/settings';
import type { Problem } from '@shared/generation/problems';
import { promptOf } from '@shared/generation/promptOf';
import { totalSeconds } from '@shared/generation/seconds';
import { type ModelRun, packingRun } from '../state/clipPacking';
import { currentDocument, documentStore } from '../state/documentStore';
import { type GroupFacts, groupPrice } from './clipGroupWords';

interface Known {
  readonly run: ModelRun;
  readonly sources: readonly unknown[];
  readonly facts: GroupFacts | null;
  /** At which it was last seen to be right. */
  revision: number;
}

/** So much is done at once: a frame of the window has room for it, ms. */
const sliceMs = 5;
/** While the view moves nothing is worked out: it would cost the frames of the movement, ms. */
const restMs = 90;
const mostRemembered = 5_000;
const filmWide = ['project', 'element', 'look', 'voice', 'media'] as const;

/**
 * What the brackets say of shots that would go out together: price, seconds and problems. Asking for the facts of a group has
 * them worked out a little later, in slices, and again only when something of its own shots or of the whole film changes.
 */
export class ClipGroupFacts {
  readonly #known = new Map<string, Known>();
  readonly #wanted = new Map<string, readonly ShotId[]>();
  readonly #onMade: () => void;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onMade facts have been worked out: draw again */
  constructor(onMade: () => void) {
    this.#onMade = onMade;
  }

  /** As far as they are known, perhaps from before the last edit; null = not yet. */
  of(shotIds: readonly ShotId[]): GroupFacts | null {
    const key = shotIds.join(' ');
    const known = this.#known.get(key);
    if (known && this.#isRight(known, shotIds)) return known.facts;
    this.#wanted.set(key, shotIds);
    this.#timer ??= setTimeout(() => this.#work());
    return known?.facts ?? null;
  }

  /** At once: of the few groups under a hand. */
  now(shotIds: readonly ShotId[]): GroupFacts | null {
    const known = this.#known.get(shotIds.join(' '));
    return known && this.#isRight(known, shotIds) ? known.facts : this.#make(shotIds);
  }

  #isRight(known: Known, shotIds: readonly ShotId[]): boolean {
    const { document, revision } = documentStore.getState();
    if (known.run !== packingRun()) return false;
    if (known.revision === revision) return true;
    const sources = sourcesOf(document, shotIds);
    if (sources.some((source, index) => source !== known.sources[index])) return false;
    known.revision = revision;
    return true;
  }

  /** The view moves. */
  noteMove(): void {
    this.#movedAtMs = performance.now();
  }

  #work(): void {
    const restsInMs = this.#movedAtMs + restMs - performance.now();
    if (restsInMs > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        // What is in view now is asked for anew.
        this.#wanted.clear();
        this.#onMade();
      }, restsInMs);
      return;
    }
    this.#timer = undefined;
    const untilMs = performance.now() + sliceMs;
    for (const [key, shotIds] of this.#wanted) {
      this.#wanted.delete(key);
      this.#make(shotIds);
      if (performance.now() > untilMs) break;
    }
    if (this.#wanted.size > 0) this.#timer = setTimeout(() => this.#work(), sliceMs);
    this.#onMade();
  }

  #make(shotIds: readonly ShotId[]): GroupFacts | null {
    const document = currentDocument();
    if (shotIds.some((id) => !document.has('shot', id))) return null;
    const run = packingRun();
    const facts = factsOf(document, shotIds, run);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    const { revision } = documentStore.getState();
    this.#known.set(shotIds.join(' '), { run, sources: sourcesOf(document, shotIds), facts, revision });
    return facts;
  }

  /** Another project. */
  forgetAll(): void {
    this.#known.clear();
    this.#wanted.clear();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.forgetAll();
  }
}

function factsOf(
  document: Document,
  shotIds: readonly ShotId[],
  { model, settings, preset }: ModelRun,
): GroupFacts | null {
  try {
    const request = buildRequest(document, shotIds, klingOptions(settings, preset));
    const problems: readonly Problem[] = checkRequest(request, model, promptOf(request, model));
    return {
      seconds: totalSeconds(request.shots),
      price: groupPrice(estimateCost(request, model)),
      problems: problems.map(({ severity, message }) => ({ severity, message })),
    };
  } catch (error) {
    // Settings that a model no longer takes: the run says so, in words.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** All that the facts of a group are made from, to be compared one by one. */
function sourcesOf(document: Document, shotIds: readonly ShotId[]): unknown[] {
  const sources: unknown[] = filmWide.map((kind) => document.version(kind));
  for (const id of shotIds) {
    sources.push(
      document.get('shot', id),
      document.childrenOf('layer', id),
      document.childrenOf('dialogueLine', id),
      document.childrenOf('cameraKeyframe', id),
    );
  }
  return sources;
}
