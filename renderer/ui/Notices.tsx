import { Button } from './Button';
import { cx } from './cx';
import { IconButton } from './IconButton';
import { CircleAlert, CircleCheck, type Icon, Info, TriangleAlert, X } from './icons';
import styles from './Notices.module.css';

export type NoticeTone = 'info' | 'success' | 'warning' | 'error';

export interface NoticeItem {
  readonly id: number;
  readonly tone: NoticeTone;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

const icons: Readonly<Record<NoticeTone, Icon>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
};

export interface NoticesProps {
  readonly notices: readonly NoticeItem[];
  readonly onDismiss: (id: number) => void;
  readonly onHoverChange?: ((isHovered: boolean) => void) | undefined;
}

/** The notice area: bottom right, announced, never takes the focus. */
export function Notices({ notices, onDismiss, onHoverChange }: NoticesProps) {
  return (
    <section
      className={styles.area}
      aria-label="Notices"
      aria-live="polite"
      onPointerEnter={() => onHoverChange?.(true)}
      onPointerLeave={() => onHoverChange?.(false)}
    >
      {notices.map(({ id, tone, message, detail, action }) => {
        const IconOfTone = icons[tone];
        return (
          <div
            key={id}
            className={cx(styles.notice, styles[tone])}
            role={tone === 'error' ? 'alert' : 'status'}
          >
            <IconOfTone aria-hidden className={styles.icon} />
            <div className={styles.text}>
              <p className={styles.message} data-selectable>
                {message}
              </p>
              {detail !== undefined && (
                <p className={styles.detail} data-selectable>
                  {detail}
                </p>
              )}
              {action && (
                <Button
                  size="small"
                  className={styles.action}
                  onClick={() => {
                    action.run();
                    onDismiss(id);
                  }}
                >
                  {action.label}
                </Button>
              )}
            </div>
            <IconButton icon={X} label="Dismiss" size="small" onClick={() => onDismiss(id)} />
          </div>
        );
      })}
    </section>
  );
}
