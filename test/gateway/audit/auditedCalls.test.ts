import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditTrail } from '../../../gateway/audit/access.ts';
import type { AuthenticatedCaller } from '../../../gateway/authentication/caller.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { GatewayError } from '../../../gateway/errors.ts';
import { createTestSubgraph, type OpenGraph, openGraph } from '../../secondGraph/openGraph.ts';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@composeDirective", "@requiresScopes", "@authenticated"])
  @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified", "@public"])
  @composeDirective(name: "@classified") @composeDirective(name: "@public")
  directive @classified(as: [String!]!) on FIELD_DEFINITION
  directive @public(fields: String!) repeatable on OBJECT | INTERFACE
  type Query @public(fields: "reader secret") {
    reader: Reader
    secret: Reader @requiresScopes(scopes: [["secret:read"]])
  }
  type Mutation @public(fields: "rename forget") { rename: Reader forget: Boolean }
  type Reader @public(fields: "id friend") {
    id: ID
    phone: String @classified(as: ["contact"])
    notes: [String] @classified(as: ["note"]) @requiresScopes(scopes: [["notes:read"]])
    friend: Reader @requiresScopes(scopes: [["friends:read"]])
  }`;

const READER = { id: '1', phone: '555', notes: ['n'] };
const SUBGRAPH = {
  name: 'library',
  sdl: SDL,
  resolvers: {
    Query: { reader: () => READER, secret: () => READER },
    Mutation: { rename: () => READER, forget: () => true },
    Reader: { friend: () => READER },
  },
};

const RULES = parseCallerRules({
  contextClaim: 'context',
  vouchedClaims: ['reader_id'],
  dataSubjectClaim: 'reader_id',
  contexts: { staff: { scopes: ['notes:read', 'friends:read'] }, reader: { scopes: [] } },
});

function signIn(scopes: readonly string[] = [], claims: object = {}): AuthenticatedCaller {
  return {
    ...{ kind: 'authenticated', subject: 'staff-1', context: 'staff' },
    ...{ scopes: new Set(scopes), claims: { ...claims } },
  };
}

/** The audit fails while it is down. */
let isDown: boolean;
let kept: string[];
let graph: OpenGraph;
let audit: AuditTrail;
let audited: OpenGraph;

beforeAll(() => {
  graph = openGraph({ subgraphs: [SUBGRAPH], callerRules: RULES });
  audit = {
    async record({ kind }) {
      if (isDown) throw new GatewayError('AUDIT_UNAVAILABLE');
      kept.push(kind);
    },
    noteRefusal: ({ kind }) => void kept.push(kind),
  };
  audited = openGraph({ subgraphs: [SUBGRAPH], callerRules: RULES, audit });
});
beforeEach(() => {
  isDown = false;
  kept = [];
  graph.reset();
  audited.reset();
});

describe('an access to a classified field', () => {
  it('is audited with who, whose data, what and how it was decided', async () => {
    const { execute } = createTestSubgraph(SUBGRAPH);
    graph.replace('library', async (request, { caller }) => ({
      ...(await execute({ ...request, caller })),
      extensions: { subjects: ['ada', 'ada', 7, '', { id: 'bob' }, 'carl'] },
    }));
    await graph.run('{ reader { id phone notes } }', { caller: signIn() });
    expect(graph.accesses).toEqual([
      {
        kind: 'accessed',
        at: expect.any(Date),
        subject: 'staff-1',
        ownId: undefined,
        context: 'staff',
        subjects: ['ada', 'carl'],
        omittedSubjects: 0,
        operationId: undefined,
        operationName: undefined,
        coordinates: [
          { coordinate: 'Reader.phone', classes: ['contact'], outcome: 'given' },
          { coordinate: 'Reader.notes', classes: ['note'], outcome: 'withheld' },
        ],
        stated: {},
        requestId: 'test',
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  it('says of how many more people it was than it lists', async () => {
    const { execute } = createTestSubgraph(SUBGRAPH);
    const name = (count: number) => Array.from({ length: count }, (_, number) => `reader-${number}`);
    const look = async (extensions: object) => {
      graph.replace('library', async (request, { caller }) => ({
        ...(await execute({ ...request, caller })),
        extensions,
      }));
      await graph.run('{ reader { phone } }', { caller: signIn() });
      const { subjects = [], omittedSubjects } = graph.accesses.at(-1) ?? {};
      return [subjects.length, omittedSubjects];
    };
    expect(await look({ subjects: name(1_000) })).toEqual([1_000, 0]);
    expect(await look({ subjects: name(1_000), subjectCount: 2_500 })).toEqual([1_000, 1_500]);
    expect(await look({ subjects: name(1_300), subjectCount: 7 })).toEqual([1_000, 300]);
    expect(await look({ subjects: name(2), subjectCount: 'many' })).toEqual([2, 0]);
  });

  it('is audited under an alias, in fragments, and where a denied field around it withholds it', async () => {
    await graph.run('{ reader { a: phone } }', { caller: signIn() });
    await graph.run('{ ...F } fragment F on Query { reader { ... { phone } } }', { caller: signIn() });
    await graph.run('{ reader { id friend { phone } } }', { caller: signIn() });
    await graph.run('{ reader { phone friend { phone } } }', { caller: signIn() });
    expect(graph.accesses.map(({ coordinates }) => coordinates.map(({ outcome }) => outcome))).toEqual([
      ['given'],
      ['given'],
      ['withheld'],
      ['given'],
    ]);
  });

  it('is audited where nothing but withheld fields are asked for', async () => {
    const { data } = await graph.run('{ reader { notes } }', { caller: signIn() });
    expect(data).toEqual({ reader: { notes: null } });
    expect(graph.accesses).toMatchObject([{ coordinates: [{ outcome: 'withheld' }] }]);
  });

  it('is audited of an anonymous caller, who is nobody', async () => {
    await graph.run('{ reader { phone } }');
    expect(graph.accesses).toMatchObject([{ subject: undefined, context: 'anonymous' }]);
  });

  it('names a caller with data of its own as subgraphs name it', async () => {
    await graph.run('{ reader { phone } }', { caller: signIn([], { reader_id: 'ada' }) });
    expect(graph.accesses).toMatchObject([{ subject: 'staff-1', ownId: 'ada' }]);
  });

  it('is not audited where the field is left out, nor where only public fields are asked for', async () => {
    const text = 'query($with: Boolean!) { reader { id phone @include(if: $with) } }';
    await graph.run(text, { variables: { with: false } });
    await graph.run('{ reader { id } }');
    expect(graph.accesses).toEqual([]);
    await graph.run(text, { variables: { with: true } });
    expect(graph.accesses).toHaveLength(1);
  });
});

describe('a call that must be audited and cannot be', () => {
  const QUERY = '{ reader { id phone } }';
  const refusal = { code: 'AUDIT_UNAVAILABLE' };

  it('fails and releases nothing, with its plan made before or not', async () => {
    isDown = true;
    await expect(audited.run(QUERY)).rejects.toMatchObject(refusal);
    isDown = false;
    await audited.run(QUERY);
    isDown = true;
    await expect(audited.run(QUERY)).rejects.toMatchObject(refusal);
  });

  it('is served where nothing classified is asked for', async () => {
    isDown = true;
    expect((await audited.run('{ reader { id } }')).data).toEqual({ reader: { id: '1' } });
  });

  it('does not run where it is a mutation, whatever it asks for', async () => {
    isDown = true;
    await expect(audited.run('mutation { forget }')).rejects.toMatchObject(refusal);
    await expect(audited.run('mutation { rename { phone } }')).rejects.toMatchObject(refusal);
    expect(audited.fetches).toEqual([]);
  });

  it('fails as a mutation whose outcome could not be kept: that it was to run is known', async () => {
    audited.replace('library', async () => {
      isDown = true;
      return { data: { forget: true } };
    });
    await expect(audited.run('mutation { forget }')).rejects.toMatchObject(refusal);
    expect(kept).toEqual(['intended']);
  });
});

describe('63 and 69: a mutation whose client leaves', () => {
  it('is audited before and after, with what it did', async () => {
    const leaving = new AbortController();
    graph.replace('library', async () => {
      leaving.abort();
      return { data: { rename: { id: '1', phone: '555' } }, extensions: { subjects: ['ada'] } };
    });
    await graph.run('mutation { rename { phone } }', { caller: signIn(), signal: leaving.signal });
    expect(graph.accesses).toMatchObject([
      {
        kind: 'intended',
        subjects: [],
        coordinates: [{ coordinate: 'Mutation.rename', classes: [] }, { coordinate: 'Reader.phone' }],
      },
      { kind: 'accessed', subjects: ['ada'], subject: 'staff-1' },
    ]);
  });
});

describe('24: a mutation with a field that every object inherits', () => {
  it('is audited with what it did where that is left out', async () => {
    const text = `mutation ($not: Boolean!) {
      __proto__: rename @skip(if: $not) { friend { phone } }
      rename { phone }
    }`;
    const call = { caller: signIn(['friends:read']), variables: { not: true } };
    const { data } = await graph.run(text, call);
    expect(Object.getOwnPropertyNames(data)).toEqual(['rename']);
    expect(graph.accesses.map(({ kind }) => kind)).toEqual(['intended', 'accessed']);
    graph.reset();
    const both = await graph.run(text, { ...call, variables: { not: false } });
    expect(Object.getOwnPropertyNames(both.data).sort()).toEqual(['__proto__', 'rename']);
    expect(graph.accesses.map(({ kind }) => kind)).toEqual(['intended', 'accessed']);
  });
});

describe('69: a mutation of whose outcome no answer can be made', () => {
  it('is audited as one whose fields came to nobody', async () => {
    graph.replace('library', async () => ({
      data: {
        rename: {
          id: '1',
          get phone() {
            throw new RangeError('unreadable');
          },
        },
      },
      extensions: { subjects: ['reader-1'] },
    }));
    await expect(graph.run('mutation { rename { id phone } }', { caller: signIn() })).rejects.toThrow(
      RangeError,
    );
    expect(graph.accesses.map(({ kind, subjects }) => [kind, subjects])).toEqual([
      ['intended', []],
      ['accessed', ['reader-1']],
    ]);
    expect(graph.accesses[1]?.coordinates.map(({ coordinate, outcome }) => [coordinate, outcome])).toEqual([
      ['Mutation.rename', 'failed'],
      ['Reader.phone', 'failed'],
    ]);
  });
});

describe('a call that is refused as a whole', () => {
  it('is audited of a signed-in caller, and leaves no entry of an anonymous one', async () => {
    const text = '{ secret { phone } }';
    await expect(graph.run(text)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(graph.accesses).toEqual([]);
    await expect(graph.run(text, { caller: signIn() })).rejects.toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect(graph.accesses).toMatchObject([
      {
        kind: 'refused',
        subject: 'staff-1',
        coordinates: [{ coordinate: 'Reader.phone', outcome: 'withheld' }],
      },
    ]);
  });
});
