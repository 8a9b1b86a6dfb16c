import type { Logger } from 'pino';
import type { Gateway } from '../../gateway/gateway.ts';

/** Plans registered operations, and tells of those that cannot be planned. */
export async function warmPlans(gateway: Gateway, log: Logger): Promise<void> {
  for (const { name, fault } of await gateway.warm()) {
    log.error({ operation: name, err: fault }, 'an operation cannot be planned');
  }
}
