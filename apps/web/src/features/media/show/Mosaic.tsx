import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { MediaItem } from './media-item.ts';
import { MediaTile } from './MediaTile.tsx';
import { mosaic } from './mosaic.ts';
import styles from './Mosaic.module.css';

interface Props {
  items: readonly MediaItem[];
  onOpen: ((item: MediaItem) => void) | null;
  /** Time and ticks, over the last picture. */
  tail: ReactNode;
}

/** The pictures and films of a message. */
export function Mosaic({ items, onOpen, tail }: Props) {
  const layout = useMemo(() => mosaic(items), [items]);
  return (
    <div
      className={styles.mosaic}
      style={{ width: layout.width, aspectRatio: `${layout.width} / ${layout.height}` }}
    >
      {items.map((item, at) => {
        const tile = layout.tiles[at];
        if (!tile) return null;
        const place = {
          left: `${tile.left * 100}%`,
          top: `${tile.top * 100}%`,
          width: `${tile.width * 100}%`,
          height: `${tile.height * 100}%`,
        };
        return (
          <div key={item.key} className={styles.place} style={place}>
            <MediaTile
              item={item}
              shownWidth={tile.width * layout.width}
              number={at + 1}
              count={items.length}
              onOpen={onOpen && item.fileId !== null ? () => onOpen(item) : null}
            />
          </div>
        );
      })}
      {tail && <span className={styles.tail}>{tail}</span>}
    </div>
  );
}
