import { useDocument } from '../state/documentStore';
import { Dialog } from '../ui/Dialog';
import { Tabs } from '../ui/Tabs';
import { FieldsPage } from './FieldsPage';
import { FilmPage } from './FilmPage';
import { LookPage } from './LookPage';
import { NumberingPage } from './NumberingPage';
import { PicturePage } from './PicturePage';
import styles from './Project.module.css';
import { closeSettings, type SettingsPage, showSettings } from './projectDialogStore';
import { TimePage } from './TimePage';

/** All that is set once for a film. Every change is an edit of its own and can be undone. */
export function ProjectSettings({ page }: { readonly page: SettingsPage }) {
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  if (!project) return null;
  return (
    <Dialog isOpen width={880} title="Project settings" onClose={closeSettings}>
      <div className={styles.settings}>
        <Tabs
          label="Project settings"
          value={page}
          onChange={showSettings}
          tabs={[
            { value: 'film', label: 'Film', panel: <FilmPage project={project} /> },
            { value: 'look', label: 'Look', panel: <LookPage project={project} /> },
            { value: 'picture', label: 'Picture', panel: <PicturePage project={project} /> },
            { value: 'time', label: 'Time', panel: <TimePage project={project} /> },
            { value: 'numbering', label: 'Numbering', panel: <NumberingPage project={project} /> },
            { value: 'fields', label: 'Custom fields', panel: <FieldsPage /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
