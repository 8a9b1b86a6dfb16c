import type { WriteStream } from 'node:tty';
import type { Progress } from '../program/attach.ts';

export type ShowProgress = (progress: Progress) => void;

const WIDTH = 30;

/** A bar on a terminal; nothing anywhere else, where it would only fill a log. */
export function createProgressBar(stream: WriteStream): { show: ShowProgress; end(): void } {
  let shown = false;
  return {
    show({ done, total }) {
      if (!stream.isTTY || total === 0) return;
      const filled = Math.round((Math.min(done, total) / total) * WIDTH);
      const percent = Math.floor((Math.min(done, total) / total) * 100);
      stream.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${percent} %`);
      shown = true;
    },
    end() {
      if (shown) stream.write('\n');
      shown = false;
    },
  };
}
