import { buildSchema } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redactByClass } from '../../../subgraphs/redaction.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const OWNER = customer('cust-us-1', 'US');
const STAFF = ['support', 'admin'] as const;

function staff(context: string, ...scopes: string[]) {
  return { context, subject: context, claims: { marketplaces: ['US'], regions: ['NA'] }, scopes };
}

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

function ask(subgraph: keyof typeof SUBGRAPHS, caller: unknown, document: string, variables = {}) {
  const asked = SUBGRAPHS[subgraph]({ ...TEST_ENVIRONMENT, database });
  return executeOnSubgraph(asked, caller, document, variables);
}

function askEntity(subgraph: keyof typeof SUBGRAPHS, caller: unknown, selection: string, id: string) {
  const type = selection.split(' ')[0];
  return ask(
    subgraph,
    caller,
    `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${selection} } }`,
    { references: [{ __typename: type, id }] },
  );
}

const PROFILE = `
  shortName name maskedEmail email phone
  addresses { city recipient lines postalCode }
  paymentMethods { kind label expires }`;
const LOOK = `{ customer(id: "cust-us-1", reason: "asks about a parcel") { ${PROFILE} } }`;

const MASKED = {
  shortName: 'Emily C.',
  name: null,
  maskedEmail: 'e•••@example.com',
  email: null,
  phone: null,
  addresses: [
    { city: 'Portland', recipient: null, lines: null, postalCode: null },
    { city: 'Vancouver', recipient: null, lines: null, postalCode: null },
  ],
  paymentMethods: [
    { kind: null, label: 'Visa •••• 4242', expires: null },
    { kind: null, label: 'PayPal', expires: null },
  ],
};

describe('a field of a class that the caller does not get', () => {
  it.each(STAFF)('is null to %s, asked past the gateway', async (context) => {
    const { data, errors } = await ask('customers', staff(context, 'customers:read'), LOOK);
    expect(errors).toBeUndefined();
    expect(data?.customer).toEqual(MASKED);
  });

  it.each(STAFF)('comes to %s with the scope of its class, payment never', async (context) => {
    const { data } = await ask('customers', staff(context, 'customers:contact'), LOOK);
    expect(data?.customer).toEqual({
      ...MASKED,
      name: 'Emily Carter',
      email: 'emily.carter@example.com',
      phone: '+1 503-555-0142',
      addresses: [
        {
          city: 'Portland',
          recipient: 'Emily Carter',
          lines: ['218 Alder Court', 'Apt 5'],
          postalCode: '97205',
        },
        { city: 'Vancouver', recipient: 'Emily Carter', lines: ['77 Harbor Plaza'], postalCode: '98660' },
      ],
    });
  });

  it('comes to the customer whose it is, without any scope', async () => {
    const { data } = await ask('customers', OWNER, `{ me { ${PROFILE} } }`);
    expect(data?.me).toMatchObject({
      email: 'emily.carter@example.com',
      paymentMethods: [{ kind: 'CARD', expires: '2028-03' }, { kind: 'WALLET' }],
    });
  });

  it.each(STAFF)('is to %s a number or a scan of tracking only with its scope', async (context) => {
    const selection = 'Order { packages { trackingNumber events(first: 1) { place } } }';
    const find = async (...scopes: string[]) => {
      const { data } = await askEntity('orders', staff(context, ...scopes), selection, 'US-1001');
      return JSON.stringify(data);
    };
    const given = await find('orders:tracking');
    expect(given).toMatch(/"trackingNumber":"\w+/);
    expect(given).toMatch(/"place":"\w+/);
    const withheld = await find('customers:contact', 'support:notes');
    expect(withheld).toMatch(/"trackingNumber":null/);
    expect(withheld).not.toMatch(/"(trackingNumber|place)":"/);
  });

  it.each(STAFF)('is to %s DENIED where it is never null, and the ticket stands', async (context) => {
    const find = (...scopes: string[]) =>
      askEntity(
        'support',
        staff(context, ...scopes),
        'Ticket { subject notes { author text } }',
        'TK-7Q4M2K9D',
      );
    const { data, errors } = await find('customers:contact');
    expect(data).toEqual({ _entities: [{ subject: 'Second half of my order', notes: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'DENIED' } }]);
    expect(await find('support:notes')).toMatchObject({
      data: { _entities: [{ notes: [{ text: 'Warehouse asked; restock due this week.' }] }] },
    });
  });

  it('is not looked up', async () => {
    const selection = 'Series { libraryEditionIds }';
    for (const caller of [staff('support', 'library:read'), staff('admin', 'library:read')]) {
      const { errors } = await askEntity('customers', caller, selection, 'frieren');
      expect(errors).toMatchObject([{ extensions: { code: 'DENIED' } }]);
    }
    expect(database.statements).toEqual([]);
  });
});

it('a class that nothing is said of stops the start', () => {
  const schema = buildSchema(`
    directive @classified(as: [String!]!) on FIELD_DEFINITION
    type Query { a: String @classified(as: ["contact", "horoscope"]) }`);
  expect(() => redactByClass(schema)).toThrow('Query.a: nothing says who gets the class "horoscope".');
});

it.each(['constructor', 'toString', '__proto__'])('a class is none for being called %s', (name) => {
  const schema = buildSchema(`
    directive @classified(as: [String!]!) on FIELD_DEFINITION
    type Query { a: String @classified(as: "${name}") }`);
  expect(() => redactByClass(schema)).toThrow(TypeError);
});
