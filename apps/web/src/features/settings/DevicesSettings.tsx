import type { Session } from '@bridges/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { toast } from '../../ui/toasts.ts';
import { SessionRow } from './SessionRow.tsx';
import styles from './SettingsPage.module.css';

/** Where I am signed in, and how to end that elsewhere. */
export function DevicesSettings() {
  const t = useT();
  const [sessions, setSessions] = useState<Session[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [ending, setEnding] = useState<Session | 'others' | null>(null);
  const load = useCallback(() => {
    setFailed(false);
    client.rest.sessions.list().then(setSessions, () => setFailed(true));
  }, []);
  useEffect(load, [load]);

  const end = async (target: Session | 'others') => {
    try {
      const count = target === 'others' ? await client.rest.sessions.endOthers() : 1;
      if (target !== 'others') await client.rest.sessions.end(target.id);
      toast(t('settings.ended', { count }));
    } catch (error) {
      toast(errorText(error, t));
    }
    load();
  };

  if (hasFailed && !sessions) {
    return (
      <Notice title={t('settings.failed')} hint={t('error.network')} isAlert>
        <Button look="tinted" onClick={load}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    );
  }
  if (!sessions) return <SkeletonRows count={3} />;
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  return (
    <div>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t('settings.thisDevice')}</h2>
        {sessions.map((one) => one.isCurrent && <SessionRow key={one.id} session={one} />)}
        {others.length > 0 && (
          <Button look="danger" onClick={() => setEnding('others')}>
            {t('settings.endOthers')}
          </Button>
        )}
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t('settings.otherDevices')}</h2>
        {others.length === 0 && <p className={styles.quiet}>{t('settings.noOtherDevices')}</p>}
        {others.map((one) => (
          <SessionRow key={one.id} session={one} onEnd={() => setEnding(one)} />
        ))}
      </section>
      {ending && (
        <Confirm
          title={
            ending === 'others'
              ? t('settings.endOthersTitle')
              : t('settings.endSessionTitle', { device: ending.device })
          }
          text={ending === 'others' ? undefined : t('settings.endSessionHint')}
          act={ending === 'others' ? t('settings.endOthers') : t('settings.endSession')}
          onConfirm={() => void end(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  );
}
