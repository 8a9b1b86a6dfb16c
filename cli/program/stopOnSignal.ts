import { describeFailure } from './describeFailure.ts';

/** Longer than closing takes whatever clients do; a fault that holds on then is given up. */
const STOP_TIMEOUT_MS = 9_000;

/** Ends this process by SIGTERM or SIGINT, once `stop` has let everything go. */
export function stopOnSignal(stop: () => Promise<void>): void {
  const end = () => {
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(describeFailure(error));
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
