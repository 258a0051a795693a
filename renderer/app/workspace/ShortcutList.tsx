import { useStore } from 'zustand';
import { type Action, actionStore } from '../../state/actions';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { appStore } from '../appStore';
import styles from './ShortcutList.module.css';

/** Every action of the window that has a key, by group. */
export function ShortcutList() {
  const actions = useStore(actionStore, (state) => state.actions);
  const groups = new Map<string, Action[]>();
  for (const action of actions.values()) {
    if (action.keys) groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return (
    <Dialog
      isOpen
      isForReading
      width={760}
      title="Keyboard shortcuts"
      onClose={() => appStore.setState({ isShortcutListOpen: false })}
    >
      <div className={styles.groups}>
        {[...groups].map(([group, members]) => (
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
        ))}
      </div>
    </Dialog>
  );
}
