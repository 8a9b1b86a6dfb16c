import type { Transaction } from 'kysely';
import { addRows } from '../../database/addRows.ts';
import { formatName } from '../names.ts';
import type { CustomersTables, EntryRow } from '../repository.ts';
import { SAMPLE_CUSTOMERS, type SampleCustomer } from './sampleCustomers.ts';
import { SAMPLE_LIBRARIES, SAMPLE_WISHLISTS, type SampleShelf } from './sampleShelves.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Puts the sample shop's customers there, as of `now`; one that is there already stays as it has become. */
export async function seedCustomers(transaction: Transaction<CustomersTables>, now: Date): Promise<void> {
  const add = <Table extends keyof CustomersTables>(
    table: Table,
    describe: (customer: SampleCustomer) => readonly CustomersTables[Table][],
  ) => addRows(transaction, table, SAMPLE_CUSTOMERS.flatMap(describe));
  await add('customers.customer', (customer) => [
    {
      id: customer.id,
      marketplace: customer.marketplace,
      region: customer.region,
      customer_since: describeSince(customer.since, now),
      given_name: customer.givenName,
      family_name: customer.familyName,
      email: customer.email,
      phone: customer.phone ?? null,
    },
  ]);
  await add('customers.address', (customer) =>
    customer.addresses.map(({ postalCode, ...address }, index) => ({
      id: `${customer.id}-A${index + 1}`,
      customer_id: customer.id,
      position: index + 1,
      recipient: formatName({ given_name: customer.givenName, family_name: customer.familyName }),
      ...address,
      lines: [...address.lines],
      postal_code: postalCode,
    })),
  );
  await add('customers.payment_method', ({ id, paymentMethods }) =>
    paymentMethods.map(([kind, label, expires], index) => ({
      id: `${id}-P${index + 1}`,
      customer_id: id,
      position: index + 1,
      kind,
      label,
      expires: expires ?? null,
    })),
  );
  const describe = (shelf: SampleShelf) => describeShelf(shelf, now);
  await addRows(transaction, 'customers.library_entry', SAMPLE_LIBRARIES.flatMap(describe));
  await addRows(transaction, 'customers.wishlist_entry', SAMPLE_WISHLISTS.flatMap(describe));
}

function describeSince(since: string | number, now: Date): string {
  return typeof since === 'string'
    ? since
    : new Date(now.getTime() - since * DAY_MS).toISOString().slice(0, 10);
}

function describeShelf({ customerId, latestDaysAgo, editions }: SampleShelf, now: Date): EntryRow[] {
  return editions.map((edition, index) => ({
    customer_id: customerId,
    edition_id: edition,
    added_at: new Date(now.getTime() - (latestDaysAgo + index) * DAY_MS),
  }));
}
