import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followSystemNotifications } from './features/inbox/system-notifications.ts';
import { watchUploads } from './features/media/upload/watch-uploads.ts';
import { restoreColumnWidth } from './features/shell/ColumnResizer.tsx';
import { followMe } from './realtime/follow-me.ts';
import { offerNewVersions } from './realtime/new-version.ts';
import { forgetAfterEnd } from './realtime/session-end.ts';
import { showUnreadInTab } from './realtime/tab-title.ts';
import { syncDrafts } from './store/draft-sync.ts';
import { watchDrafts } from './store/drafts.ts';
import { startClient } from './store/phase.ts';
import { watchDensity } from './ui/density.ts';
import { watchTheme } from './ui/theme.ts';
import { watchKeyboard } from './ui/watch-keyboard.ts';

watchTheme();
watchDensity();
watchKeyboard();
watchDrafts();
syncDrafts();
restoreColumnWidth();
followMe();
forgetAfterEnd();
showUnreadInTab();
offerNewVersions();
followSystemNotifications();
watchUploads();
void startClient();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
