import styles from './ConnectionBar.module.css';
import { ConnectionText } from './ConnectionText.tsx';

interface Props {
  /** Null: all is well. */
  text: string | null;
  /** The header of a chat shows it: here it is only heard. */
  isInHeader?: boolean;
  /** What is known about the chat is shown: on a phone that lies over the header. */
  isInfoShown?: boolean;
}

/** Says that the connection is gone: aloud, and at the foot where no header does. Nothing that is read is covered. */
export function ConnectionBar({ text, isInHeader = false, isInfoShown = false }: Props) {
  return (
    <>
      {/* All that is seen of it is hidden from a screen reader: it is heard once, wherever it is shown. */}
      <div className="visually-hidden" role="status">
        {text}
      </div>
      {text !== null && (
        <div
          className={styles.bar}
          data-in-header={isInHeader || undefined}
          data-info={isInfoShown || undefined}
        >
          <ConnectionText text={text} />
        </div>
      )}
    </>
  );
}
