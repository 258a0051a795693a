import type { LayerId, ShotId } from '@shared/document/ids';
import { layersOfLink } from '@shared/layers/linkedLayers';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { useDocument, useSequence } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { SearchField } from '../ui/TextField';
import styles from './LinkDialog.module.css';
import { stageStore, useStage } from './stageStore';

const rowHeight = 44;
const close = (): void => stageStore.setState({ linkingLayerId: null });

/** "Show This Layer in Other Shots…": which ones. */
export function LinkDialog() {
  const layerId = useStage((state) => state.linkingLayerId);
  return layerId ? <LinkChoice layerId={layerId} /> : null;
}

function LinkChoice({ layerId }: { readonly layerId: LayerId }) {
  const layer = useDocument((document) => document.get('layer', layerId));
  const sequence = useSequence();
  const linked = useDocument((document) => (layer?.linkId ? layersOfLink(document, layer.linkId) : none));
  const [chosen, setChosen] = useState<ReadonlySet<ShotId>>(new Set());
  const [query, setQuery] = useState('');
  // State, not a ref: the dialog is put into the page after the first render.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const showing = useMemo(() => new Set<string>(linked.map(({ shotId }) => shotId)), [linked]);
  const entries = useMemo(() => {
    const words = query.trim().toLowerCase();
    return sequence.shots.filter(
      ({ shot, label, scene }) =>
        shot.id !== layer?.shotId &&
        (words === '' || `${label} ${shot.action} ${scene.heading}`.toLowerCase().includes(words)),
    );
  }, [sequence, query, layer]);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  if (!layer) return null;
  const toggle = (shotId: ShotId): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(shotId)) next.add(shotId);
      return next;
    });
  const free = entries.filter(({ shot }) => !showing.has(shot.id));
  const areAll = free.length > 0 && free.every(({ shot }) => chosen.has(shot.id));
  const link = (): void => {
    void runCommand('layer.link', { layerId, shotIds: [...chosen] }, { keepSelection: true });
    close();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Show "${layer.name}" in other shots`}
      description="It shows the same everywhere: a change to one is a change to all, until it is unlinked."
      width={520}
      onEnter={chosen.size === 0 ? undefined : link}
      actions={
        <>
          <Button variant="plain" onClick={close}>
            Cancel
          </Button>
          <Button variant="accent" disabled={chosen.size === 0} onClick={link}>
            {chosen.size < 2 ? 'Show in Shot' : `Show in ${chosen.size} Shots`}
          </Button>
        </>
      }
    >
      <div className={styles.bar}>
        <SearchField label="Find a shot" value={query} onChange={setQuery} className={styles.search} />
        <Checkbox
          label="All"
          isChecked={areAll}
          isDisabled={free.length === 0}
          onChange={(isOn) => setChosen(new Set(isOn ? free.map(({ shot }) => shot.id) : []))}
        />
      </div>
      <div ref={setScroller} className={styles.list}>
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            const { shot, label, scene } = entry;
            const isShowing = showing.has(shot.id);
            return (
              <li key={shot.id} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
                <Checkbox
                  label={`Shot ${label}`}
                  isChecked={isShowing || chosen.has(shot.id)}
                  isDisabled={isShowing}
                  onChange={() => toggle(shot.id)}
                />
                <ShotThumbnail shotId={shot.id} width={60} height={34} />
                <span className={styles.words}>
                  {isShowing ? 'shows it already' : shot.action || scene.heading}
                </span>
              </li>
            );
          })}
        </ul>
        {entries.length === 0 && <p className={styles.empty}>There is no other shot like that.</p>}
      </div>
    </Dialog>
  );
}

const none: readonly never[] = [];
