import { ArrowLeft, ArrowRight, Download, MessageSquareShare, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { formatFull, formatWhen } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { routes } from '../../../routes/routes.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUser } from '../../../store/selectors.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { stopPlaying } from '../play/player-calls.ts';
import { fileUrl } from '../show/media-item.ts';
import styles from './Lightbox.module.css';
import { showLightbox, useLightbox } from './lightbox-store.ts';
import type { Shown } from './lightbox-store.ts';
import { SlidePicture } from './SlidePicture.tsx';
import { useChatMedia } from './use-chat-media.ts';
import { useZoom } from './use-zoom.ts';

/** The pictures and films of a chat, one at a time, over everything. */
export function Lightbox() {
  const shown = useLightbox((state) => state.shown);
  return shown && <Slides key={`${shown.chatId}:${shown.fileId}`} shown={shown} />;
}

function Slides({ shown }: { shown: Shown }) {
  const t = useT();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState({ seq: shown.seq, fileId: shown.fileId });
  const [index, setIndex] = useState(0);
  const slides = useChatMedia(shown, index);
  const at = slides.findIndex(
    ({ seq, attachment }) => seq === current.seq && attachment.fileId === current.fileId,
  );
  if (at >= 0 && at !== index) setIndex(at);
  const slide = slides[at];
  const sender = useUser(slide?.senderId ?? null);
  const close = () => showLightbox(null);
  const go = (step: number) => {
    const next = slides[at + step];
    if (next) setCurrent({ seq: next.seq, fileId: next.attachment.fileId });
  };
  const zoom = useZoom(current.fileId, go, close);
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    if (stage.current) zoom.onWheel(stage.current, event);
  });
  useEffect(() => {
    const box = dialog.current;
    const place = stage.current;
    const before = document.activeElement;
    void stopPlaying();
    box?.showModal();
    box?.focus();
    // React's own listener may not prevent the page from scrolling.
    place?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      place?.removeEventListener('wheel', onWheel);
      box?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isVideo = event.target instanceof HTMLVideoElement;
    if (event.key === 'ArrowLeft' && !isVideo) go(-1);
    else if (event.key === 'ArrowRight' && !isVideo) go(1);
    else if (event.key === 'Home') go(-at);
    else if (event.key === 'End') go(slides.length - 1 - at);
    else if (event.key === '+' || event.key === '=') zoom.zoomBy(1.5);
    else if (event.key === '-') zoom.zoomBy(1 / 1.5);
    else if (event.key === '0') zoom.reset();
    else return;
    event.preventDefault();
  };
  if (!slide) return <dialog ref={dialog} className={styles.lightbox} onCancel={close} />;
  const { attachment, seq, caption } = slide;
  const isVideo = attachment.kind === 'video';
  return (
    <dialog
      ref={dialog}
      className={styles.lightbox}
      aria-label={t('media.viewer')}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={onKeyDown}
    >
      <header className={styles.bar}>
        <div className={styles.who}>
          <bdi className={styles.name}>{userName(sender, t)}</bdi>
          <time dateTime={slide.at.toISOString()} title={formatFull(slide.at, language)}>
            {formatWhen(slide.at, new Date(), language, t)}
          </time>
        </div>
        {!isVideo && (
          <span className={styles.wide}>
            <IconButton icon={ZoomOut} label={t('media.zoomOut')} onClick={() => zoom.zoomBy(1 / 1.5)} />
            <IconButton icon={ZoomIn} label={t('media.zoomIn')} onClick={() => zoom.zoomBy(1.5)} />
          </span>
        )}
        <IconButton
          icon={MessageSquareShare}
          label={t('media.showInChat')}
          onClick={() => {
            close();
            navigate(routes.message(shown.chatId, seq));
          }}
        />
        <a
          className={styles.link}
          data-small=""
          href={`${fileUrl(attachment.fileId)}?download=1`}
          download={attachment.name}
          aria-label={t('media.downloadOf', { name: attachment.name })}
          title={t('media.download')}
        >
          <Download size={22} strokeWidth={1.9} aria-hidden="true" />
        </a>
        <IconButton icon={X} label={t('act.close')} onClick={close} />
      </header>
      <div
        ref={stage}
        className={styles.stage}
        data-zoomed={zoom.view.scale > 1 || undefined}
        {...(isVideo ? {} : zoom.handlers)}
        onClick={({ target, currentTarget }) => {
          if (target === currentTarget && !zoom.hasMoved()) close();
        }}
      >
        <SlidePicture key={attachment.fileId} attachment={attachment} view={zoom.view} />
      </div>
      {at > 0 && (
        <IconButton
          icon={ArrowLeft}
          label={t('media.previous')}
          className={styles.previous}
          onClick={() => go(-1)}
        />
      )}
      {at < slides.length - 1 && (
        <IconButton icon={ArrowRight} label={t('media.next')} className={styles.next} onClick={() => go(1)} />
      )}
      <p className={styles.caption} dir="auto">
        {caption.slice(0, 400)}
      </p>
      <span className="visually-hidden" role="status">
        {`${t(isVideo ? 'media.video' : 'media.photo')}: ${attachment.name}`}
      </span>
    </dialog>
  );
}
