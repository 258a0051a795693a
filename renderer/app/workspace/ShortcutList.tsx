import { actionGroups } from '@shared/actions/action';
import { menuParts } from '@shared/actions/menus';
import { useState } from 'react';
import { useStore } from 'zustand';
import { actionStore } from '../../state/actions';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { shortcutText } from '../../ui/keys';
import { SearchField } from '../../ui/TextField';
import { appStore } from '../appStore';
import styles from './ShortcutList.module.css';

/** Every action of the window that has a key, menu by menu. Found by its name or by its key. */
export function ShortcutList() {
  const registered = useStore(actionStore, (state) => state.actions);
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const actions = [...registered.values()].filter(
    ({ title, group, keys }) =>
      keys !== undefined &&
      [title, group, ...keys.map((one) => shortcutText(one))].some((text) =>
        text.toLocaleLowerCase().includes(wanted),
      ),
  );
  return (
    <Dialog
      isOpen
      width={760}
      title="Keyboard shortcuts"
      onClose={() => appStore.setState({ isShortcutListOpen: false })}
    >
      <SearchField
        label="Find an action or a key"
        className={styles.search}
        value={query}
        onChange={setQuery}
      />
      <div className={styles.groups}>
        {actionGroups.map((group) => {
          const members = menuParts(group, actions).flat();
          if (members.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3 className={styles.heading}>{group}</h3>
              <dl>
                {members.map((action) => (
                  <div key={action.id} className={styles.line}>
                    <dt>{action.title}</dt>
                    <dd>
                      {action.keys?.map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      {actions.length === 0 && <p className={styles.none}>No action or key of that name.</p>}
    </Dialog>
  );
}
