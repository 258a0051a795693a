import { type DragEvent, useState } from 'react';
import { useArchiveProgress } from '../../state/archiveProgress';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { FolderOpen, PackageOpen } from '../../ui/icons';
import { useApp } from '../appStore';
import { openPacked } from '../archiveLife';
import { openProjectDialog } from '../projectLife';
import { useRecents } from '../recentsStore';
import { ArchiveNote } from './ArchiveNote';
import { openWelcomeDrop } from './dropOnWelcome';
import { NewProjectForm } from './NewProjectForm';
import { OpenProblemNote } from './OpenProblemNote';
import { RecentProjects } from './RecentProjects';
import styles from './Welcome.module.css';

/** What the window shows while no project is open. */
export function WelcomeScreen() {
  const opening = useApp((state) => state.opening);
  const problem = useApp((state) => state.openProblem);
  const archives = useArchiveProgress();
  const hasRecents = (useRecents()?.length ?? 0) > 0;
  const [name, setName] = useState('');
  const [isDropping, setIsDropping] = useState(false);

  const handleDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsDropping(true);
  };
  const handleDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsDropping(false);
    void openWelcomeDrop([...event.dataTransfer.files], name.trim());
  };

  return (
    <main
      className={cx(styles.screen, isDropping && styles.dropping)}
      aria-busy={opening !== null}
      onDragOver={handleDragOver}
      onDragLeave={(event) => {
        const into = event.relatedTarget;
        if (!(into instanceof Node && event.currentTarget.contains(into))) setIsDropping(false);
      }}
      onDrop={handleDrop}
    >
      <div className={styles.columns}>
        <section className={styles.begin} aria-label="Begin">
          <header className={styles.brand}>
            <h1 className={styles.name}>Ekonte</h1>
            <p className={styles.claim}>
              <span lang="ja">絵コンテ</span> · a storyboard that becomes the film
            </p>
          </header>
          <NewProjectForm opening={opening} name={name} onName={setName} />
        </section>
        <section className={styles.open} aria-label="Open">
          <header className={styles.openHead}>
            <h2 className={styles.heading}>{hasRecents ? 'Recent projects' : 'Sample film'}</h2>
            <div className={styles.openButtons}>
              <Button
                variant="plain"
                icon={PackageOpen}
                disabled={opening !== null || archives.some(({ kind }) => kind !== 'copy')}
                onClick={() => void openPacked()}
              >
                Open Packed…
              </Button>
              <Button
                variant="plain"
                icon={FolderOpen}
                disabled={opening !== null}
                onClick={() => void openProjectDialog()}
              >
                Open…
              </Button>
            </div>
          </header>
          <ArchiveNote />
          {problem && <OpenProblemNote problem={problem} />}
          <RecentProjects opening={opening} />
        </section>
      </div>
      {isDropping && (
        <p className={styles.dropHint} aria-live="polite">
          Drop a project to open it, or a screenplay, pictures or .storyboarder files to begin a film
        </p>
      )}
    </main>
  );
}
