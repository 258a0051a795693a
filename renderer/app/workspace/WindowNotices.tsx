import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { dismissNotice, noticeStore } from '../../state/notices';
import { Notices } from '../../ui/Notices';

/** ms a notice stays that is no error; those with an action stay longer. */
const lifeMs = { plain: 6_000, withAction: 12_000 } as const;

/** Shows notices and lets them go by themselves, not while the pointer is on them. Errors stay until dismissed. */
export function WindowNotices() {
  const notices = useStore(noticeStore, (state) => state.notices);
  const [isHovered, setIsHovered] = useState(false);
  useEffect(() => {
    if (isHovered) return;
    const timers = notices
      .filter(({ tone, isLasting }) => tone !== 'error' && !isLasting)
      .map(({ id, action }) =>
        window.setTimeout(() => dismissNotice(id), action ? lifeMs.withAction : lifeMs.plain),
      );
    return () => {
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [notices, isHovered]);
  return <Notices notices={notices} onDismiss={dismissNotice} onHoverChange={setIsHovered} />;
}
