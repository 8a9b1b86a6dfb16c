import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomersTables } from '../../../subgraphs/customers/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { seedAgain } from '../../harness/seedAgain.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { signTestCall, TEST_ENVIRONMENT, type VouchedCaller } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { ADMIN_US, NON_CUSTOMERS, OWNER, SERVICE, SUPPORT_JP, SUPPORT_US, staff } from './callers.ts';

const PROFILE = `
  id marketplace customerSince shortName name maskedEmail email phone
  addresses { id label city country recipient lines postalCode }
  paymentMethods { id kind label expires }
  libraryCount`;
const ME = `{ me { ${PROFILE} } }`;
const CUSTOMER = `query ($id: ID!, $reason: String!) { customer(id: $id, reason: $reason) { ${PROFILE} } }`;
const BARE_CUSTOMER = `query ($id: ID!, $reason: String!) { customer(id: $id, reason: $reason) { id } }`;
const REFERENCES = `query ($references: [_Any!]!) {
  _entities(representations: $references) { ... on Customer { id addresses { id } paymentMethods { id } libraryCount } }
}`;

const EMILY = {
  id: 'cust-us-1',
  marketplace: 'US',
  customerSince: '2021-04-12',
  shortName: 'Emily C.',
  name: 'Emily Carter',
  maskedEmail: 'e•••@example.com',
  email: 'emily.carter@example.com',
  phone: '+1 503-555-0142',
  addresses: [
    {
      id: 'cust-us-1-A1',
      label: 'Home',
      city: 'Portland',
      country: 'US',
      recipient: 'Emily Carter',
      lines: ['218 Alder Court', 'Apt 5'],
      postalCode: '97205',
    },
    {
      id: 'cust-us-1-A2',
      label: 'Office',
      city: 'Vancouver',
      country: 'US',
      recipient: 'Emily Carter',
      lines: ['77 Harbor Plaza'],
      postalCode: '98660',
    },
  ],
  paymentMethods: [
    { id: 'cust-us-1-P1', kind: 'CARD', label: 'Visa •••• 4242', expires: '2028-03' },
    { id: 'cust-us-1-P2', kind: 'WALLET', label: 'PayPal', expires: null },
  ],
  libraryCount: 7,
};

let database: TestDatabase;
let customers: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  customers = SUBGRAPHS.customers({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

/** Whose data an answer holds, as the audit is told. */
const WHOSE = { extensions: { subjects: ['cust-us-1'] } };

async function readAudit(): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select at, subject, context, operation_id, request_id, customer_id, reason, found
    from customers.audit_entry order by id`.execute(database.tables<CustomersTables>());
  return rows;
}

/** Looks are only ever added: whoever may alter the table alone can take them away. */
async function clearAudit(): Promise<void> {
  const owner = database.tables<CustomersTables>();
  await sql`alter table customers.audit_entry disable trigger user`.execute(owner);
  await sql`delete from customers.audit_entry`.execute(owner);
  await sql`alter table customers.audit_entry enable trigger user`.execute(owner);
  database.statements.length = 0;
}

describe('me', () => {
  it("is the caller's own profile, in four statements, and nothing is written down", async () => {
    expect(await executeOnSubgraph(customers, OWNER, ME)).toEqual({ data: { me: EMILY }, ...WHOSE });
    expect(database.statements).toHaveLength(4);
    expect(await readAudit()).toEqual([]);
  });

  it('is the same whatever marketplace the customer is signed in for', async () => {
    const elsewhere = customer('cust-us-1', 'JP');
    expect(await executeOnSubgraph(customers, elsewhere, ME)).toEqual({ data: { me: EMILY }, ...WHOSE });
  });

  it('addresses by the family name alone where the script has no initials', async () => {
    const { data } = await executeOnSubgraph(customers, customer('cust-jp-1', 'JP'), ME);
    expect(data?.me).toMatchObject({
      shortName: '佐藤',
      name: '佐藤 明子',
      maskedEmail: 'a•••@example.com',
      addresses: [{ recipient: '佐藤 明子', city: '東京都練馬区' }],
    });
    const { data: german } = await executeOnSubgraph(customers, customer('cust-de-3', 'DE'), ME);
    expect(german?.me).toMatchObject({ shortName: 'Elif Ö.', name: 'Elif Özdemir' });
  });

  it('is null for a customer that has no profile', async () => {
    expect(await executeOnSubgraph(customers, customer('cust-us-999', 'US'), ME)).toEqual({
      data: { me: null },
    });
  });

  it.each(NON_CUSTOMERS)('is null for %s, without a statement', async (_name, caller) => {
    expect(await executeOnSubgraph(customers, caller, ME)).toEqual({ data: { me: null } });
    expect(database.statements).toEqual([]);
  });
});

describe('customer', () => {
  const look = (
    caller: VouchedCaller,
    id: string,
    reason = 'asks about a parcel',
    document = BARE_CUSTOMER,
  ) =>
    customers.execute({
      token: signTestCall('customers', caller, { operationId: 'operation-1', requestId: 'request-1' }),
      document,
      variables: { id, reason },
    });
  beforeEach(clearAudit);

  it('is one of the marketplace, found and written down in one statement', async () => {
    const lead = { ...SUPPORT_US, scopes: ['customers:contact'] };
    const result = await look(lead, 'cust-us-1', '  asks about a parcel ', CUSTOMER);
    const paymentMethods = EMILY.paymentMethods.map((method) => ({ ...method, kind: null, expires: null }));
    expect(result).toEqual({ data: { customer: { ...EMILY, paymentMethods } }, ...WHOSE });
    expect(database.statements).toHaveLength(4);
    expect(await readAudit()).toEqual([
      {
        at: TEST_NOW,
        subject: 'support-us',
        context: 'support',
        operation_id: 'operation-1',
        request_id: 'request-1',
        customer_id: 'cust-us-1',
        reason: 'asks about a parcel',
        found: true,
      },
    ]);
  });

  it.each([
    ['support', SUPPORT_US],
    ['an admin', ADMIN_US],
  ])(
    "39, 40: is to %s null alike for another marketplace's and a missing one, by the same statement, and written down",
    async (_name, caller) => {
      const missing = await look(caller, 'cust-us-999');
      const statements = [...database.statements];
      expect(missing).toEqual({ data: { customer: null } });
      expect(statements).toHaveLength(1);
      for (const id of ['cust-jp-1', 'cust-de-1']) {
        database.statements.length = 0;
        expect(await look(caller, id)).toEqual(missing);
        expect(database.statements).toEqual(statements);
      }
      const entries = await readAudit();
      expect(entries.map(({ customer_id, found }) => [customer_id, found])).toEqual([
        ['cust-us-999', false],
        ['cust-jp-1', false],
        ['cust-de-1', false],
      ]);
    },
  );

  it.each(['cust-us-1', 'cust-us-2', 'cust-us-5'])('40: %s is hidden from support of JP', async (id) => {
    expect(await look(SUPPORT_JP, id)).toEqual({ data: { customer: null } });
  });

  it('is nobody to support whose marketplaces this shop does not have', async () => {
    expect(await look(staff('support', 'support-fr', 'FR'), 'cust-us-1')).toEqual({
      data: { customer: null },
    });
  });

  it.each([
    ['the customer itself', OWNER],
    ['an anonymous caller', ANONYMOUS],
    ['a service', SERVICE],
  ])('is refused to %s, without a statement', async (_name, caller) => {
    expect(await look(caller, 'cust-us-1')).toMatchObject({
      data: { customer: null },
      errors: [{ extensions: { code: 'DENIED' } }],
    });
    expect(database.statements).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['blank', '        '],
    ['four letters', 'a b c d'],
    ['signs', '-----!!!'],
    ['a control character', 'asks about\u0000it'],
    ['too long', 'x'.repeat(201)],
  ])('is refused for a reason that is %s, without a statement', async (_name, reason) => {
    expect(await look(SUPPORT_US, 'cust-us-1', reason)).toMatchObject({
      data: { customer: null },
      errors: [{ extensions: { code: 'INVALID_ARGUMENT' } }],
    });
    expect(database.statements).toEqual([]);
  });

  it.each(['a b c d e', '返品のご相談', 'x'.repeat(200)])('takes the reason %s', async (reason) => {
    expect(await look(SUPPORT_US, 'cust-us-1', reason)).toEqual({
      data: { customer: { id: 'cust-us-1' } },
      ...WHOSE,
    });
  });

  it('is not given where the look cannot be written down', async () => {
    const tables = database.tables<CustomersTables>();
    await sql`alter table customers.audit_entry add constraint closed check (false) not valid`.execute(
      tables,
    );
    const result = await look(SUPPORT_US, 'cust-us-1');
    await sql`alter table customers.audit_entry drop constraint closed`.execute(tables);
    expect(result).toMatchObject({ data: { customer: null }, errors: [{}] });
  });

  it('is written down once for each time that a query asks', async () => {
    const twice = `query ($id: ID!, $reason: String!) {
      a: customer(id: $id, reason: $reason) { id } b: customer(id: "cust-us-2", reason: $reason) { id }
    }`;
    await look(SUPPORT_US, 'cust-us-1', 'asks about a parcel', twice);
    expect(new Set((await readAudit()).map(({ customer_id }) => customer_id))).toEqual(
      new Set(['cust-us-1', 'cust-us-2']),
    );
  });
});

describe('a reference to a customer', () => {
  const ids = ['cust-us-2', 'cust-us-1', 'cust-us-999', 'cust-jp-1'];
  const ask = async (caller: unknown) => {
    const references = ids.map((id) => ({ __typename: 'Customer', id }));
    const { data, errors } = await executeOnSubgraph(customers, caller, REFERENCES, { references });
    expect(errors).toBeUndefined();
    return data?._entities as ({ id: string } | null)[];
  };

  it('finds the customer itself only', async () => {
    const [, own, ...others] = await ask(OWNER);
    expect(own).toEqual({
      id: 'cust-us-1',
      addresses: [{ id: 'cust-us-1-A1' }, { id: 'cust-us-1-A2' }],
      paymentMethods: [{ id: 'cust-us-1-P1' }, { id: 'cust-us-1-P2' }],
      libraryCount: 7,
    });
    expect(others).toEqual([null, null]);
    expect((await ask(OWNER))[0]).toBeNull();
  });

  it.each([
    ['support, which would look without a reason', SUPPORT_US],
    ['an admin, who would too', ADMIN_US],
    ['an anonymous caller', ANONYMOUS],
    ['a service', SERVICE],
  ])('finds none for %s', async (_name, caller) => {
    database.statements.length = 0;
    expect(await ask(caller)).toEqual([null, null, null, null]);
    expect(database.statements).toEqual([]);
  });
});

describe('the tables', () => {
  it('refuse a payment number where a label belongs', async () => {
    const tables = database.tables<CustomersTables>();
    const method = { customer_id: 'cust-us-3', position: 1, kind: 'CARD', expires: null } as const;
    for (const label of ['4242424242424242', 'Visa 4242 4242 4242 4242', 'DE89-3704']) {
      const insert = tables
        .insertInto('customers.payment_method')
        .values({ ...method, id: 'p', label })
        .execute();
      await expect(insert).rejects.toThrow(/violates check constraint/);
    }
  });

  it('keep what became of a customer when the shop is seeded again', async () => {
    const tables = database.tables<CustomersTables>();
    const rename = (given_name: string) =>
      tables.updateTable('customers.customer').set({ given_name }).where('id', '=', 'cust-us-7').execute();
    await rename('Rosalia');
    await seedAgain(database, customers);
    const { data } = await executeOnSubgraph(customers, customer('cust-us-7', 'US'), ME);
    expect(data?.me).toMatchObject({ shortName: 'Rosalia D.', libraryCount: 2 });
    await rename('Rosa');
  });
});
