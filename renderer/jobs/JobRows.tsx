import type { Job } from '@shared/generation/job';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { jobStore } from '../state/jobStore';
import { ContextMenu } from '../ui/ContextMenu';
import { clickSelection, isGridKey, neighbour } from '../ui/gridSelection';
import { JobRow, jobRowHeight } from './JobRow';
import styles from './Jobs.module.css';
import { cancelJobs, goToShots, moveJobs, moveJobsBy, moveJobsToEnd, pendingJobs } from './jobCalls';
import { jobMenu } from './jobMenu';
import { isPending, moveToGap } from './jobOrder';
import { jobsPanelStore, useJobsPanel } from './jobsPanelStore';

const dragType = 'application/x-ekonte-jobs';

const setSelected = (selected: readonly string[]): void => jobsPanelStore.setState({ selected });

/** The id of a job's row in the page, for `aria-activedescendant`. */
const jobRowId = (jobId: string): string => `job-${jobId}`;

/** The id of the row that an event happened on. */
function rowOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-job]')?.dataset.job ?? null) : null;
}

export interface JobRowsProps {
  readonly jobs: readonly Job[];
  readonly isQueuePaused: boolean;
}

/** The list: chosen by pointer and arrows, put in order by dragging or with Alt and the arrows. */
export function JobRows({ jobs, isQueuePaused }: JobRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | null>(null);
  const allSelected = useJobsPanel((state) => state.selected);
  const [gap, setGap] = useState<{ readonly jobId: string; readonly side: 'before' | 'after' } | null>(null);
  const virtualizer = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => jobs[index]?.id ?? index,
    estimateSize: () => jobRowHeight,
    overscan: 6,
  });
  const order = jobs.map(({ id }) => id as string);
  const selected = allSelected.filter((id) => order.includes(id));
  const isSelected = new Set(selected);
  const current = selected.at(-1);
  const chosen = jobs.filter(({ id }) => isSelected.has(id));

  const click = (event: MouseEvent): void => {
    const id = rowOf(event.target);
    if (id === null) return;
    const modifiers = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
    setSelected(clickSelection(order, selected, anchor.current, id, modifiers));
    if (!event.shiftKey) anchor.current = id;
  };

  const menu = (event: globalThis.MouseEvent) => {
    const id = rowOf(event.target);
    if (id === null) return [];
    if (isSelected.has(id)) return jobMenu(chosen);
    setSelected([id]);
    anchor.current = id;
    return jobMenu(jobs.filter((job) => job.id === id));
  };

  const keyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    const isHandled = (): boolean => {
      if (event.altKey) {
        if (key === 'ArrowUp' || key === 'ArrowDown') moveJobsBy(isSelected, key === 'ArrowUp' ? -1 : 1);
        else if (key === 'Home' || key === 'End')
          moveJobsToEnd(isSelected, key === 'Home' ? 'top' : 'bottom');
        else return false;
        return true;
      }
      if (key === 'Delete' || key === 'Backspace') cancelJobs(chosen);
      else if (key === 'Enter') goToShots(chosen);
      else if (key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) setSelected(order);
      else if (isGridKey(key) && key !== 'ArrowLeft' && key !== 'ArrowRight') {
        const next = neighbour(order, current ?? null, key, 1);
        if (next === undefined) return true;
        const modifiers = { range: event.shiftKey, toggle: false };
        setSelected(clickSelection(order, selected, anchor.current, next, modifiers));
        if (!event.shiftKey) anchor.current = next;
        virtualizer.scrollToIndex(order.indexOf(next), { align: 'auto' });
      } else return false;
      return true;
    };
    // Keys of a button in a row are the button's.
    if (event.target !== event.currentTarget || !isHandled()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const dragStart = (event: DragEvent, job: Job): void => {
    if (!isSelected.has(job.id)) setSelected([job.id]);
    event.dataTransfer.setData(dragType, job.id);
    event.dataTransfer.effectAllowed = 'move';
  };

  const dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-job]') : null;
    const job = jobs.find(({ id }) => id === row?.dataset.job);
    if (!row || !job || !isPending(job)) {
      setGap(null);
      return;
    }
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    const side = event.clientY < top + height / 2 ? 'before' : 'after';
    if (gap?.jobId !== job.id || gap.side !== side) setGap({ jobId: job.id, side });
  };

  const drop = (event: DragEvent): void => {
    const dragged = event.dataTransfer.getData(dragType);
    setGap(null);
    if (!gap || dragged === '') return;
    event.preventDefault();
    // A filter hides some: the gap is one of the whole queue.
    const pending = pendingJobs(jobStore.getState().jobs);
    const at = pending.findIndex(({ id }) => id === gap.jobId);
    if (at < 0) return;
    const moved = isSelected.has(dragged) ? isSelected : new Set([dragged]);
    moveJobs(moveToGap(pending, moved, gap.side === 'before' ? at : at + 1));
  };

  return (
    <ContextMenu entries={menu}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        aria-label="Queue"
        aria-multiselectable
        aria-activedescendant={current && jobRowId(current)}
        tabIndex={0}
        onClick={click}
        onKeyDown={keyDown}
        onDragOver={dragOver}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setGap(null);
        }}
        onDrop={drop}
      >
        <div className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const job = jobs[index];
            return job ? (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                id={jobRowId(job.id)}
                data-job={job.id}
                className={styles.place}
                style={{ transform: `translateY(${start}px)` }}
                role="option"
                tabIndex={-1}
                aria-selected={isSelected.has(job.id)}
                aria-label={`Job ${job.label}`}
                draggable={isPending(job)}
                onDragStart={(event) => dragStart(event, job)}
                onDragEnd={() => setGap(null)}
              >
                <JobRow
                  job={job}
                  isSelected={isSelected.has(job.id)}
                  isQueuePaused={isQueuePaused}
                  insertion={gap?.jobId === job.id ? gap.side : null}
                />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </ContextMenu>
  );
}
