import type { LadderSettings, LadderSettingsBody } from '@bridges/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';

export interface Ladder {
  settings: LadderSettings | null;
  hasFailed: boolean;
  load: () => void;
  change: (body: LadderSettingsBody) => void;
}

/** How I want to be told. What I change is shown at once, and as it was if the server does not take it. */
export function useLadder(): Ladder {
  const t = useT();
  const [settings, setSettings] = useState<LadderSettings | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    client.rest.telling.settings().then(setSettings, () => setFailed(true));
  }, []);
  useEffect(load, [load]);
  const change = (body: LadderSettingsBody) => {
    setSettings((before) => before && changed(before, body));
    client.rest.telling.setSettings(body).then(setSettings, (error: unknown) => {
      toast(errorText(error, t));
      load();
    });
  };
  return { settings, hasFailed, load, change };
}

function changed(before: LadderSettings, { channels = {}, ...rest }: LadderSettingsBody): LadderSettings {
  const { push, telegram, email } = before.channels;
  return {
    ...before,
    ...rest,
    channels: {
      push: { ...push, ...channels.push },
      telegram: { ...telegram, ...channels.telegram },
      email: { ...email, ...channels.email },
    },
  } as LadderSettings;
}
