import { Dialog } from '../ui/Dialog';
import { Tabs } from '../ui/Tabs';
import styles from './Generators.module.css';
import { closeGenerators, type GeneratorPage, showGenerators } from './generatorDialogStore';
import { KeysPage } from './KeysPage';
import { LanguageModelPage } from './LanguageModelPage';
import { ProgramsPage } from './ProgramsPage';
import { ServersPage } from './ServersPage';
import { TemplatesPage } from './TemplatesPage';

/** What makes clips besides the local renderer, and the keys of paid services. Every change is kept at once, on this machine. */
export function GeneratorSettings({ page }: { readonly page: GeneratorPage }) {
  return (
    <Dialog isOpen width={960} title="Your own generators" onClose={closeGenerators}>
      <div className={styles.settings}>
        <Tabs
          label="Your own generators"
          value={page}
          onChange={showGenerators}
          tabs={[
            { value: 'servers', label: 'ComfyUI servers', panel: <ServersPage /> },
            { value: 'templates', label: 'Workflow templates', panel: <TemplatesPage /> },
            { value: 'programs', label: 'Programs', panel: <ProgramsPage /> },
            { value: 'languageModel', label: 'Language model', panel: <LanguageModelPage /> },
            { value: 'keys', label: 'Keys', panel: <KeysPage /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
