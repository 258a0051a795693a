import type { Document } from '@shared/document/document';
import { createProject, createScene } from '@shared/document/factories';
import type { AnyRecord } from '@shared/document/records';
import type { Committed, DocumentPart } from '@shared/rpc/table';
import { describe, expect, it, vi } from 'vitest';
import { IncomingDocument } from './incomingDocument';

const history = { undoLabel: null, redoLabel: null };
const project = createProject({ name: 'Film' });
const scene = (name: string) => createScene({ id: `scn_${name.padEnd(8, '0')}` as never, order: `a${name}` });

/** The parts of one sending, a record each. */
function partsOf(
  sending: string,
  records: readonly AnyRecord[],
  revision = 3,
  mediaBase = 'here',
): DocumentPart[] {
  return records.map((record, index) => ({
    mediaBase,
    sending,
    index,
    records: JSON.stringify([record]),
    outline: null,
    end: index === records.length - 1 ? { revision, history } : null,
  }));
}

const commitOf = (revision: number, record: AnyRecord): Committed => ({
  revision,
  diff: { added: [record], updated: [], removed: [] },
  label: 'New Scene',
  source: 'job',
  selection: null,
  history: { undoLabel: `edit ${revision}`, redoLabel: null },
});

class Setup {
  wanted: string | null = 'here';
  sent = 0;
  /** What the worker sends when it is asked. */
  onSend: () => void = () => {
    throw new Error('Nothing was to be sent.');
  };
  onSendRest: () => void = () => {
    throw new Error('Nothing was to follow.');
  };
  /** Outlines it was told of: whose, and how many records. */
  readonly outlines: [string, number][] = [];
  prepare: (document: Document) => Promise<void> = () => Promise.resolve();
  readonly incoming = new IncomingDocument({
    wanted: () => this.wanted,
    send: async () => {
      this.sent += 1;
      this.onSend();
    },
    sendRest: async () => this.onSendRest(),
    onOutline: ({ document, mediaBase }) => void this.outlines.push([mediaBase, document.count()]),
    pause: () => Promise.resolve(),
    prepare: (document) => this.prepare(document),
  });

  receive(parts: readonly DocumentPart[]): void {
    for (const part of parts) this.incoming.receive(part);
  }

  async count(): Promise<number | undefined> {
    return (await this.incoming.take())?.document.count();
  }
}

const film = [project, scene('a'), scene('b')];

describe('a document that comes in parts', () => {
  it('is whole when all are here, and was not asked for', async () => {
    const setup = new Setup();
    setup.receive(partsOf('1', film));
    const received = await setup.incoming.take();
    expect(received?.document.records()).toEqual(film);
    expect(received).toMatchObject({ revision: 3, history });
    expect(setup.sent).toBe(0);
  });

  it('is waited for', async () => {
    const setup = new Setup();
    const parts = partsOf('1', film);
    setup.receive(parts.slice(0, 1));
    const count = setup.count();
    setup.receive(parts.slice(1));
    expect(await count).toBe(3);
  });

  it('is asked for when there is none, when its beginning was missed, and when it is of another opening', async () => {
    const [none, missed, other] = [new Setup(), new Setup(), new Setup()];
    missed.receive(partsOf('1', film).slice(1));
    other.receive(partsOf('1', film, 3, 'elsewhere'));
    for (const setup of [none, missed, other]) {
      setup.onSend = () => setup.receive(partsOf('2', film));
      expect(await setup.count()).toBe(3);
      expect(setup.sent).toBe(1);
    }
  });

  it('is asked for again after it was taken', async () => {
    const setup = new Setup();
    setup.onSend = () => setup.receive(partsOf('2', film));
    setup.receive(partsOf('1', film));
    await setup.incoming.take();
    expect(await setup.count()).toBe(3);
    expect(setup.sent).toBe(1);
  });

  it('is the later one when the worker had to begin again', async () => {
    const setup = new Setup();
    setup.receive(partsOf('1', film).slice(0, 2));
    const count = setup.count();
    setup.receive(partsOf('2', film.slice(0, 2)));
    expect(await count).toBe(2);
  });

  it('has the commits told of meanwhile on top of it, each once', async () => {
    const setup = new Setup();
    const parts = partsOf('1', film);
    setup.receive(parts.slice(0, 1));
    setup.incoming.note(commitOf(3, scene('b')));
    setup.receive(parts.slice(1));
    for (const revision of [4, 4, 5]) setup.incoming.note(commitOf(revision, scene(`c${revision}`)));
    const received = await setup.incoming.take();
    expect(received?.document.count()).toBe(5);
    expect(received).toMatchObject({ revision: 5, history: { undoLabel: 'edit 5' } });
  });

  it('is asked for again when a commit in between is missing', async () => {
    const setup = new Setup();
    setup.receive(partsOf('1', film));
    await Promise.resolve();
    setup.incoming.note(commitOf(5, scene('c')));
    setup.onSend = () => setup.receive(partsOf('2', [...film, scene('c'), scene('d')], 5));
    expect(await setup.count()).toBe(5);
    expect(setup.sent).toBe(1);
  });

  it('is not waited for any more when nobody wants it', async () => {
    const setup = new Setup();
    setup.receive(partsOf('1', film).slice(0, 1));
    const count = setup.count();
    setup.wanted = null;
    setup.incoming.forget();
    expect(await count).toBeUndefined();
  });

  it('is prepared once, when it is whole, and has on top of it what is committed meanwhile', async () => {
    const setup = new Setup();
    const prepared: number[] = [];
    setup.prepare = async (document) => {
      prepared.push(document.count());
      setup.incoming.note(commitOf(4, scene('c')));
      await Promise.resolve();
      setup.incoming.note(commitOf(5, scene('d')));
    };
    const parts = partsOf('1', film);
    setup.receive(parts.slice(0, 2));
    const taken = setup.incoming.take();
    setup.receive(parts.slice(2));
    const received = await taken;
    expect(prepared).toEqual([3]);
    expect(received).toMatchObject({ revision: 5 });
    expect(received?.document.count()).toBe(5);
  });

  it('is the later one when the worker had to begin again while it was prepared', async () => {
    const setup = new Setup();
    setup.prepare = async (document) => {
      if (document.count() === 3) setup.receive(partsOf('2', film.slice(0, 2)));
    };
    setup.receive(partsOf('1', film));
    expect(await setup.count()).toBe(2);
  });

  describe('with an outline', () => {
    /** The first part is the outline. */
    const long = (sending = '1') =>
      partsOf(sending, film).map((part) => ({
        ...part,
        outline: part.index === 0 ? { session: null } : null,
      }));

    it('is told of, prepared; the rest is asked for once, when it is taken', async () => {
      const setup = new Setup();
      const prepared: number[] = [];
      setup.prepare = async (document) => void prepared.push(document.count());
      let asked = 0;
      setup.onSendRest = () => {
        asked += 1;
        setup.receive(long().slice(1));
      };
      setup.receive(long().slice(0, 1));
      await vi.waitFor(() => expect(setup.outlines).toEqual([['here', 1]]));
      expect([asked, setup.incoming.isWhole('here')]).toEqual([0, false]);
      expect((await setup.incoming.take())?.document.records()).toEqual(film);
      expect([asked, prepared, setup.sent]).toEqual([1, [1], 0]);
    });

    it('is told of before what has come counts as settled', async () => {
      const setup = new Setup();
      const gate = Promise.withResolvers<void>();
      setup.prepare = () => gate.promise;
      setup.receive(long().slice(0, 1));
      let isSettled = false;
      const settled = setup.incoming.settled().then(() => {
        isSettled = true;
      });
      await vi.waitFor(() => expect(setup.incoming.isWhole('here')).toBe(false));
      expect([isSettled, setup.outlines]).toEqual([false, []]);
      gate.resolve();
      await settled;
      expect(setup.outlines).toEqual([['here', 1]]);
      setup.incoming.forget();
      await setup.incoming.settled();
    });

    it('is the very document that is whole later, with what is committed between', async () => {
      const setup = new Setup();
      setup.onSendRest = () => setup.receive(long().slice(1));
      setup.receive(long().slice(0, 1));
      setup.incoming.note(commitOf(4, scene('c')));
      const received = await setup.incoming.take();
      expect(received).toMatchObject({ revision: 4 });
      expect(received?.document.count()).toBe(4);
    });

    it('is not asked for the rest when that came by itself', async () => {
      const setup = new Setup();
      setup.receive(long());
      expect(await setup.count()).toBe(3);
    });

    it('gives way to the whole that the worker sends where the rest has gone', async () => {
      const setup = new Setup();
      setup.onSendRest = () => setup.receive(partsOf('2', film.slice(0, 2)));
      setup.receive(long().slice(0, 1));
      expect(await setup.count()).toBe(2);
    });
  });

  it('tells what kept it from being sent', async () => {
    const setup = new Setup();
    setup.onSend = () => {
      throw new Error('The worker is lost.');
    };
    await expect(setup.incoming.take()).rejects.toThrow('The worker is lost.');
  });
});
