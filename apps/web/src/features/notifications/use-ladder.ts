import type { LadderSettings, LadderSettingsBody } from '@bridges/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** Counts my changes: an answer from before the newest one is no news. */
  const newest = useRef(0);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const load = useCallback(() => {
    setFailed(false);
    const at = newest.current;
    client.rest.telling.settings().then(
      (answer) => at === newest.current && setSettings(answer),
      () => setFailed(true),
    );
  }, []);
  useEffect(load, [load]);
  const change = (body: LadderSettingsBody) => {
    setSettings((before) => before && changed(before, body));
    const mine = ++newest.current;
    // One after another, so that the last wins on the server, too.
    line.current = line.current.then(() =>
      client.rest.telling.setSettings(body).then(
        (answer) => mine === newest.current && setSettings(answer),
        (error: unknown) => {
          toast(errorText(error, t));
          load();
        },
      ),
    );
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
