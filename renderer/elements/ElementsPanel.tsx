import { type Element, elementTypes } from '@shared/document/records';
import { selectElementUsage } from '@shared/elements/usage';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { pasteEntry } from '../clipboard/clipboardMenu';
import { currentDocument, useDocument, useList, useRecord } from '../state/documentStore';
import { carriesDrag, readDrag } from '../state/dragTypes';
import { importAndReport, importByDialog } from '../state/importReport';
import { runCommand } from '../state/runCommand';
import { select, useSelected } from '../state/sessionStore';
import { focusAlongList } from '../ui/alongList';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { EmptyState } from '../ui/EmptyState';
import { Plus, Users } from '../ui/icons';
import { Menu } from '../ui/Menu';
import type { MenuEntry } from '../ui/menuEntry';
import { ScrollArea } from '../ui/ScrollArea';
import { SearchField } from '../ui/TextField';
import { ElementCard } from './ElementCard';
import { ElementDetail } from './ElementDetail';
import styles from './Elements.module.css';
import { elementMenu } from './elementMenu';
import { elementTypeLooks } from './elementTypes';

type ElementType = Element['type'];

/** A new element from a picture of the person's choice, or without one. */
function newElementEntries(type: ElementType): readonly MenuEntry[] {
  const { title, icon } = elementTypeLooks[type];
  return [
    {
      id: `${type}-picture`,
      label: `${title} from Picture…`,
      icon,
      run: () => void importByDialog({ as: 'element', elementType: type }),
    },
    {
      id: `${type}-empty`,
      label: `${title} without Picture`,
      run: () => void runCommand('element.add', { type, name: `New ${title.toLowerCase()}` }),
    },
  ];
}

const newEntries = (): readonly MenuEntry[] =>
  elementTypes.flatMap((type, index) => [
    ...(index === 0 ? [] : [{ id: `line-${type}`, separator: true } as const]),
    ...newElementEntries(type),
  ]);

/** Characters, objects, places and styles of the film; the chosen one below. */
export function ElementsPanel() {
  const elements = useList('element');
  const usage = useDocument(selectElementUsage);
  const [chosenId] = useSelected('element');
  const chosen = useRecord('element', chosenId);
  const [query, setQuery] = useState('');
  const [targetType, setTargetType] = useState<ElementType | null>(null);
  const wanted = query.trim().toLocaleLowerCase();
  const shown = elements.filter((element) => element.name.toLocaleLowerCase().includes(wanted));
  // One of the cards is in the tab order, arrows go on from it.
  const tabStopId = (shown.find(({ id }) => id === chosenId) ?? firstShown(shown))?.id;

  const handleDragOver = (event: DragEvent, type: ElementType): void => {
    if (!carriesDrag(event.dataTransfer, 'files') && !carriesDrag(event.dataTransfer, 'media')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setTargetType(type);
  };
  const handleDrop = (event: DragEvent, type: ElementType): void => {
    setTargetType(null);
    const media = readDrag(event.dataTransfer, 'media');
    const files = [...event.dataTransfer.files];
    if (!media && files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (media) void runCommand('element.addFromMedia', { type, mediaIds: media.mediaIds });
    else void importAndReport(files, { as: 'element', elementType: type });
  };

  if (elements.length === 0) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the same is a menu of the button inside
      <div
        className={styles.panel}
        onDragOver={(event) => handleDragOver(event, 'character')}
        onDrop={(event) => handleDrop(event, 'character')}
      >
        <EmptyState
          icon={Users}
          message="Make a character, object or place from a picture and pin it on shots: change it once, and it changes everywhere."
          action={
            <Menu entries={newEntries} align="center">
              <Button variant="raised" icon={Plus}>
                New Element
              </Button>
            </Menu>
          }
        />
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <div className={styles.search}>
        <SearchField label="Find an element" value={query} onChange={setQuery} />
        <Menu entries={newEntries} align="end">
          <Button variant="plain" icon={Plus} aria-label="New element" title="New element" />
        </Menu>
      </div>
      <ScrollArea className={styles.list} onKeyDown={goAlong}>
        {elementTypes.map((type) => {
          const own = shown.filter((element) => element.type === type);
          if (own.length === 0 && type === 'style') return null;
          return (
            <section
              key={type}
              className={styles.group}
              data-target={targetType === type || undefined}
              aria-label={elementTypeLooks[type].plural}
              onDragOver={(event) => handleDragOver(event, type)}
              onDragLeave={() => setTargetType(null)}
              onDrop={(event) => handleDrop(event, type)}
            >
              <header className={styles.groupHead}>
                <span>{elementTypeLooks[type].plural}</span>
                <span>{own.length}</span>
              </header>
              {own.length === 0 && wanted === '' && <p className={styles.hint}>Drop a picture here.</p>}
              <ContextMenu entries={menuAt}>
                <div className={styles.grid}>
                  {own.map((element) => (
                    <ElementCard
                      key={element.id}
                      element={element}
                      isSelected={element.id === chosenId}
                      isTabStop={element.id === tabStopId}
                      shotCount={usage.get(element.id)?.length ?? 0}
                    />
                  ))}
                </div>
              </ContextMenu>
            </section>
          );
        })}
        {shown.length === 0 && <p className={styles.noMatch}>No element is called “{query}”.</p>}
      </ScrollArea>
      {chosen && (
        <ScrollArea className={styles.detailArea}>
          <ElementDetail key={chosen.id} element={chosen} />
        </ScrollArea>
      )}
    </div>
  );
}

const firstShown = (shown: readonly Element[]): Element | undefined =>
  elementTypes.flatMap((type) => shown.find((element) => element.type === type) ?? [])[0];

/** What the arrows come to is chosen, as by a click. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const elementId = focusAlongList(event, '[data-element]')?.dataset['element'];
  if (elementId) select([elementId]);
}

/** One menu for all cards: sixty of their own would be most of the panel's work. */
function menuAt({ target }: MouseEvent): readonly MenuEntry[] {
  const card = target instanceof globalThis.Element ? target.closest<HTMLElement>('[data-element]') : null;
  const element = currentDocument().get('element', card?.dataset['element'] as Element['id']);
  return element ? elementMenu(element) : [pasteEntry()];
}
